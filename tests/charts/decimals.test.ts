import { describe, expect, it } from "vitest";
import { columnFormat } from "../../charts/decimals.js";

describe("numbers of a column", () => {
  it.each([
    [
      [11.8, 11.81, 18.684],
      ["11.80", "11.81", "18.68"],
    ],
    [
      [0.881, 0.8778, 1],
      ["0.8810", "0.8778", "1.0000"],
    ],
    [
      [12_345, 999],
      ["12,345", "999"],
    ],
    [
      [0, 0],
      ["0.000", "0.000"],
    ],
    [
      [Number.NaN, 2.5],
      ["–", "2.500"],
    ],
    [
      [1e-7, 2.5e-7],
      ["1.00e-7", "2.50e-7"],
    ],
    [[3e9], ["3.00e+9"]],
    [[], []],
  ])("have the same decimals: %j", (values, texts) => {
    expect(values.map(columnFormat(values))).toEqual(texts);
  });
});

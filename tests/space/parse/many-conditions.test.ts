import { describe, expect, it } from "vitest";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { cpuTimeOf } from "../../support/cpu-time.js";

describe("a space of 300 genes with 100 conditions each", () => {
  const space = (controllerOf: (gene: number, condition: number) => number) => ({
    id: "entangled",
    genes: Array.from({ length: 300 }, (_, g) => ({
      name: `g${g}`,
      choices: [0, 1, 2, 3],
      activeWhen: Array.from({ length: 100 }, (_, c) => controllerOf(g, c))
        .filter((controller) => controller >= 0 && controller < g)
        .map((controller) => ({ gene: `g${controller}`, atLeast: 1 })),
    })),
  });

  it.each([
    ["on the 100 genes before", space((g, c) => g - 1 - c)],
    ["on the first 100 genes", space((g, c) => (g < 100 ? -1 : c))],
  ])("is checked without building a text of every condition at every step: %s", (_, file) => {
    const { ms, result } = cpuTimeOf(() => parseSpace(file));
    expect(result.genes).toHaveLength(300);
    expect(ms).toBeLessThan(1_200);
  });
});

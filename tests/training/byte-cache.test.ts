import { expect, test } from "vitest";
import { ByteCache } from "../../src/training/byte-cache.js";

test("removes the oldest values beyond its capacity, and never the newest", () => {
  const computed: string[] = [];
  const kept = new ByteCache<string>(10, ({ length }) => length);
  const get = (value: string) =>
    kept.get(value, () => {
      computed.push(value);
      return value;
    });
  for (const value of ["aaaa", "bbbb", "aaaa", "bbbb"]) expect(get(value)).toBe(value);
  expect(computed.splice(0)).toEqual(["aaaa", "bbbb"]);
  for (const value of ["cccc", "bbbb", "aaaa", "cccc"]) get(value);
  expect(computed.splice(0)).toEqual(["cccc", "aaaa"]);
  for (const value of ["more than ten", "more than ten", "cccc", "more than ten"]) get(value);
  expect(computed).toEqual(["more than ten", "cccc", "more than ten"]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { parseProfile } from "../../src/hardware/profile.js";

const KEY = "LinearGLU-input:1_192_16-N:1-C:192-L:16";

function problem(value: unknown): InvalidInput {
  try {
    parseProfile(value, "content");
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("parseProfile", () => {
  it("reads numbers and numeric texts", () => {
    const cost = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(cost, cost, fc.boolean(), (lat, enrg, asText) => {
        const entry = asText ? { lat: String(lat), enrg: String(enrg) } : { lat, enrg };
        expect(parseProfile({ [KEY]: entry })).toEqual({ [KEY]: { latency: lat, energy: enrg } });
      }),
    );
  });

  it.each([
    ["negative", -0.1],
    ["negative text", "-0.1"],
    ["NaN", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["infinite text", "1e999"],
    ["so large that a sum overflows", 1e308],
    ["text that is no number", "fast"],
    ["empty text", ""],
    ["blank text", " "],
    ["hexadecimal text", "0x10"],
    ["a list", [1]],
  ])("refuses a value that is %s, naming the key", (_, bad) => {
    const latency = problem({ [KEY]: { lat: bad, enrg: 1 } });
    expect(latency.field).toBe(`content.${KEY}.lat`);
    expect(latency.message).toContain(KEY);
    expect(problem({ [KEY]: { lat: 1, enrg: bad } }).field).toBe(`content.${KEY}.enrg`);
  });

  it.each([null, undefined])("without an energy (%s) is that of a device without one", (enrg) => {
    const profile = { [KEY]: { lat: 2, enrg }, other: { lat: "3" } };
    expect(parseProfile(profile)).toEqual({ [KEY]: { latency: 2 }, other: { latency: 3 } });
    expect(parseProfile("gene,choice,latency\ndepth,1,2\n")).toEqual({ "depth=1": { latency: 2 } });
    expect(parseProfile("gene,choice,latency,energy\ndepth,1,2,\n")).toEqual({ "depth=1": { latency: 2 } });
    expect(problem({ [KEY]: { lat: enrg, enrg: 1 } }).field).toBe(`content.${KEY}.lat`);
  });

  it("refuses an energy of some operators only, naming the first without", () => {
    const mixed = problem({ [KEY]: { lat: 1, enrg: 1 }, other: { lat: 1 } });
    expect(mixed.field).toBe("content.other.enrg");
    expect(mixed.message).toContain("give the energy [mJ] of all or of none");
  });

  it.each([
    ["null", null],
    ["a list", []],
    ["a text", "{}"],
    ["a number", 1],
    ["empty", {}],
  ])("refuses a profile that is %s", (_, bad) => {
    expect(problem(bad).field).toBe("content");
  });

  it("refuses an entry that is no object, and keys that no operator has", () => {
    expect(problem({ [KEY]: 3 }).field).toBe(`content.${KEY}`);
    expect(problem({ [KEY]: [1, 2] }).message).toContain(KEY);
    expect(problem({ "": { lat: 1, enrg: 1 } }).message).toMatch(/not an operator key/);
    expect(problem(JSON.parse('{"__proto__": {"lat": 1, "enrg": 1}}')).message).toContain("__proto__");
    expect(problem({ ["x".repeat(10_000)]: { lat: 1, enrg: 1 } }).message.length).toBeLessThan(400);
  });

  it.each(["energy", "latency", "enrg_mJ", "sd"])(
    "refuses a value called %s, which it would not keep",
    (part) => {
      const stray = problem({ [KEY]: { lat: 1, [part]: 1 } });
      expect(stray.field).toBe(`content.${KEY}`);
      expect(stray.message).toContain(`has "${part}": its costs are "lat" [ms] and "enrg" [mJ]`);
    },
  );

  it("refuses more entries than any profile has", () => {
    const entries = Array.from({ length: 100_001 }, (_, i) => [`op-${i}`, { lat: 1, enrg: 1 }]);
    expect(problem(Object.fromEntries(entries)).message).toMatch(/1 to 100000 entries; got 100001/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/base/random.js";

const drawn = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next());
const seed = fc.oneof(fc.integer(), fc.string());

describe("random numbers", () => {
  it("are the same on every machine", () => {
    // Computed by a second implementation of sfc32 and the hash.
    expect(drawn(new Random(1), 3)).toEqual([0.4443524473749837, 0.14796206897576358, 0.12976878912449674]);
    const random = new Random("seeds");
    const integers = Array.from({ length: 8 }, () => random.int(1000));
    expect(integers).toEqual([971, 955, 829, 770, 781, 575, 924, 134]);
  });

  it("follow from the seed alone, be it a number or its text", () => {
    fc.assert(
      fc.property(seed, (value) => {
        const stream = drawn(new Random(value), 5);
        expect(drawn(new Random(value), 5)).toEqual(stream);
        expect(drawn(new Random(String(value)), 5)).toEqual(stream);
        expect(drawn(new Random(`${value}'`), 5)).not.toEqual(stream);
      }),
    );
  });

  it("of a fork do not depend on what was drawn before, and differ from the parent's and from other forks'", () => {
    fc.assert(
      fc.property(seed, fc.nat(20), (value, before) => {
        const parent = new Random(value);
        drawn(parent, before);
        const fork = drawn(parent.fork("a"), 5);
        expect(drawn(new Random(value).fork("a"), 5)).toEqual(fork);
        expect(drawn(new Random(value).fork("b"), 5)).not.toEqual(fork);
        expect(drawn(new Random(value), 5)).not.toEqual(fork);
      }),
    );
  });

  it("are spread evenly over [0, 1) and over integers", () => {
    const random = new Random(3);
    const counts = new Int32Array(10);
    const integers = new Int32Array(7);
    for (let i = 0; i < 70_000; i++) {
      counts[Math.floor(10 * random.next())]++;
      integers[random.int(7)]++;
    }
    for (const [found, expected] of [
      [counts, 7_000],
      [integers, 10_000],
    ] as const) {
      const statistic = found.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // The 99.9 % quantile of chi-square with 9 degrees of freedom is 27.9.
      expect(statistic).toBeLessThan(27.9);
    }
  });

  it("reach every big integer below a bound, and no other", () => {
    fc.assert(
      fc.property(seed, fc.bigInt({ min: 1n, max: 2n ** 200n }), (value, bound) => {
        const found = new Random(value).bigint(bound);
        expect(found >= 0n && found < bound).toBe(true);
      }),
    );
    const random = new Random(1);
    expect(new Set(Array.from({ length: 200 }, () => random.bigint(5n)))).toEqual(
      new Set([0n, 1n, 2n, 3n, 4n]),
    );
    const top = Array.from({ length: 64 }, () => random.bigint(2n ** 130n) >> 126n);
    expect(new Set(top).size).toBeGreaterThan(10);
  });

  it("are normal with mean 0 and standard deviation 1", () => {
    const random = new Random(2);
    const values = Array.from({ length: 40_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.683, 1);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it("shuffle a copy: the same items, in every order equally often", () => {
    fc.assert(
      fc.property(seed, fc.array(fc.nat(5), { maxLength: 8 }), (value, items) => {
        const before = [...items];
        const shuffled = new Random(value).shuffle(items);
        expect(items).toEqual(before);
        expect([...shuffled].sort()).toEqual([...items].sort());
      }),
    );
    const random = new Random(4);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = random.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it("pick items of a list", () => {
    const random = new Random(5);
    const picked = new Set(Array.from({ length: 100 }, () => random.pick(["a", "b", "c"])));
    expect(picked).toEqual(new Set(["a", "b", "c"]));
  });
});

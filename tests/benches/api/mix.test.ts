import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { Mix, makeDraws, predictedFront, SHARES } from "../../../src/benches/api/mix.js";
import { quantilesOf } from "../../../src/benches/api/quantiles.js";

const draws = makeDraws();
const mix = (seed: number, label = "1") => new Mix(["warm 1", "warm 2"], draws, seed, label);
const first = (of: Mix, count: number) => Array.from({ length: count }, () => of.next());

describe("the mix of requests", () => {
  test("is the same for one seed and client, and another one for others", () => {
    expect(first(mix(1), 50)).toEqual(first(mix(1), 50));
    expect(first(mix(1), 50)).not.toEqual(first(mix(2), 50));
    expect(first(mix(1), 50)).not.toEqual(first(mix(1, "2"), 50));
  });

  test("has the kinds in their shares", () => {
    const asked = first(mix(3), 4_000);
    expect(SHARES.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const [kind, share] of SHARES)
      expect(asked.filter((request) => request.kind === kind).length / asked.length).toBeCloseTo(share, 1);
  });

  test("asks for measured fronts under new limits, and for predicted ones that were asked before", () => {
    const asked = first(mix(4), 1_000);
    const bodies = (kind: string) => asked.filter((request) => request.kind === kind).map(({ body }) => body);
    for (const kind of ["measuredFront", "prediction", "submission"])
      expect(new Set(bodies(kind)).size).toBe(bodies(kind).length);
    expect(new Set(bodies("predictedFront"))).toEqual(new Set(["warm 1", "warm 2"]));
  });

  test("draws predicted fronts that nobody asked before", () => {
    const random = new Random(5);
    const asked = Array.from({ length: 200 }, () => predictedFront(random));
    expect(new Set(asked).size).toBe(200);
  });
});

describe("quantiles", () => {
  test("are durations that occurred", () => {
    const durations = Array.from({ length: 200 }, (_, i) => 200 - i);
    expect(quantilesOf(durations)).toEqual({ p50: 100, p99: 198 });
    expect(quantilesOf([7])).toEqual({ p50: 7, p99: 7 });
    expect(quantilesOf([]).p99).toBeNaN();
  });
});

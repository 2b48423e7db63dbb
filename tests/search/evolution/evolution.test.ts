import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { breed } from "../../../src/search/candidates/breeding.js";
import { type Member, survive } from "../../../src/search/evolution/survival.js";
import { tournament } from "../../../src/search/evolution/tournament.js";
import type { Problem } from "../../../src/search/ports.js";
import { totalViolation } from "../../../src/search/problem.js";
import { genotypeKey } from "../../../src/space/identity.js";
import { sampler } from "../../../src/space/sampling/sample.js";
import { landscape, landscapeProblem } from "../toy.js";

const limited: Problem = { ...landscapeProblem, limits: [0.6, 10, undefined] };
const network = (...values: number[]) => ({ genotype: Uint8Array.from([0, 0, 0, 0, 0]), values });
const valuesOf = (members: readonly Member[]) => members.map((member) => member.values);

/** Accuracies and costs on a coarse grid, so that ties and duplicates are common. */
const point = fc
  .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }))
  .map(([accuracy, latency, energy]) => network(accuracy / 10, latency, energy));

describe("survival", () => {
  test("prefers feasible networks, and among infeasible ones those closer to the limits", () => {
    const feasible = network(0.6, 10, 5);
    const nearly = network(0.59, 10, 1);
    const far = network(0.9, 30, 1);
    expect(valuesOf(survive(limited, [far, nearly, feasible], 3))).toEqual(
      [feasible, nearly, far].map((member) => member.values),
    );
  });

  test("drops the most crowded networks of a front first", () => {
    const ends = [network(0.9, 9, 1), network(0.1, 1, 1)];
    const middle = [network(0.5, 5, 1), network(0.51, 5.1, 1), network(0.2, 2.2, 1)];
    const kept = valuesOf(survive(landscapeProblem, [...middle, ...ends], 4));
    expect(kept).toContainEqual(ends[0].values);
    expect(kept).toContainEqual(ends[1].values);
    expect(survive(landscapeProblem, [], 4)).toEqual([]);
  });

  test("never drops a network that dominates one it keeps", () => {
    const dominates = (a: readonly number[], b: readonly number[]) =>
      a[0] >= b[0] && a[1] <= b[1] && a[2] <= b[2] && a.some((value, m) => value !== b[m]);
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), fc.nat(30), (networks, size) => {
        const kept = survive(landscapeProblem, networks, size);
        expect(kept).toHaveLength(Math.min(size, networks.length));
        const dropped = survive(landscapeProblem, networks, networks.length).slice(size);
        for (const out of dropped)
          for (const member of kept) expect(dominates(out.values, member.values)).toBe(false);
      }),
    );
  });

  test("with limits, sorts by violation", () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (networks) => {
        const violations = survive(limited, networks, networks.length).map((m) =>
          totalViolation(limited, m.values),
        );
        expect(violations).toEqual([...violations].sort((a, b) => a - b));
      }),
    );
  });
});

test("a tournament prefers the better rank, then the less crowded", () => {
  const member = (rank: number, crowding: number): Member => ({ ...network(0), rank, crowding });
  const population = [member(1, 9), member(0, 1), member(0, 2)];
  const random = new Random(1);
  const wins = new Map(population.map((m) => [m, 0]));
  for (let i = 0; i < 900; i++) {
    const winner = tournament(population, random);
    wins.set(winner, (wins.get(winner) ?? 0) + 1);
  }
  const [worst, middle, best] = population.map((m) => (wins.get(m) ?? 0) / 900);
  expect([worst, middle, best].map((share) => Math.round(share * 9))).toEqual([1, 3, 5]);
});

test("children are valid networks made of their parents and one reset gene on average", () => {
  const random = new Random(7);
  const draw = sampler(landscape);
  const parent = draw(random);
  let changed = 0;
  const children = new Set<string>();
  for (let i = 0; i < 2000; i++) {
    const child = breed(landscape, parent, parent, random);
    children.add(genotypeKey(child));
    child.forEach((choice, p) => {
      expect(choice).toBeLessThan(4);
      if (choice !== parent[p]) changed++;
    });
  }
  expect(changed / 2000).toBeGreaterThan(0.9);
  expect(changed / 2000).toBeLessThan(1.1);
  expect(children.size).toBeGreaterThan(50);
});

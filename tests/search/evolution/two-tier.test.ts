import { describe, expect, test } from "vitest";
import type { DeviceId } from "../../../src/base/ids.js";
import { survive } from "../../../src/search/evolution/survival.js";
import { TwoTierNsga2 } from "../../../src/search/evolution/two-tier.js";
import type { Modality, Problem } from "../../../src/search/ports.js";
import { createStrategy } from "../../../src/search/strategies.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { isActive } from "../../../src/space/space.js";
import { tierOneOf } from "../../../src/space/tier-one.js";
import { type Genotype, INACTIVE } from "../../../src/space/types.js";

const space = tierOneOf(compileSpace(builtInSpace("av-mnist")!));
const device = "d" as DeviceId;
const CELLS = space.position.get("fusion.cells")!;
const NODES = space.position.get("fusion.nodes")!;

/**
 * A modality in which larger choices have a higher accuracy, scaled by `weight`, and a higher cost. Every backbone that
 * is scored is added to `scored`.
 */
function modalityOf(prefix: string, weight: number, scored: Genotype[] = []): Modality {
  const genes = space.genes.flatMap(({ name }, p) => (name.startsWith(prefix) ? [p] : []));
  return {
    genes,
    valuesOf: (genotype) => {
      scored.push(genotype);
      const size = sizeOf(genotype, genes);
      return [weight * (1 - Math.exp(-size / 6)), 1 + size, 2 + genotype[genes[0]]];
    },
  };
}

function sizeOf(genotype: Genotype, genes: readonly number[]): number {
  return genes.reduce((sum, p) => sum + (genotype[p] === INACTIVE ? 0 : genotype[p]), 0);
}

const problem: Problem = {
  space,
  objectives: [{ metric: "accuracy" }, { metric: "latency", device }, { metric: "energy", device }],
  limits: [undefined, undefined, undefined],
};
const modalities = [modalityOf("image.", 0.6), modalityOf("audio.", 0.4)];
const valuesOf = (pair: Genotype): number[] => {
  const [image, audio] = modalities.map((modality) => modality.valuesOf(pair));
  const fusion = pair[CELLS] + pair[NODES];
  return [image[0] + audio[0] + 0.01 * fusion, image[1] + audio[1] + fusion, image[2] + audio[2] + fusion];
};

async function drive(strategy: TwoTierNsga2, count: number, known: readonly Genotype[] = []) {
  strategy.tell(known.map((genotype) => ({ kind: "evaluated", genotype, values: valuesOf(genotype) })));
  const asked = [...known];
  while (asked.length < count) {
    const batch = await strategy.ask(Math.min(strategy.batchSize, count - asked.length));
    if (batch.length === 0) break;
    asked.push(...batch);
    strategy.tell(batch.map((genotype) => ({ kind: "evaluated", genotype, values: valuesOf(genotype) })));
  }
  return asked;
}

describe("tier 1 as published", () => {
  test("is what the strategy nsga2 does for a problem with modalities", () => {
    const strategy = createStrategy("nsga2", { ...problem, modalities }, { seed: 1, populationSize: 40 });
    expect(strategy).toBeInstanceOf(TwoTierNsga2);
    expect(strategy.batchSize).toBe(10);
  });

  test("only the best quarter of each modality's backbones goes on to fusion", async () => {
    const scored: Genotype[][] = [[], []];
    const own = [modalityOf("image.", 0.6, scored[0]), modalityOf("audio.", 0.4, scored[1])];
    const strategy = new TwoTierNsga2(problem, own, 1, 40);
    const pairs = await strategy.ask(40);
    expect(pairs).toHaveLength(10);
    scored.forEach((population, m) => {
      const { genes, valuesOf: alone } = modalities[m];
      const part = (genotype: Genotype) => genes.map((p) => genotype[p]).join();
      expect(new Set(population.map(part)).size).toBe(40);
      const members = population.map((genotype) => ({ genotype, values: alone(genotype) }));
      const best = survive(problem, members, 10).map(({ genotype }) => part(genotype));
      expect(new Set(pairs.map(part))).toEqual(new Set(best));
    });
  });

  test("proposes valid networks, none twice, with two cells and one node most often", async () => {
    const asked = await drive(new TwoTierNsga2(problem, modalities, 2, 128), 128);
    expect(asked).toHaveLength(128);
    expect(new Set(asked.map((pair) => pair.join())).size).toBe(128);
    for (const pair of asked)
      space.genes.forEach((_, p) => {
        expect(pair[p] !== INACTIVE).toBe(isActive(space, pair, p));
      });
    const share = (position: number, choice: number) =>
      asked.filter((pair) => space.genes[position].choices[pair[position]] === choice).length / asked.length;
    expect(share(CELLS, 2)).toBeGreaterThan(0.45);
    expect(share(CELLS, 2)).toBeLessThan(0.75);
    expect(share(NODES, 1)).toBeGreaterThan(0.45);
    expect(share(NODES, 4)).toBeGreaterThan(0.03);
  });

  test("a new instance that is told part of a run continues it as if it had never stopped", async () => {
    const whole = await drive(new TwoTierNsga2(problem, modalities, 3, 32), 32);
    for (const cut of [3, 8, 13]) {
      expect(await drive(new TwoTierNsga2(problem, modalities, 3, 32), 32, whole.slice(0, cut))).toEqual(
        whole,
      );
    }
    expect(await drive(new TwoTierNsga2(problem, modalities, 4, 32), 32)).not.toEqual(whole);
  });

  test("later generations are better: among all pairs, the last quarter dominates the first more often", async () => {
    const asked = await drive(new TwoTierNsga2(problem, modalities, 5, 64), 64);
    const dominates = (a: readonly number[], b: readonly number[]) =>
      a[0] >= b[0] && a[1] <= b[1] && a[2] <= b[2] && (a[0] > b[0] || a[1] < b[1] || a[2] < b[2]);
    const wins = (one: readonly Genotype[], other: readonly Genotype[]) =>
      one.flatMap((a) => other.filter((b) => dominates(valuesOf(a), valuesOf(b)))).length;
    const [first, last] = [asked.slice(0, 16), asked.slice(-16)];
    expect(wins(last, first)).toBeGreaterThan(wins(first, last));
  });

  test("does not propose a failed network again, and ends when no network is left", async () => {
    const few: Problem = { ...problem, resolve: (pair, isTaken) => (isTaken(pair) ? undefined : pair) };
    const strategy = new TwoTierNsga2(few, modalities, 6, 4);
    const [network] = await strategy.ask(1);
    strategy.tell([{ kind: "failed", genotype: network, reason: "test" }]);
    for (const other of await strategy.ask(10)) expect(other).not.toEqual(network);
    const none: Problem = { ...problem, resolve: () => undefined };
    expect(await new TwoTierNsga2(none, modalities, 7, 4).ask(1)).toEqual([]);
  });
});

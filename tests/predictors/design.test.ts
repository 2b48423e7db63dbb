import { describe, expect, test } from "vitest";
import { chooseNetworks } from "../../predictors/design.js";
import { Random } from "../../src/base/random.js";
import { median } from "../../src/base/statistics/median.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { workloadOf } from "../../src/space/network/index.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import type { Genotype } from "../../src/space/types.js";
import { landscape, landscapeValues, toySpace } from "../search/toy.js";

const candidates = [...enumerate(landscape)];
const log = (networks: readonly Genotype[]) =>
  Float64Array.from(networks, (network) => Math.log(landscapeValues(network)[1]));
const base = { space: landscape, metric: "latency", candidates, sources: [log] } as const;

describe("chosen networks", () => {
  test("are distinct, and the same for the same seed", () => {
    const chosen = chooseNetworks(base, 12, 1);
    expect(new Set(chosen).size).toBe(12);
    expect(chooseNetworks(base, 12, 1)).toEqual(chosen);
    expect(chooseNetworks(base, 5, 1)).toEqual(chosen.slice(0, 5));
  });

  test("spread over what a source predicts", () => {
    const order = [...log(candidates)].sort((a, b) => a - b);
    const rank = (i: number) => order.indexOf(log([candidates[i]])[0]) / order.length;
    const ranks = chooseNetworks(base, 6, 1).map(rank);
    expect(Math.min(...ranks)).toBeLessThan(0.2);
    expect(Math.max(...ranks)).toBeGreaterThan(0.8);
  });

  test("spread over what the sources disagree on", () => {
    // Two sources agree but for one kind of network in twenty, of which they say the opposite.
    const isOdd = (network: Genotype) => candidates.indexOf(network) % 20 === 0;
    const other = (networks: readonly Genotype[]) =>
      log(networks).map((value, i) => (isOdd(networks[i]) ? value - 5 : value));
    const odd = (sources: (typeof base)["sources"] | readonly (typeof log)[]) =>
      chooseNetworks({ ...base, sources }, 8, 1).filter((i) => isOdd(candidates[i])).length;
    expect(odd([log, other])).toBeGreaterThan(0);
  });

  test("spread over the work of the networks, for costs", () => {
    const space = compileSpace(builtInSpace("mm-imdb")!);
    const networks = sampleDistinct(space, 200, new Random(1));
    const kernels = networks.map((network) => Math.log(workloadOf(space, network)?.live.kernels ?? 1));
    const spread = (of: readonly number[]) => {
      const mean = of.reduce((sum, x) => sum + x, 0) / of.length;
      return Math.sqrt(of.reduce((sum, x) => sum + (x - mean) ** 2, 0) / of.length);
    };
    // The source says nothing of the kernels that reach the logits, and the features hardly more.
    const source = (asked: readonly Genotype[]) => Float64Array.from(asked, (network) => network[0]);
    const spreads = [1, 2, 3, 4, 5].map((seed) => {
      const input = { space, metric: "latency", candidates: networks, sources: [source] } as const;
      return spread(chooseNetworks(input, 8, seed).map((i) => kernels[i]));
    });
    expect(median(spreads)).toBeGreaterThan(1.2 * spread(kernels));
  });

  test("complement what is measured already", () => {
    const first = chooseNetworks({ ...base, sources: [] }, 4, 1);
    const measured = first.map((i) => candidates[i]);
    const rest = candidates.filter((_, i) => !first.includes(i));
    const next = chooseNetworks({ ...base, sources: [], candidates: rest, measured }, 4, 1);
    const alone = chooseNetworks({ ...base, sources: [], candidates: rest }, 4, 1);
    expect(next).not.toEqual(alone);
  });

  test("are all candidates where more are asked for", () => {
    const few = [...enumerate(toySpace)];
    const chosen = chooseNetworks(
      { space: toySpace, metric: "latency", candidates: few, sources: [] },
      100,
      1,
    );
    expect(chosen.toSorted((a, b) => a - b)).toEqual([...few.keys()]);
  });

  test("go on at random after the hundredth", () => {
    const chosen = chooseNetworks(base, 300, 1);
    expect(new Set(chosen).size).toBe(300);
  });

  test("do not fail on a source that says the same of all networks", () => {
    const flat = (networks: readonly Genotype[]) => new Float64Array(networks.length).fill(3);
    expect(chooseNetworks({ ...base, sources: [flat] }, 5, 1)).toHaveLength(5);
  });
});

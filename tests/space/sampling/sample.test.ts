import { describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { genotypeKey } from "../../../src/space/identity.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { enumerate } from "../../../src/space/sampling/enumerate.js";
import { sampleDistinct, sampler } from "../../../src/space/sampling/sample.js";

const small = compileSpace(
  parseSpace({
    id: "small",
    genes: [
      { name: "depth", choices: [1, 2, 3], ordered: true },
      { name: "kernel", choices: [3, 5], activeWhen: { gene: "depth", atLeast: 2 } },
      { name: "expand", choices: [3, 4, 6], activeWhen: { gene: "depth", atLeast: 3 } },
      { name: "x", choices: ["a", "b", "c"], tier: 2 },
      { name: "y", choices: ["a", "b", "c"], tier: 2 },
    ],
    increasing: [["x", "y"]],
  }),
);

describe("sampling", () => {
  it.each([false, true])("is uniform over distinct architectures (partial: %s)", (partial) => {
    const counts = new Map([...enumerate(small, { partial })].map((genotype) => [genotypeKey(genotype), 0]));
    const draw = sampler(small, { partial });
    const random = new Random(7);
    const expected = 1000;
    for (let i = 0; i < expected * counts.size; i++) {
      const key = genotypeKey(draw(random));
      expect(counts.has(key)).toBe(true);
      counts.set(key, counts.get(key)! + 1);
    }
    const statistic = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    const freedom = counts.size - 1;
    // The bound is the mean of chi-square plus 3.5 standard deviations. Drawing each gene uniformly gives many times
    // that.
    expect(statistic).toBeLessThan(freedom + 3.5 * Math.sqrt(2 * freedom));
  });

  it("weighs depths by the networks that have them", () => {
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    const draw = sampler(space);
    const random = new Random(1);
    const depth = space.position.get("depth_3")!;
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[draw(random)[depth]]++;
    expect(counts[0] / 20_000).toBeCloseTo(81 / 7371, 2);
    expect(counts[1] / 20_000).toBeCloseTo(729 / 7371, 2);
  });

  it("repeats itself for the same seed", () => {
    const space = compileSpace(builtInSpace("mm-imdb")!);
    expect(sampleDistinct(space, 20, new Random(3))).toEqual(sampleDistinct(space, 20, new Random(3)));
    expect(sampleDistinct(space, 20, new Random(3))).not.toEqual(sampleDistinct(space, 20, new Random(4)));
  });
});

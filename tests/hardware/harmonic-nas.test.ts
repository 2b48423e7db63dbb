import { describe, expect, it } from "vitest";
import { deviceId, spaceId } from "../../src/base/ids.js";
import { Random } from "../../src/base/random.js";
import { architectureCost, profileCovers } from "../../src/hardware/cost-model.js";
import { parseProfile } from "../../src/hardware/profile.js";
import type { OperatorProfile } from "../../src/hardware/types.js";
import { parseArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { largest, smallest } from "../../src/space/extremes.js";
import { layersOf } from "../../src/space/network/index.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import { batchCost } from "../support/batch-cost.js";
import { dataFolder, dataText, noData } from "../support/data.js";
import { publishedModels } from "./published.js";

const spaceOf = (id: string) => compileSpace(builtInSpace(id)!);

function table(name: string, space?: string): OperatorProfile {
  const entries = parseProfile(JSON.parse(dataText(`harmonic-nas/lut_${name}.json`)));
  const spaces = space === undefined ? {} : { spaces: [spaceId(space)] };
  return { device: deviceId("jetson"), ...spaces, source: "", entries };
}

describe.skipIf(dataFolder === undefined)(`published operator profiles (${noData} if skipped)`, () => {
  it.each(publishedModels.map((model, i) => [i + 1, model] as const))(
    "reproduce published AV-MNIST model %i on TX2 within 0.02 ms and 0.02 mJ",
    (_, { architecture, latency, energy }) => {
      const space = spaceOf("av-mnist");
      const profiles = [table("fusion_tx2"), table("ofa_mnist_tx2", "av-mnist")];
      const cost = architectureCost(space, parseArchitecture(space, architecture), profiles, "jetson-tx2");
      expect(Math.abs(cost.latency - latency)).toBeLessThanOrEqual(0.02);
      expect(Math.abs((cost.energy as number) - energy)).toBeLessThanOrEqual(0.02);
    },
  );

  it.each([
    ["av-mnist", "mnist", "tx2"],
    ["av-mnist", "mnist", "agx"],
    ["memes-politics", "memes", "tx2"],
    ["memes-politics", "memes", "agx"],
    ["mm-imdb", "imdb", "tx2"],
  ])("cover every network of %s (%s on %s)", (id, task, board) => {
    const space = spaceOf(id);
    const profiles = [table(`fusion_${board}`), table(`ofa_${task}_${board}`, id)];
    expect(profileCovers(space, profiles)).toBe(true);
    const genotypes = [smallest(space), largest(space), ...sampleDistinct(space, 200, new Random(2))];
    const batch = batchCost(space, genotypes, profiles);
    genotypes.forEach((genotype, i) => {
      const cost = architectureCost(space, genotype, profiles, board);
      expect(cost.layers).toHaveLength(layersOf(space, genotype)!.length);
      expect(cost.layers.every(({ latency, energy }) => latency > 0 && (energy as number) > 0)).toBe(true);
      expect(batch.latency[i]).toBeCloseTo(cost.latency, 9);
      expect(batch.energy[i]).toBeCloseTo(cost.energy as number, 9);
    });
    expect(batch.latency[0]).toBeLessThan(batch.latency[1]);
  });

  it("do not cover a space that they were not measured for", () => {
    const profiles = [table("fusion_tx2"), table("ofa_mnist_tx2")];
    expect(profileCovers(spaceOf("memes-politics"), profiles)).toBe(false);
    expect(profileCovers(spaceOf("ofa-mobilenet-v3"), profiles)).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import { accuracyOf } from "../../../../src/runs/execution/evaluators/backbone-accuracies.js";
import { modalitiesOf } from "../../../../src/runs/execution/evaluators/modalities.js";
import { fromArchitecture } from "../../../../src/space/architecture.js";
import { builtInSpace } from "../../../../src/space/built-in/index.js";
import { compileSpace } from "../../../../src/space/compile.js";
import { COMPOSITIONS } from "../../../../src/space/network/backbone.js";
import { tierOneOf } from "../../../../src/space/tier-one.js";
import { sampledSubNetworks } from "../../../../src/training/elastic/enumerate.js";
import { genesOf, type SubNetwork, subNetworkKey } from "../../../../src/training/elastic/sub-network.js";

const [backbone] = COMPOSITIONS.get("memes-politics")!.backbones;
const space = tierOneOf(compileSpace(builtInSpace("memes-politics")!));
const genes = space.genes.flatMap(({ name }, p) => (name.startsWith("image.") ? [p] : []));

/** Larger expand ratios and kernels, and more blocks, are better. */
const scoreOf = (network: SubNetwork): number =>
  0.4 +
  network.reduce((sum, { slot, kernel, expand }) => sum + (kernel + 3 * expand) / (40 + 20 * slot) / 10, 0);
const all = sampledSubNetworks(backbone, 160, new Random("scored"));
const networks = all.slice(0, 120).map((network) => ({
  genes: genesOf(backbone, network),
  accuracy: scoreOf(network),
  crossEntropy: 1,
}));
const others = all.slice(120);
const genotypeOf = (network: SubNetwork) => fromArchitecture(space, genesOf(backbone, network));

describe("accuracies of backbones", () => {
  test("a sample of a supernet's networks is drawn without repeats, with the smallest and the largest", () => {
    expect(new Set(all.map(subNetworkKey)).size).toBe(160);
    const sizes = all.map(({ length }) => length);
    expect([sizes[0], sizes[1]]).toEqual([Math.min(...sizes), Math.max(...sizes)]);
  });

  test("are the scores where there are any, and predicted from them elsewhere", () => {
    const accuracy = accuracyOf(networks, space, genes);
    for (const network of all.slice(0, 10))
      expect(accuracy(genotypeOf(network))).toBeCloseTo(scoreOf(network) - 1e-5, 12);
    const errors = others.map((network) => accuracy(genotypeOf(network)) - scoreOf(network));
    const mean = others.reduce((sum, network) => sum + scoreOf(network), 0) / others.length;
    const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);
    const explained = 1 - squares(errors) / squares(others.map((network) => scoreOf(network) - mean));
    expect(explained).toBeGreaterThan(0.8);
  });

  test("a modality without genes has one network, which is enough", () => {
    const text = { modality: "text", networks: [{ genes: {}, accuracy: 0.7, crossEntropy: 1 }] };
    const objectives = [{ metric: "accuracy" }] as never;
    const modalities = modalitiesOf([{ modality: "image", networks }, text], space, objectives, new Map());
    expect(modalities?.map((modality) => modality.genes.length)).toEqual([genes.length, 0]);
    expect(modalities?.[1].valuesOf(genotypeOf(all[0]))[0]).toBeCloseTo(0.7 - 1e-5, 12);
    const image = { modality: "image", networks: networks.slice(0, 1) };
    expect(modalitiesOf([image, text], space, objectives, new Map())).toBeUndefined();
  });
});

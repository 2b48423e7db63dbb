import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { type FusionForm, USUAL_FORM } from "../../../src/space/network/fusion-form.js";
import { batchOf, momentsOf, tapFeatures } from "../../../src/training/fusion/features.js";
import { FusionNetwork, type FusionShape } from "../../../src/training/fusion/network.js";
import { OPERATORS } from "../../../src/training/fusion/operators.js";
import { momentTensors } from "../../../src/training/fusion/projection.js";
import { SearchNetwork } from "../../../src/training/fusion/search/search-network.js";
import { measuredNorms } from "../../../src/training/nn/norm-source.js";
import { ParameterLayout } from "../../../src/training/nn/parameters.js";
import { openForTests } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";
import { ALL_OPERATORS, noisyParameters } from "../../support/gradient-networks.js";
import { passOf } from "../../support/gradient-operators.js";
import { expectClose } from "../../support/gradients.js";
import { plainOperators } from "../../support/plain-fusion.js";
import { PlainFusion, type PlainMaps } from "../../support/plain-fusion-networks.js";
import { rowsOf } from "../../support/plain-network.js";

const CHANNELS = 4;
const TRAINING = 5;
const SCORED = 3;

beforeAll(async () => {
  await openForTests();
});

/** The parameters of a layout, noisy. */
const kept = (layout: ParameterLayout, seed: string) => layout.kept(noisyParameters(layout, seed));

/** The usual form of fusion networks with few channels, and one that a space of one's own may declare. */
const FORMS: Readonly<Record<string, FusionForm>> = {
  usual: { ...USUAL_FORM, channels: CHANNELS },
  "of a space of one's own": {
    channels: 3,
    positions: 4,
    operators: ["CatConvMish", "SE1", "Sum", "LinearGLU"],
  },
};

describe.each(Object.entries(FORMS))("an operator on two maps equals plain loops, form %s", (_, form) => {
  const { channels, positions } = form;
  const size = (TRAINING + SCORED) * positions * channels;
  const [x, y] = ["x", "y"].map((name) => normals(name, size));
  const tensorOf = (values: Float32Array) => tf.tensor2d(values, [size / channels, channels]);

  test.each(
    Object.keys(OPERATORS).flatMap((operator) => [
      [operator, undefined] as const,
      [operator, TRAINING] as const,
    ]),
  )("%s, batch-norm statistics from %s examples", (operator, statisticsFrom) => {
    const layout = new ParameterLayout();
    OPERATORS[operator].declare(layout, "node", form);
    const weights = layout.size === 0 ? new Map<string, tf.Tensor>() : kept(layout, operator);
    const norms = statisticsFrom === undefined ? undefined : measuredNorms(statisticsFrom);
    const pass = { ...passOf(weights, form), norms };
    const found = OPERATORS[operator].apply(pass, "node", tensorOf(x), tensorOf(y));
    const plainWeights = Object.fromEntries(
      [...weights].map(([name, tensor]) => [name.slice("node.".length), [...tensor.dataSync()]]),
    );
    const rows = statisticsFrom === undefined ? undefined : statisticsFrom * positions;
    const [plainX, plainY] = [x, y].map((values) => rowsOf(values, channels));
    expectClose(
      found.dataSync(),
      plainOperators(positions)[operator](plainX, plainY, plainWeights, rows).flat(),
    );
  });
});

/** Taps of two backbones, the narrower of which is padded with zeros. */
function outputsOf(seed: string, count: number, positions: number) {
  const tap = (name: string, channels: number) => ({
    channels,
    positions,
    values: normals(`${seed}/${name}`, count * positions * channels).map((value) => 1 + 2 * value),
  });
  return tapFeatures({
    image: { taps: [tap("i1", 3), tap("i2", 3)] },
    audio: { taps: [tap("a1", 5)] },
  });
}

describe.each(Object.entries(FORMS))("a network on taps, form %s", (_, form) => {
  const { channels, positions } = form;
  const training = outputsOf("training", TRAINING, positions);
  const scored = outputsOf("scored", SCORED, positions);
  const shape: FusionShape = { taps: training.names, inChannels: 5, channels, positions, classes: 3 };
  const rows = [...Array(SCORED).keys()];
  const maps: PlainMaps = {
    training: mapsOf(training, TRAINING),
    scored: mapsOf(scored, SCORED),
  };

  test("reads taps by name and pads narrow ones", () => {
    expect(training.names).toEqual(["image.1", "image.2", "audio.1"]);
    expect(training.channels).toBe(5);
    expect(maps.training[0].every((row) => row[3] === 0 && row[4] === 0 && row[2] !== 0)).toBe(true);
  });

  test.each([
    ["all operators", ALL_OPERATORS],
    ["one cell that leaves a tap out", ALL_OPERATORS.slice(0, 1)],
  ] as const)("derived, %s: equals plain loops", (name, genotype) => {
    const network = new FusionNetwork(genotype, shape);
    const weights = kept(network.layout, name);
    const moments = momentTensors(momentsOf(training), network.taps, 5);
    const found = network.logits(passOf(weights, form), batchOf(scored, network.taps, [rows, rows]), moments);
    expectClose(found.dataSync(), new PlainFusion(weights, form).logits(genotype, shape.taps, maps).flat());
  });

  test("searched: equals plain loops", () => {
    const network = new SearchNetwork(3, 2, shape, form.operators);
    const [weights, choices] = [kept(network.weights, "weights"), kept(network.architecture, "choices")];
    const moments = momentTensors(momentsOf(training), [0, 1, 2], 5);
    const found = network.logits(
      passOf(weights, form),
      choices,
      batchOf(scored, [0, 1, 2], [rows, rows]),
      moments,
    );
    expectClose(found.dataSync(), new PlainFusion(weights, form).searched(3, 2, choices, maps).flat());
  });
});

/** Per tap, its maps as rows. */
function mapsOf({ values, channels, positions }: ReturnType<typeof tapFeatures>, count: number) {
  return rowsOf(values, count * positions * channels).map((tap) => rowsOf(tap, channels));
}

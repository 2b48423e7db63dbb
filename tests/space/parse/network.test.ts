import { describe, expect, test } from "vitest";
import { deviceId } from "../../../src/base/ids.js";
import { millijoules, milliseconds } from "../../../src/base/units.js";
import { architectureCost, summedMetric } from "../../../src/hardware/cost-model.js";
import { requireOperatorCosts } from "../../../src/hardware/fusion-operators.js";
import { profiledLayers, profileKeys } from "../../../src/hardware/profile-keys.js";
import { fromArchitecture } from "../../../src/space/architecture.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf } from "../../../src/space/network/complexity.js";
import { fusionLayer, USUAL_FORM } from "../../../src/space/network/fusion-form.js";
import type { FusionOperator } from "../../../src/space/network/layer.js";
import { type Complexity, layerComplexity } from "../../../src/space/network/layer-complexity.js";
import { layersOf } from "../../../src/space/network/layers.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";

const STAGE = { width: 3, stride: 2, kernels: [5], expands: [2], depths: [1] };
const IMAGE = { kind: "elastic", input: [1, 8, 8], stem: 2, stages: [STAGE], finalExpand: 4, featureMix: 5 };
const FILE = {
  id: "small",
  classes: 3,
  backbones: { image: IMAGE, text: { kind: "maxout", input: [300] } },
  fusion: { cells: [1], nodes: [1] },
};
const withImage = (image: object) => ({ ...FILE, backbones: { ...FILE.backbones, image } });
const withFusion = (form: object) => ({ ...FILE, fusion: { ...FILE.fusion, ...form } });
const withStage = (stage: object) => withImage({ ...IMAGE, stages: [STAGE, { ...STAGE, ...stage }] });

const GENES = {
  "image.kernel_1": 5,
  "image.expand_1": 2,
  "image.depth_1": 1,
  "fusion.cells": 1,
  "fusion.nodes": 1,
  "fusion.input_1_1": "image.4",
  "fusion.input_1_2": "text.2",
  "fusion.edge_1_1_1": "input.1",
  "fusion.edge_1_1_2": "input.2",
  "fusion.operator_1_1": "Sum",
};

/** The keys of the layers of the one backbone that the file allows. */
const KEYS = [
  "ConvLayer-input:1_1_8_8-in_ch:1-out_ch:2-kernel:3-stride:2-use_se:0-use_bn:1",
  "MBConvLayer-input:1_2_4_4-in_ch:2-out_ch:2-mid_ch:0-expand:1-kernel:3-stride:1-use_se:0",
  "MBConvLayer-input:1_2_4_4-in_ch:2-out_ch:3-mid_ch:4-expand:2-kernel:5-stride:2-use_se:0",
  "ConvLayer-input:1_3_2_2-in_ch:3-out_ch:4-kernel:1-stride:1-use_se:0-use_bn:1",
  "ConvLayer-input:1_4_1_1-in_ch:4-out_ch:5-kernel:1-stride:1-use_se:0-use_bn:0",
  "LinearLayer-input:5-in_ch:5-out_ch:3",
];

describe("a space of declared networks", () => {
  const space = compileSpace(parseSpace(FILE));
  const genotype = fromArchitecture(space, GENES);

  test("has the genes of its own kernels, ratios and depths, and none of blocks that cannot exist", () => {
    const file = withStage({ kernels: [3, 7], expands: [1, 2], depths: [1, 3] });
    const choices = new Map(parseSpace(file).genes.map(({ name, choices }) => [name, choices]));
    expect([...choices.keys()].filter((name) => name.startsWith("image."))).toEqual(
      ["kernel_1", "kernel_5", "kernel_6", "kernel_7", "expand_1", "expand_5", "expand_6", "expand_7"]
        .concat(["depth_1", "depth_2"])
        .map((name) => `image.${name}`),
    );
    expect([choices.get("image.kernel_1"), choices.get("image.kernel_7")]).toEqual([[5], [3, 7]]);
    expect([choices.get("image.expand_6"), choices.get("image.depth_2")]).toEqual([
      [1, 2],
      [1, 3],
    ]);
    const sixth = parseSpace(file).genes.find(({ name }) => name === "image.kernel_6");
    expect(sixth?.activeWhen).toEqual([{ gene: "image.depth_2", atLeast: 2 }]);
  });

  test("has the MACs and parameters that its layers have by hand", () => {
    // stem 18 x 16, fixed (18 + 4) x 16, block 8 x 16 + (100 + 12) x 4, final 12 x 4, mix 20, classifier 15
    const macs = 288 + 352 + 576 + 48 + 20 + 15;
    // weights, then two per channel of each batch norm
    const params = 18 + 4 + (18 + 4 + 8) + (8 + 100 + 12 + 22) + (12 + 8) + 20 + (15 + 3);
    expect(complexityOf(space, genotype)).toEqual({ macs, params });
    expect(layersOf(space, genotype)).toHaveLength(KEYS.length + 1);
  });

  test("costs what a profile has under the keys of these layers", () => {
    const sum = "Sum-input:1_192_16-N:1-C:192-L:16";
    expect(profileKeys(space).slice(0, KEYS.length)).toEqual(KEYS);
    const entries = Object.fromEntries(
      [...profileKeys(space)].map((key, i) => [
        key,
        { latency: milliseconds(10 ** -i), energy: millijoules(i) },
      ]),
    );
    const profiles = [{ device: deviceId("board"), entries }] as never;
    const cost = architectureCost(space, genotype, profiles, "board");
    expect(cost.layers.map(({ key }) => key)).toEqual([...KEYS, sum]);
    expect(cost.latency).toBeCloseTo(1.11111 + 10 ** -profileKeys(space).indexOf(sum), 12);
    expect(summedMetric(space, [genotype], profiles, "latency")[0]).toBeCloseTo(cost.latency, 12);
  });

  test("sums a network of stages that differ in their choices alike in both ways", () => {
    const mixed = compileSpace(
      parseSpace(withStage({ kernels: [3, 7], expands: [1, 2, 5], depths: [1, 3], squeezeExcitation: true })),
    );
    const entries = Object.fromEntries(
      profileKeys(mixed).map((key, i) => [key, { latency: milliseconds(1 + i / 7) }]),
    );
    const profiles = [{ device: deviceId("board"), entries }] as never;
    const deep = { "image.kernel_5": 7, "image.kernel_6": 3, "image.kernel_7": 7, "image.depth_2": 3 };
    const wide = { "image.expand_5": 1, "image.expand_6": 5, "image.expand_7": 2 };
    const network = fromArchitecture(mixed, { ...GENES, ...deep, ...wide });
    const whole = architectureCost(mixed, network, profiles, "board").latency;
    expect(summedMetric(mixed, [network], profiles, "latency")[0]).toBeCloseTo(whole, 9);
    const [block] = (layersOf(mixed, network) ?? []).filter(
      (layer) => layer.kind === "mbconv" && layer.expand === 5,
    );
    expect(block).toMatchObject({ kernel: 3, midChannels: 15, stride: 1, se: true });
  });

  test("is the same whether usual choices are said or left out", () => {
    const usual = { kernels: [3, 5, 7], expands: [3, 4, 6], depths: [2, 3, 4] };
    const { kernels, expands, depths, ...bare } = STAGE;
    expect(parseSpace(withImage({ ...IMAGE, stages: [{ ...bare, ...usual }] }))).toEqual(
      parseSpace(withImage({ ...IMAGE, stages: [bare] })),
    );
  });
});

describe("the form of fusion networks", () => {
  const form = { channels: 24, positions: 4, operators: ["SE1", "Sum", "LinearGLU"] };
  const own = compileSpace(parseSpace(withFusion(form)));

  test("decides the genes, the layers, their keys and sizes", () => {
    expect(own.spec.fusion).toEqual({ ...FILE.fusion, ...form });
    expect(own.genes.find(({ name }) => name === "fusion.operator_1_1")?.choices).toEqual(form.operators);
    const layers = [...profiledLayers(own).values()].filter(({ kind }) => kind === "fusion");
    expect(layers).toEqual(form.operators.map((operator) => fusionLayer(operator as FusionOperator, form)));
    expect(profileKeys(own)).toContain("SE1-input:1_24_4-N:1-C:24-L:4");
  });

  test("counts and costs follow from it, alone and for many at a time", () => {
    const network = fromArchitecture(own, { ...GENES, "fusion.operator_1_1": "LinearGLU" });
    const sum = (of: keyof Complexity) =>
      layersOf(own, network)!.reduce((total, layer) => total + layerComplexity(layer)[of], 0);
    expect(complexityOf(own, network)).toEqual({ macs: sum("macs"), params: sum("params") });
    const entries = Object.fromEntries(
      profileKeys(own).map((key, i) => [key, { latency: milliseconds(1 + i), energy: millijoules(i) }]),
    );
    const profiles = [{ device: deviceId("board"), source: "made up", entries }];
    const whole = architectureCost(own, network, profiles, "board").latency;
    expect(summedMetric(own, [network], profiles, "latency")[0]).toBeCloseTo(whole, 9);
    expect(Object.keys(requireOperatorCosts(deviceId("board"), own, profiles))).toEqual(form.operators);
  });

  test("is the same whether the usual one is said or left out", () => {
    const { channels, positions, operators } = USUAL_FORM;
    expect(parseSpace(withFusion({ channels, positions, operators }))).toEqual(parseSpace(FILE));
  });
});

test.each([
  ["classes", { ...FILE, classes: 1 }],
  ["backbones", { ...FILE, backbones: { image: IMAGE } }],
  ["backbones.image.kind", withImage({ ...IMAGE, kind: "resnet" })],
  ["backbones.image.input", withImage({ ...IMAGE, input: [1, 8, 10] })],
  ["backbones.image.input[0]", withImage({ ...IMAGE, input: [0, 8, 8] })],
  ["backbones.image.stem", withImage({ ...IMAGE, stem: "wide" })],
  ["backbones.image.stages", withImage({ ...IMAGE, stages: [] })],
  ["backbones.image.finalExpand", withImage({ ...IMAGE, finalExpand: 0 })],
  ["backbones.image.featureMix", withImage({ ...IMAGE, featureMix: 1.5 })],
  ["backbones.image.stages[1].width", withStage({ width: 0 })],
  ["backbones.image.stages[1].stride", withStage({ stride: 3 })],
  ["backbones.image.stages[1].squeezeExcitation", withStage({ squeezeExcitation: "yes" })],
  ["backbones.image.stages[1].kernels", withStage({ kernels: [4] })],
  ["backbones.image.stages[1].kernels", withStage({ kernels: [] })],
  ["backbones.image.stages[1].kernels[1]", withStage({ kernels: [3, 9] })],
  ["backbones.image.stages[1].expands", withStage({ expands: [3, 3] })],
  ["backbones.image.stages[1].expands[0]", withStage({ expands: [0] })],
  ["backbones.image.stages[1].depths", withStage({ depths: [3, 2] })],
  ["backbones.image.stages[1].depths[0]", withStage({ depths: [5] })],
  [
    "backbones.text.input",
    { ...FILE, backbones: { ...FILE.backbones, text: { kind: "maxout", input: [5] } } },
  ],
  ["fusion.cells", { ...FILE, fusion: { cells: [2, 1], nodes: [1] } }],
  ["fusion.channels", withFusion({ channels: 0 })],
  ["fusion.channels", withFusion({ channels: null })],
  ["fusion.positions", withFusion({ positions: 8 })],
  ["fusion.operators", withFusion({ operators: ["Sum"] })],
  ["fusion.operators[1]", withFusion({ operators: ["Sum", "Sum"] })],
  ["fusion.operators[0]", withFusion({ operators: ["Product", "Sum"] })],
  ["genes", { ...FILE, genes: [] }],
])("another %s is refused with this field", (field, file) => {
  expect(() => parseSpace(file)).toThrow(expect.objectContaining({ code: "INVALID_INPUT", field }));
});

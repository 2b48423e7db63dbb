import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { DEPTHS, EXPANDS, KERNELS } from "../../../src/space/network/backbone.js";
import {
  largestSubNetwork,
  randomSubNetwork,
  type SubNetwork,
  smallestSubNetwork,
} from "../../../src/training/elastic/sub-network.js";
import { Supernet } from "../../../src/training/elastic/supernet.js";
import { unfold } from "../../../src/training/elastic/unfold.js";
import { openForTests } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";
import { noisyParameters, TINY_BACKBONE } from "../../support/gradient-networks.js";
import { expectClose } from "../../support/gradients.js";
import { rowsOf } from "../../support/plain-network.js";
import { PlainSupernet } from "../../support/plain-supernet.js";

const EXAMPLES = 3;
const supernet = new Supernet(TINY_BACKBONE);
const values = noisyParameters(supernet.layout, "elastic");
const examples = normals("elastic examples", EXAMPLES * 144);

/** The parameters, from the flat vector, by their declared names and shapes. */
let weights: ReturnType<typeof supernet.layout.kept>;
let plain: PlainSupernet;

beforeAll(async () => {
  await openForTests();
  weights = supernet.layout.kept(values);
  plain = new PlainSupernet(
    TINY_BACKBONE,
    new Map([...weights].map(([name, tensor]) => [name, rowsOf(tensor.dataSync(), tensor.shape[1]!)])),
  );
});

const choices = KERNELS.flatMap((kernel) => EXPANDS.map((expand) => [kernel, expand] as const));

describe.each([
  ["the first of a stage, stride 2", 0, 4, 6],
  ["a later one, with residual", 1, 6, 5],
  ["with squeeze-and-excitation and residual", 4, 6, 5],
  ["with h-swish, stride 2, odd maps", 8, 6, 5],
] as const)("a block %s", (_, slot, channels, size) => {
  const maps = normals(`maps ${slot}`, channels * 2 * size * size);

  test.each(choices)("of kernel %i and expand ratio %i equals plain loops", (kernel, expand) => {
    const choice = { slot, kernel, expand };
    const data = tf.tensor2d(maps, [channels, maps.length / channels]);
    const found = supernet.block(weights, choice, { data, size });
    const expected = plain.block(choice, { data: rowsOf(maps, maps.length / channels), size });
    expect(found.size).toBe(expected.size);
    expectClose(found.data.dataSync(), expected.data.flat());
  });
});

/** Every stage of that depth, with kernels and expand ratios in turn. */
const ofDepth = (depth: number): SubNetwork =>
  largestSubNetwork(TINY_BACKBONE)
    .filter(({ slot }) => slot % 4 < depth)
    .map(({ slot }) => ({ slot, kernel: KERNELS[slot % 3], expand: EXPANDS[(slot + 1) % 3] }));

describe("the logits", () => {
  const random = new Random("sub-networks");
  test.each([
    ...DEPTHS.map((depth) => [`depth ${depth} everywhere`, ofDepth(depth)] as const),
    ["the smallest", smallestSubNetwork(TINY_BACKBONE)],
    ["one at random", randomSubNetwork(TINY_BACKBONE, random)],
  ] as const)("of a sub-network, %s, equal plain loops", (_, network) => {
    const patches = unfold(examples, TINY_BACKBONE.input);
    const found = supernet.logits(weights, network, tf.tensor2d(patches, [9, patches.length / 9]));
    expectClose(found.dataSync(), plain.logits(network, examples).flat());
  });
});

import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../../src/base/random.js";
import {
  largestSubNetwork,
  randomSubNetwork,
  smallestSubNetwork,
} from "../../../../src/training/elastic/sub-network.js";
import { Supernet } from "../../../../src/training/elastic/supernet.js";
import { unfold } from "../../../../src/training/elastic/unfold.js";
import { channelsFirst } from "../../../../src/training/nn/maps/channels-first.js";
import { channelsLast } from "../../../../src/training/nn/maps/channels-last.js";
import { hasConvolutionKernels } from "../../../../src/training/nn/maps/choose.js";
import { measuredNorms } from "../../../../src/training/nn/norm-source.js";
import { openForTests, tensorsLeft } from "../../../support/backend.js";
import { normals } from "../../../support/gradient-cases.js";
import { noisyParameters, TINY_BACKBONE } from "../../../support/gradient-networks.js";
import { expectClose } from "../../../support/gradients.js";

/** Even and odd maps before strides of 2: sides of 14, 7, 7 and 4. */
const backbone = { ...TINY_BACKBONE, input: [2, 27, 27] as const };
const EXAMPLES = 5;
const CALIBRATION = 3;
const patches = unfold(normals("maps", EXAMPLES * 2 * 27 * 27), backbone.input);
const networks = {
  "the largest": largestSubNetwork(backbone),
  "the smallest": smallestSubNetwork(backbone),
  "one at random": randomSubNetwork(backbone, new Random("mixed")),
};

/** What a sub-network gives on maps of each layout. */
const both = <T>(compute: (supernet: Supernet) => T): readonly T[] =>
  [channelsFirst, channelsLast].map((operations) => compute(new Supernet(backbone, operations)));

beforeAll(async () => {
  await openForTests();
});

const input = () => tf.tensor2d(patches, [18, patches.length / 18]);
const parameters = (supernet: Supernet) => noisyParameters(supernet.layout, "channels-last");

describe("channels-last maps", () => {
  test.for(Object.entries(networks))("train %s as matrix products do", ([, network], { skip }) => {
    if (!hasConvolutionKernels()) return skip("native TensorFlow is not available");
    const [first, last] = both((supernet) => {
      const { grad, value } = tf.valueAndGrad((flat) => {
        const weights = supernet.layout.view(flat as tf.Tensor1D);
        return tf.sum(tf.square(supernet.logits(weights, network, input())));
      })(tf.tensor1d(parameters(supernet)));
      return { gradient: grad.dataSync(), value: value.dataSync() };
    });
    expectClose(last.value, first.value);
    expectClose(last.gradient, first.gradient);
    expect(Math.max(...first.gradient.map(Math.abs))).toBeGreaterThan(0.1);
  });

  test.for(Object.entries(networks))("evaluate %s as matrix products do", ([, network], { skip }) => {
    if (!hasConvolutionKernels()) return skip("native TensorFlow is not available");
    const [first, last] = both((supernet) =>
      tf.tidy(() => {
        const norms = measuredNorms(CALIBRATION);
        const weights = supernet.layout.view(tf.tensor1d(parameters(supernet)));
        let maps = supernet.entry(weights, input(), norms);
        const taps = [supernet.operations.tap(maps, CALIBRATION, 4).dataSync()];
        for (const choice of network) maps = supernet.block(weights, choice, maps, norms);
        taps.push(supernet.operations.tap(maps, CALIBRATION, 4).dataSync());
        return { taps, logits: supernet.head(weights, maps, { norms }).dataSync() };
      }),
    );
    expectClose(last.logits, first.logits);
    for (const [i, tap] of first.taps.entries()) expectClose(last.taps[i], tap);
  });

  test("leave no tensors", async ({ skip }) => {
    if (!hasConvolutionKernels()) return skip("native TensorFlow is not available");
    const supernet = new Supernet(backbone, channelsLast);
    const flat = tf.tensor1d(parameters(supernet));
    const step = () =>
      tf.tidy(() => {
        const logits = (values: tf.Tensor) =>
          tf.sum(
            supernet.logits(supernet.layout.view(values as tf.Tensor1D), networks["the largest"], input()),
          );
        tf.grad(logits)(flat).dataSync();
      });
    expect(await tensorsLeft(step)).toBe(0);
  });
});

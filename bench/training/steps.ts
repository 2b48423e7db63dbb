import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../src/base/random.js";
import { FUSION_LENGTH } from "../../src/space/network/layer.js";
import { heldRows, range } from "../../src/training/data/example-rows.js";
import { backboneOutputs } from "../../src/training/elastic/outputs.js";
import { largestSubNetwork } from "../../src/training/elastic/sub-network.js";
import type { Supernet } from "../../src/training/elastic/supernet.js";
import type { Examples, SupernetTraining } from "../../src/training/elastic/train.js";
import { unfold } from "../../src/training/elastic/unfold.js";
import type { FusionData } from "../../src/training/fusion/data.js";
import { batchOf, tapFeatures } from "../../src/training/fusion/features.js";
import type { FusionNetwork } from "../../src/training/fusion/network.js";
import { momentTensors } from "../../src/training/fusion/projection.js";
import type { FusionSettings } from "../../src/training/fusion/settings.js";
import { ADAM, Adam } from "../../src/training/nn/adam.js";
import { DropoutMasks } from "../../src/training/nn/dropout.js";
import { crossEntropy, smoothedTargets } from "../../src/training/nn/losses.js";
import type { ParameterLayout } from "../../src/training/nn/parameters.js";
import { classesOf } from "../../src/training/targets/targets.js";
import { type FrozenBackbone, type Generated, sizeOf } from "./generated.js";

/** Returns the feature maps of some rows of the training split; rows count all views. */
export type MapsOf = (rows: readonly number[]) => tf.Tensor3D;

/** How the features of a batch are recomputed. */
export interface Recomputation {
  readonly backbones: readonly FrozenBackbone[];
  /**
   * Whether batch norm is recalibrated on training examples that every batch carries along, as `backboneOutputs`
   * does; else its statistics are fixed.
   */
  readonly isRecalibrated: boolean;
}

type Drop = <T extends tf.Tensor>(x: T) => T;

/** Makes a trainer of the largest sub-network alone. An epoch takes the examples in order, without augmentation. */
export function largestTrainer(
  supernet: Supernet,
  { inputs, targets, shape }: Examples,
  settings: SupernetTraining,
) {
  const labels = classesOf(targets, "this bench");
  const trainer = trainerOf(supernet.layout, settings);
  const network = largestSubNetwork(supernet.backbone);
  const steps = Math.floor(labels.length / settings.batch);
  return {
    epoch() {
      for (let at = 0; at < steps * settings.batch; at += settings.batch) {
        const data = unfold(inputs.read(range(at, settings.batch)), shape);
        const patches = tf.tensor2d(data, [shape[0] * 9, data.length / (shape[0] * 9)]);
        const own = labels.subarray(at, at + settings.batch);
        trainer.step(own, supernet.backbone.classes, settings.rate, (flat, drop) =>
          tf.transpose(supernet.logits(supernet.layout.view(flat), network, patches, drop)),
        );
        patches.dispose();
      }
    },
    dispose: trainer.dispose,
  };
}

/** Makes a trainer whose epochs are those of `trainFusion`, with maps from any source. */
export function fusionTrainer(network: FusionNetwork, data: FusionData, settings: FusionSettings) {
  const trainer = trainerOf(network.layout, settings);
  const { channels, positions, inChannels } = network.shape;
  const moments = momentTensors(data.moments, network.taps, inChannels);
  const { targets, features } = data.train;
  const labels = classesOf(targets, "this bench");
  const views = features.count / labels.length;
  const random = new Random("rows");
  return {
    epoch(mapsOf: MapsOf) {
      const order = random.shuffle([...labels.keys()]);
      for (let at = 0; at + settings.trainBatch <= order.length; at += settings.trainBatch) {
        const rows = order.slice(at, at + settings.trainBatch);
        const maps = mapsOf(rows.map((row) => random.int(views) * labels.length + row));
        const own = rows.map((row) => labels[row]);
        trainer.step(own, data.classes, settings.trainRate, (flat, drop) =>
          network.logits({ weights: network.layout.view(flat), channels, positions, drop }, maps, moments),
        );
        maps.dispose();
      }
    },
    dispose() {
      trainer.dispose();
      tf.dispose([moments.mean, moments.covariance]);
    },
  };
}

/**
 * Computes the maps of a batch for every batch. Without recalibration each example passes each backbone once: a fifth
 * of the batch provides the statistics of batch norm, which costs as little as stored statistics would, and its own
 * maps are replaced by those of other examples.
 */
export function recomputed(
  { backbones, isRecalibrated }: Recomputation,
  inputs: Generated["inputs"],
  taps: readonly number[],
): MapsOf {
  return (rows) => {
    const outputs = backbones.map(({ supernet, values, network, recalibration }) => {
      const { name } = supernet.backbone;
      const size = sizeOf(supernet.backbone);
      const batch = new Float32Array(rows.length * size);
      rows.forEach((row, i) => {
        batch.set(inputs[name].subarray(row * size, (row + 1) * size), i * size);
      });
      const fifth = Math.ceil(rows.length / 5) * size;
      const [statistics, set] = isRecalibrated
        ? [recalibration, batch]
        : [batch.subarray(0, fifth), batch.subarray(fifth)];
      const calibration = { kind: "measured", on: statistics } as const;
      const examples = heldRows(set, size);
      return [
        name,
        backboneOutputs({ supernet, values, network, positions: FUSION_LENGTH, examples, calibration }),
      ] as const;
    });
    const features = tapFeatures(Object.fromEntries(outputs));
    return batchOf(
      features,
      taps,
      features.modalities.map(() => rows.map((_, i) => i % features.count)),
    );
  };
}

/** Makes a trainer with fresh weights, Adam and dropout; `step` takes one step down the loss of `logits`. */
function trainerOf(
  layout: ParameterLayout,
  settings: Pick<SupernetTraining, "dropout" | "smoothing" | "weightDecay">,
) {
  const random = new Random("bench");
  const adam = new Adam(Adam.initial(layout.initial(random.fork("weights"))), layout.decayMask(), {
    ...ADAM,
    weightDecay: settings.weightDecay,
  });
  const masks = new DropoutMasks(settings.dropout, "bench/dropout");
  const drop: Drop = (x) => masks.apply(x, random);
  return {
    step(
      labels: ArrayLike<number>,
      classes: number,
      rate: number,
      logits: (flat: tf.Tensor1D, drop: Drop) => tf.Tensor2D,
    ): void {
      const [gradient, loss] = tf.tidy(() => {
        const targets = smoothedTargets(labels, classes, settings.smoothing);
        const { grad, value } = tf.valueAndGrad((flat) =>
          crossEntropy(logits(flat as tf.Tensor1D, drop), targets),
        )(adam.values);
        return [grad, value];
      });
      adam.step(gradient as tf.Tensor1D, rate);
      loss.dataSync();
      tf.dispose([gradient, loss]);
    },
    dispose() {
      adam.dispose();
      masks.dispose();
    },
  };
}

import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import { ADAM, Adam } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { crossEntropy } from "../nn/losses.js";
import { cosineRate } from "../nn/schedule.js";
import { batches, descend, stepsOf, upload } from "./batches.js";
import type { FusionData } from "./data.js";
import type { FusionGenotype } from "./genotype.js";
import { FusionNetwork } from "./network.js";
import type { Pass } from "./operators.js";
import type { FusionState, OnEpoch } from "./progress.js";
import { momentTensors } from "./projection.js";
import type { FusionSettings } from "./settings.js";

/** A trained derived network. */
export interface TrainedFusion {
  readonly network: FusionNetwork;
  /** Flat parameters, in the order of `network.layout`. */
  readonly values: Float32Array;
  /** Of the backbones' logits, added to the network's. */
  readonly lateWeight: number;
}

/** Trains a derived network on the training split, from fresh weights or an earlier call's state after an epoch. */
export async function trainFusion(
  data: FusionData,
  genotype: FusionGenotype,
  channels: number,
  settings: FusionSettings,
  seed: number,
  onEpoch: OnEpoch,
  from?: FusionState,
): Promise<TrainedFusion> {
  const { train, classes } = data;
  const { names: taps, channels: inChannels } = train.features;
  const network = new FusionNetwork(genotype, { taps, inChannels, channels, classes });
  const random = new Random(seed).fork("fusion training");
  const adam = new Adam(
    from?.optimisers[0] ?? Adam.initial(network.layout.initial(random.fork("weights"))),
    network.layout.decayMask(),
    { ...ADAM, weightDecay: settings.weightDecay },
  );
  const masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
  const moments = momentTensors(data.moments, network.taps, inChannels);
  const steps = stepsOf(train, settings.trainBatch);
  const schedule = {
    start: settings.trainRate,
    end: settings.trainRate / 50,
    steps: steps * settings.trainEpochs,
    warmup: 5,
  };
  try {
    let step = steps * (from?.epochs ?? 0);
    for (let epoch = from?.epochs ?? 0; epoch < settings.trainEpochs; epoch++) {
      const stream = random.fork(`epoch ${epoch}`);
      const drop = <T extends tf.Tensor>(x: T): T => masks.apply(x, stream);
      for (const rows of batches(train, settings.trainBatch, stream, settings.repairing)) {
        const batch = upload(train, network.taps, rows, classes, settings.smoothing);
        const loss = (flat: tf.Tensor1D) => {
          const pass: Pass = { weights: network.layout.view(flat), channels, drop };
          return crossEntropy(network.logits(pass, batch.maps, moments), batch.targets);
        };
        descend(adam, batch, loss, cosineRate(step++, schedule));
      }
      const done = epoch + 1;
      const state = () => ({ epochs: done, optimisers: [adam.state()] });
      await onEpoch({ stage: "training", done, total: settings.trainEpochs, state, genotype });
    }
    return { network, values: adam.state().values, lateWeight: settings.lateWeight };
  } finally {
    adam.dispose();
    masks.dispose();
    tf.dispose([moments.mean, moments.covariance]);
  }
}

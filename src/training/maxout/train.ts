import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../base/random.js";
import type { SupernetCheckpoint, SupernetTraining } from "../elastic/train.js";
import type { Augment } from "../modalities/augment.js";
import { ADAM, Adam } from "../nn/adam.js";
import { DropoutMasks } from "../nn/dropout.js";
import { cosineRate } from "../nn/schedule.js";
import { objectiveOf } from "../targets/objective.js";
import { countOf, selectTargets, type Targets } from "../targets/targets.js";
import type { MaxoutNetwork } from "./network.js";

/** A Maxout network to train, and how. */
export interface MaxoutTraining {
  readonly network: MaxoutNetwork;
  /** (count, values). */
  readonly inputs: Float32Array;
  readonly targets: Targets;
  readonly augment: Augment;
  readonly settings: SupernetTraining;
  readonly seed: number;
  /** Where an earlier training of this request stopped. */
  readonly from?: SupernetCheckpoint | undefined;
}

/**
 * Trains a Maxout network with Adam on the task's loss. Each epoch has a separate stream of random numbers, so that a
 * resumed training gives the same result as an uninterrupted one. `dispose` frees tensors.
 */
export class MaxoutTrainer {
  readonly #random: Random;
  readonly #adam: Adam;
  readonly #masks: DropoutMasks;
  #epoch: number;

  constructor(private readonly request: MaxoutTraining) {
    const { network, settings, seed, from } = request;
    this.#random = new Random(seed);
    this.#adam = new Adam(
      from?.optimiser ?? Adam.initial(network.layout.initial(this.#random.fork("weights"))),
      network.layout.decayMask(),
      { ...ADAM, weightDecay: settings.weightDecay },
    );
    this.#masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
    this.#epoch = from?.epoch ?? 0;
  }

  /** Trains one epoch and returns the mean loss [nats]. */
  epoch(): number {
    const { targets, settings } = this.request;
    const stream = this.#random.fork(`epoch ${this.#epoch}`);
    const order = stream.shuffle([...Array(countOf(targets)).keys()]);
    const length = Math.min(settings.batch, order.length);
    const steps = Math.floor(order.length / length);
    const schedule = {
      start: settings.rate,
      end: settings.rate / 100,
      steps: steps * settings.epochs,
      warmup: steps * settings.warmupEpochs,
    };
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      const rows = order.slice(step * length, (step + 1) * length);
      loss += this.#step(rows, cosineRate(this.#epoch * steps + step, schedule), stream);
    }
    this.#epoch++;
    return loss / steps;
  }

  checkpoint(): SupernetCheckpoint {
    return { epoch: this.#epoch, optimiser: this.#adam.state() };
  }

  dispose(): void {
    this.#adam.dispose();
    this.#masks.dispose();
  }

  #step(rows: readonly number[], rate: number, random: Random): number {
    const { network, settings, targets, inputs, augment } = this.request;
    const size = network.plan.input;
    const batch = new Float32Array(rows.length * size);
    rows.forEach((row, i) => {
      const own = inputs.subarray(row * size, (row + 1) * size);
      augment(own, batch.subarray(i * size, (i + 1) * size), random);
    });
    const objective = objectiveOf(targets.kind);
    const { grad, value } = tf.tidy(() => {
      const x = tf.tensor2d(batch, [rows.length, size]);
      const selected = selectTargets(targets, rows);
      const wanted = objective.targetProbabilities(selected, network.classes, settings.smoothing);
      return tf.valueAndGrad((flat) => {
        const weights = network.layout.view(flat as tf.Tensor1D);
        const drop = (map: tf.Tensor2D) => this.#masks.apply(map, random);
        return objective.loss(network.apply(weights, x, { drop }).logits, wanted);
      })(this.#adam.values);
    });
    this.#adam.step(grad as tf.Tensor1D, rate);
    const loss = value.dataSync()[0];
    tf.dispose([grad, value]);
    return loss;
  }
}

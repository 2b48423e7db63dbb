import * as tf from "@tensorflow/tfjs-core";
import type { Random } from "../../base/random.js";
import type { ExampleRows } from "../data/example-rows.js";
import type { SupernetTraining } from "../elastic/train.js";
import { type Augment, augmentedRows } from "../modalities/augment.js";
import { EpochTrainer, type TrainingCheckpoint } from "../nn/epoch-trainer.js";
import { objectiveOf } from "../targets/objective.js";
import { countOf, selectTargets, type Targets } from "../targets/targets.js";
import type { MaxoutNetwork } from "./network.js";

/** A Maxout network to train, and how. */
export interface MaxoutTraining {
  readonly network: MaxoutNetwork;
  readonly inputs: ExampleRows;
  readonly targets: Targets;
  readonly augment: Augment;
  readonly settings: SupernetTraining;
  readonly seed: number;
  /** Where an earlier training of this request stopped. */
  readonly from?: TrainingCheckpoint | undefined;
}

/** Trains a Maxout network on the task's loss. */
export class MaxoutTrainer extends EpochTrainer {
  constructor(private readonly request: MaxoutTraining) {
    const { network, targets, ...training } = request;
    super({ ...training, layout: network.layout, examples: countOf(targets) });
  }

  protected override step(rows: readonly number[], rate: number, random: Random): number {
    const { network, settings, targets, inputs, augment } = this.request;
    const size = network.plan.input;
    const batch = augmentedRows(inputs, rows, augment, random);
    const objective = objectiveOf(targets.kind);
    const { grad, value } = tf.tidy(() => {
      const x = tf.tensor2d(batch, [rows.length, size]);
      const selected = selectTargets(targets, rows);
      const wanted = objective.targetProbabilities(selected, network.classes, settings.smoothing);
      return tf.valueAndGrad((flat) => {
        const weights = network.layout.view(flat as tf.Tensor1D);
        const drop = (map: tf.Tensor2D) => this.masks.apply(map, random);
        return objective.loss(network.apply(weights, x, { drop }).logits, wanted);
      })(this.adam.values);
    });
    this.adam.step(grad as tf.Tensor1D, rate);
    const loss = value.dataSync()[0];
    tf.dispose([grad, value]);
    return loss;
  }
}

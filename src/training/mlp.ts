import * as tf from "@tensorflow/tfjs-core";
import type { MlpJob, MlpTrainer } from "../../predictors/families/mlp/port.js";
import { Random } from "../base/random.js";
import { openBackend } from "./backend/open.js";
import { ADAM, Adam } from "./nn/adam.js";
import { ParameterLayout, weightOf } from "./nn/parameters.js";

const STEPS = 400;
const RATE = 0.01;
const WEIGHT_DECAY = 0.02;

/** Opens the fastest tensor backend that works and returns a trainer of MLP ensembles (see `MlpTrainer`). */
export async function openMlpTrainer(log: (line: string) => void): Promise<MlpTrainer> {
  await openBackend("auto", log);
  return trainNetworks;
}

/**
 * Trains the members of an ensemble one after the other, each from different initial weights: full-batch Adam on the
 * mean squared error with decoupled weight decay and a cosine schedule. Returns the parameters of each member.
 */
export function trainNetworks(job: MlpJob): Float64Array[] {
  const layout = layoutOf(job);
  const random = new Random(job.seed);
  return job.members.map((rows, member) => {
    const initial = layout.initial(random.fork(member));
    return Float64Array.from(trainOne(job, rows, layout, initial));
  });
}

function layoutOf({ columns, width }: MlpJob): ParameterLayout {
  const layout = new ParameterLayout();
  layout.weight("first", [columns, width], columns);
  layout.constant("first bias", [width], 0);
  layout.weight("second", [width, width], width);
  layout.constant("second bias", [width], 0);
  layout.weight("last", [width, 1], width);
  layout.constant("last bias", [1], 0);
  return layout;
}

function trainOne(
  { columns, inputs, targets }: MlpJob,
  rows: readonly number[],
  layout: ParameterLayout,
  initial: Float32Array,
): Float32Array {
  const data = rows.flatMap((r) => [...inputs.subarray(r * columns, (r + 1) * columns)]);
  const x = tf.tensor2d(data, [rows.length, columns]);
  const y = tf.tensor2d(
    rows.map((r) => targets[r]),
    [rows.length, 1],
  );
  const adam = new Adam(Adam.initial(initial), layout.decayMask(), { ...ADAM, weightDecay: WEIGHT_DECAY });
  const gradient = tf.grad((flat) => {
    const w = layout.view(flat as tf.Tensor1D);
    const layer = (from: tf.Tensor, name: string): tf.Tensor =>
      tf.add(tf.matMul(from as tf.Tensor2D, weightOf(w, name) as tf.Tensor2D), weightOf(w, `${name} bias`));
    const predicted = layer(tf.relu(layer(tf.relu(layer(x, "first")), "second")), "last");
    return tf.mean(tf.square(tf.sub(predicted, y)));
  });
  for (let step = 0; step < STEPS; step++) {
    const slope = tf.tidy(() => gradient(adam.values)) as tf.Tensor1D;
    adam.step(slope, RATE * 0.5 * (1 + Math.cos((Math.PI * step) / STEPS)));
    slope.dispose();
  }
  const { values } = adam.state();
  adam.dispose();
  tf.dispose([x, y]);
  return values;
}

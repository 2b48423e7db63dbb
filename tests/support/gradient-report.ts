import * as tf from "@tensorflow/tfjs-core";
import { Unavailable } from "../../src/base/errors.js";
import { type BackendName, openBackend } from "../../src/training/backend/open.js";
import { type GradientCase, KERNEL_CASES, normals } from "./gradient-cases.js";
import { NETWORK_CASES } from "./gradient-networks.js";
import { OPERATOR_CASES } from "./gradient-operators.js";
import type { GradientReport } from "./gradients.js";

// Prints the value and the gradients of every case. It is a program of its own, because a backend belongs to a whole
// process.
const cases = { ...KERNEL_CASES, ...OPERATOR_CASES, ...NETWORK_CASES };

function reported({ inputs, forward }: GradientCase) {
  const tensors = inputs.map(({ values, shape }) => tf.tensor(values, [...shape]));
  const value = tf.tidy(() => forward(...tensors));
  const upstream = tf.tensor(normals("upstream", value.size), value.shape);
  const gradients = tf.grads((...x) => tf.sum(tf.mul(forward(...x), upstream)))(tensors);
  return { value: [...value.dataSync()], gradients: gradients.map((gradient) => [...gradient.dataSync()]) };
}

async function report(): Promise<GradientReport> {
  try {
    await openBackend(process.argv[2] as BackendName, () => {}, { threads: 1 });
  } catch (error) {
    if (error instanceof Unavailable) return { missing: error.message };
    throw error;
  }
  return { cases: Object.fromEntries(Object.entries(cases).map(([name, own]) => [name, reported(own)])) };
}

process.stdout.write(JSON.stringify(await report()));

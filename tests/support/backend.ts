import { createHash } from "node:crypto";
import * as tf from "@tensorflow/tfjs-core";
import { openBackend } from "../../src/training/backend/open.js";

/** Opens the best backend of this machine for the rest of the test file, on one thread, and returns its name. */
export async function openForTests(): Promise<string> {
  const { name, version } = await openBackend("auto", () => {}, { threads: 1 });
  return `${name} ${version}`;
}

/** Counts how many more tensors exist after `work` than before. */
export async function tensorsLeft(work: () => unknown): Promise<number> {
  const before = tf.memory().numTensors;
  await work();
  return tf.memory().numTensors - before;
}

/** Returns a digest that is equal for two arrays exactly when they are equal bit for bit. */
export const bitsOf = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");

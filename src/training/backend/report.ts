import { HarmonicError } from "../../base/errors.js";
import { type BackendChoice, openBackend } from "./open.js";

// This is a program of its own (see probe.ts): it opens the backend that its arguments name, multiplies, and prints a
// `ProbeAnswer`.
const [choice, threads] = process.argv.slice(2);

async function answer(): Promise<unknown> {
  try {
    const options = threads === undefined ? {} : { threads: Number(threads) };
    const backend = await openBackend(choice as BackendChoice, () => undefined, options);
    const tf = await import("@tensorflow/tfjs-core");
    const [product] = await tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).data();
    return product === 2 ? { backend } : { problem: `${backend.name} multiplies wrongly` };
  } catch (error) {
    if (error instanceof HarmonicError) return { problem: error.message };
    throw error;
  }
}

process.stdout.write(JSON.stringify(await answer()));

// Loads @tensorflow/tfjs-node from the folder that its argument names, computes a matrix product, and prints the
// version of the library. An error is printed as one line on standard error.
import { createRequire } from "node:module";
import { restoreRemovedFunctions } from "../../src/training/backend/removed-functions.mjs";

try {
  restoreRemovedFunctions();
  const tf = createRequire(import.meta.url)(process.argv[2]);
  const [two] = tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).dataSync();
  if (two !== 2) throw new Error(`(1, 1) times its transpose is ${two} on it`);
  process.stdout.write(`TensorFlow ${tf.backend().binding.TF_Version}\n`);
} catch (error) {
  process.stderr.write(`${String(error).replace(/\s*\n\s*/g, " ")}\n`);
  process.exitCode = 1;
}

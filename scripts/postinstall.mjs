// Runs at the end of `npm ci`, and as `npm run tensorflow`: makes native TensorFlow ready for @tensorflow/tfjs-node and
// prints what it did. It never fails, because training runs on WebAssembly where native TensorFlow is not available.
// With HARMONIC_TENSORFLOW=skip it does nothing.

import { stopRunning } from "./support/run.mjs";
import { makeReady } from "./tensorflow/make-ready.mjs";

const print = (line) => process.stdout.write(`TensorFlow: ${line}\n`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopRunning();
    process.exit(1);
  });
}

try {
  await makeReady(print);
} catch (error) {
  print(
    `${error.message}; without native TensorFlow training runs on WebAssembly and takes 3 to 17 times as long`,
  );
}

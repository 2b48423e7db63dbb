// Part of `npm ci`, and `npm run tensorflow`: makes native TensorFlow ready for @tensorflow/tfjs-node and says what
// it did. Never fails: where native TensorFlow cannot be had, training runs on WebAssembly. HARMONIC_TENSORFLOW=skip
// leaves it out.

import { stopRunning } from "./support/run.mjs";
import { makeReady } from "./tensorflow/make-ready.mjs";

const say = (line) => process.stdout.write(`TensorFlow: ${line}\n`);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopRunning();
    process.exit(1);
  });
}

try {
  await makeReady(say);
} catch (error) {
  say(
    `${error.message}; without native TensorFlow training runs on WebAssembly and takes 3 to 17 times as long`,
  );
}

/**
 * Exports random networks with seeded weights and compares the logits of the ONNX model, run by onnxruntime, with those
 * of our own forward pass (`--space av-mnist`) or, with `--python`, with a plain PyTorch network that is built from the
 * exported genotype and weights; `onnx.checker` then checks the models too. Prints the largest difference as a multiple
 * of the tolerance 1e-4 + 1e-5 |b|, and exits with 1 if one is above it.
 *
 *   npx tsx bench/export.ts --space av-mnist --networks 1000
 *   npx tsx bench/export.ts --space ofa-mobilenet-v3 --networks 200 --python PYTHON
 *
 * PYTHON is an interpreter with the packages of bench/peers/export-requirements.txt.
 */
import { parseArgs } from "node:util";
import { drawNetworks } from "./export/draw.js";
import { type Check, ownForwardPass } from "./export/own-pass.js";
import { pythonCheck } from "./export/python-check.js";

const { values: flags } = parseArgs({
  options: {
    space: { type: "string", default: "av-mnist" },
    networks: { type: "string", default: "40" },
    python: { type: "string" },
  },
});
const draw = drawNetworks(flags.space);
const check: Check =
  flags.python === undefined ? await ownForwardPass(flags.space) : pythonCheck(flags.space, flags.python);
let [worst, largest, nodes] = [0, 0, 0];
const networks = Number(flags.networks);
for (let i = 0; i < networks; i++) {
  const found = await check.compare(draw(i), i);
  worst = Math.max(worst, found.excess);
  largest = Math.max(largest, found.largest);
  nodes += found.nodes ?? 0;
  if (i % 20 === 19)
    console.error(`${i + 1} networks, largest difference ${worst.toFixed(4)} of the tolerance`);
}
check.close();
const checked = flags.python === undefined ? "" : `, ${(nodes / networks).toFixed(0)} nodes on average`;
console.log(
  `${flags.space}: ${networks} networks, largest difference ${worst.toFixed(4)} of the tolerance; ` +
    `logits up to ${largest.toFixed(2)}${checked}`,
);
if (!(worst <= 1)) process.exitCode = 1;

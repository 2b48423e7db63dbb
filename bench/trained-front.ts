/**
 * Trains the networks of a shipped front again, as `harmonic train fusion` does, exports each with its weights, and has
 * the folder's own `run.py` score the validation split in plain Python. Prints for each network and seed the accuracy
 * that ships in `seeds/`, the one of this training, and that of `run.py`, and exits with 1 if the last two differ.
 *
 *   npx harmonic dataset build av-mnist-hard --mnist DIR --fsdd DIR
 *   npx tsx bench/trained-front.ts --python PYTHON
 *
 * PYTHON is an interpreter with numpy and onnxruntime. Every training takes about 8 s on two cores of an AMD EPYC.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadFusionTable } from "../seeds/fusion-table.js";
import { fusionComposition } from "../seeds/fusion-tasks.js";
import { backbonePath } from "../src/training/backbone.js";
import { machine } from "./machine.js";

const { values: flags } = parseArgs({
  options: {
    task: { type: "string", default: "av-mnist-hard" },
    python: { type: "string", default: "python3" },
    seeds: { type: "string", default: "3" },
  },
});
const { task, python } = flags;
const table = loadFusionTable(task);
if (table === undefined) throw new Error(`--task ${task}: no trained fusion networks of it ship`);
const points = table.finals.filter(({ test }) => test !== undefined);

const folder = mkdtempSync(join(tmpdir(), "trained-front-"));
for (const [modality] of fusionComposition(task).taps)
  copyFileSync(backbonePath("seeds/supernets", task, modality, 1), backbonePath(folder, task, modality, 1));
const env = {
  ...process.env,
  ARCHIVE: `sqlite:${join(folder, "archive.db")}`,
  SUPERNETS: folder,
  TENSOR_THREADS: "1",
};
const text = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const harmonic = (...args: readonly string[]): string =>
  text(process.execPath, ["dist/src/main.js", ...args]);

const split = join(folder, "validation.npz");
harmonic("dataset", "export", task, "--split", "validation", "--out", split);

interface Row {
  readonly shipped: number;
  readonly trained: number;
  readonly exported: number;
}

/** Trains one network from one seed, exports it, and scores the exported folder with its `run.py`. */
function again(name: string, genes: string, seed: number, shipped: number): Row {
  const trained = JSON.parse(
    harmonic("train", "fusion", "--task", task, "--architecture", genes, "--seed", `${seed}`, "--json"),
  ) as { readonly validation: { readonly accuracy: number } };
  const out = join(folder, name);
  const answer = JSON.parse(harmonic("export", genes, "--task", task, "--out", out, "--json")) as {
    readonly weights: string;
  };
  if (answer.weights !== "trained") throw new Error(`${name} was exported without its trained weights`);
  const scored = JSON.parse(text(python, [join(out, "run.py"), "--split", split])) as {
    readonly accuracy: number;
  };
  return { shipped, trained: trained.validation.accuracy, exported: scored.accuracy };
}

const rows: Row[] = [];
points.forEach(({ genes, seeds, validation }, i) => {
  seeds.slice(0, Number(flags.seeds)).forEach((seed, j) => {
    const row = again(`network-${i + 1}-${seed}`, JSON.stringify(genes), seed, validation[j]);
    rows.push(row);
    console.error(
      `network ${i + 1} of ${points.length}, seed ${seed}: shipped ${row.shipped.toFixed(6)}, ` +
        `trained again ${row.trained.toFixed(6)}, run.py ${row.exported.toFixed(6)}`,
    );
  });
});
rmSync(folder, { recursive: true });
const equal = rows.filter(({ trained, exported }) => trained === exported).length;
const same = rows.filter(({ shipped, trained }) => shipped === trained).length;
console.log(
  JSON.stringify({
    task,
    machine: machine(),
    networks: points.length,
    trainings: rows.length,
    equal,
    asShipped: same,
  }),
);
if (equal < rows.length) process.exitCode = 1;

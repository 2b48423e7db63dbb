/**
 * Measures steps of the supernets of Memes-Politics (3 x 112 x 112, three stages) and MM-IMDB (3 x 224 x 224, five
 * stages) on native TensorFlow, with images that are read from a data set on disk, and the memory that they take. With
 * `--peer` it runs the same steps in PyTorch, whose images are in memory. Each side uses one thread and a process of
 * its own, one after the other.
 *
 *   npx tsx bench/large-supernets.ts [--quick] [--out FILE] [--peer] [--python FILE]
 *
 * PyTorch is that of bench/peers/requirements.txt; `--python` names another interpreter than python3. `--quick` makes
 * one short run. A full one takes about three minutes.
 */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { machine } from "./machine.js";
import { median, WORK } from "./training/figures.js";
import {
  LARGE,
  type LargeMeasurement,
  type LargeWork,
  largePeerWorkload,
  measureLarge,
} from "./training/large.js";

const THREADS = 1;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    out: { type: "string" },
    peer: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
    /** The space that a child process is asked to measure. */
    measure: { type: "string" },
  },
});
const works = LARGE.map((work) => (options.quick ? { ...work, images: 100, steps: 1, runs: 1 } : work));
const measured = works.find(({ space }) => space === options.measure);

if (measured === undefined) await compare();
else {
  const measurement = await measureLarge(measured, THREADS);
  process.send!(measurement, () => process.disconnect());
}

async function compare(): Promise<void> {
  const results: { space: string; native: LargeMeasurement; pytorch?: LargeMeasurement }[] = [];
  for (const work of works) {
    const native = await own(work);
    const pytorch = options.peer ? await peer(work) : undefined;
    if (pytorch !== undefined && pytorch.parameters.image !== native.parameters.image)
      throw new Error(`${work.space} has other parameters in PyTorch`);
    results.push({ space: work.space, native, ...(pytorch && { pytorch }) });
  }
  console.log(machine());
  const head = [
    "supernet",
    "side",
    "step [ms]",
    "native / PyTorch",
    "peak [MB]",
    "data [MB]",
    "as floats [MB]",
  ];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const { space, native, pytorch } of results) {
    const ratio = pytorch === undefined ? "" : (stepOf(native) / stepOf(pytorch)).toFixed(2);
    table.push([space, native.description, ...row(native, ratio)]);
    if (pytorch !== undefined) table.push([space, pytorch.description, ...row(pytorch, "")]);
  }
  console.log(table.toString());
  if (options.out !== undefined)
    await writeFile(options.out, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
}

function stepOf({ figures }: LargeMeasurement): number {
  return median(figures[WORK.sandwichStep("image")]);
}

function row(measurement: LargeMeasurement, ratio: string): readonly string[] {
  const bytes = [measurement.peakBytes, measurement.fileBytes, measurement.floatBytes];
  const step = (1_000 * stepOf(measurement)).toFixed(0);
  return [step, ratio, ...bytes.map((each) => (each === undefined ? "" : (each / 1e6).toFixed(0)))];
}

async function own({ space }: LargeWork): Promise<LargeMeasurement> {
  const args = ["--measure", space, ...(options.quick ? ["--quick"] : [])];
  const child = fork(fileURLToPath(import.meta.url), args);
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`the process of ${space} ended with ${code} before it had measured`);
    }),
  ]);
  return message as LargeMeasurement;
}

async function peer(work: LargeWork): Promise<LargeMeasurement> {
  const script = fileURLToPath(new URL("./peers/training.py", import.meta.url));
  const child = spawn(options.python, [script], {
    env: { ...process.env, OMP_NUM_THREADS: String(THREADS) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(largePeerWorkload(work, THREADS)));
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${options.python} bench/peers/training.py ended with ${code}`);
  return JSON.parse(Buffer.concat(parts).toString()) as LargeMeasurement;
}

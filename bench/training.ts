/**
 * Measures how long training takes: supernet epochs, scores of sub-networks and fusion epochs on each backend, with
 * cached and with recomputed features. With `--peer` it runs the same steps in PyTorch. Each side uses one thread and
 * a process of its own, on synthetic examples of AV-MNIST's shapes.
 *
 *   npx tsx bench/training.ts [--quick] [--out FILE] [--peer] [--python FILE]
 *
 * PyTorch is that of bench/peers/requirements.txt; `--python` names another interpreter than python3. `--quick` uses
 * smaller splits and one run, to check that everything works.
 */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "./machine.js";
import type { Measurement } from "./training/figures.js";
import { measure } from "./training/measure.js";
import { comparisons, tableOf } from "./training/report.js";
import { effortOf, peerWorkload } from "./training/workload.js";

const THREADS = 1;

/**
 * The environment of every process. It makes the allocator keep large blocks instead of returning them after every
 * tensor.
 */
const ENVIRONMENT = {
  MALLOC_MMAP_THRESHOLD_: "1073741824",
  MALLOC_TRIM_THRESHOLD_: "4294967296",
  MALLOC_TOP_PAD_: "268435456",
  TF_CPP_MIN_LOG_LEVEL: "2",
};

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    out: { type: "string" },
    peer: { type: "boolean", default: false },
    python: { type: "string", default: "python3" },
    /** The backend that a child process is asked to measure. */
    measure: { type: "string" },
  },
});

if (options.measure === undefined) await compare();
else await answer(options.measure === "wasm" ? "wasm" : "native");

async function answer(backend: "native" | "wasm"): Promise<void> {
  const measurement = await measure(backend, effortOf(backend, options.quick), THREADS, console.error);
  process.send!(measurement, () => process.disconnect());
}

async function compare(): Promise<void> {
  const date = new Date().toISOString();
  const load = loadavg()[0];
  const measurements: Record<string, Measurement> = {};
  for (const backend of ["native", "wasm"] as const) measurements[backend] = await measured(backend);
  if (options.peer) measurements.pytorch = await peer();
  console.log(`${machine()}\n${tableOf(measurements)}`);
  if (options.out === undefined) return;
  const result = {
    machine: machine(),
    date,
    loadAverage: { before: load, after: loadavg()[0] },
    quick: options.quick,
    threads: THREADS,
    environment: ENVIRONMENT,
    comparisons: comparisons(measurements),
    measurements,
  };
  await writeFile(options.out, `${JSON.stringify(result, null, 2)}\n`);
}

async function measured(backend: "native" | "wasm"): Promise<Measurement> {
  const args = ["--measure", backend, ...(options.quick ? ["--quick"] : [])];
  const child = fork(fileURLToPath(import.meta.url), args, { env: { ...process.env, ...ENVIRONMENT } });
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`the process of ${backend} ended with ${code} before it had measured`);
    }),
  ]);
  return message as Measurement;
}

async function peer(): Promise<Measurement> {
  const script = fileURLToPath(new URL("./peers/training.py", import.meta.url));
  const child = spawn(options.python, [script], {
    env: { ...process.env, ...ENVIRONMENT, OMP_NUM_THREADS: String(THREADS) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(peerWorkload(effortOf("native", options.quick), THREADS)));
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${options.python} bench/peers/training.py ended with ${code}`);
  return JSON.parse(Buffer.concat(parts).toString()) as Measurement;
}

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { BenchNetworks, DEVICES, SPACE, TASK } from "../../src/benches/archive/networks.js";

const run = promisify(execFile);

/** Networks of one import: parsing a table takes memory that grows with its rows. */
const ROWS = 50_000;
const SEED = 1;

/**
 * Fills a new archive with so many networks of `bench archive`, each with an accuracy and with latency and energy on
 * two devices: tables that the command line imports.
 */
export async function fill(
  program: string,
  folder: string,
  archive: string,
  count: number,
  note: (text: string) => void,
): Promise<void> {
  const networks = new BenchNetworks(count, SEED);
  for (let from = 0; from < count; from += ROWS) {
    const file = join(folder, `networks-${from}.csv`);
    await write(file, networks, from, Math.min(count, from + ROWS));
    await run(process.execPath, [program, "samples", "import", file, "--space", SPACE], {
      env: { ...process.env, ARCHIVE: archive, SEEDS: "none" },
      maxBuffer: 1 << 24,
    });
    rmSync(file);
    note(`${Math.min(count, from + ROWS)} of ${count} networks imported`);
  }
}

async function write(file: string, networks: BenchNetworks, from: number, to: number): Promise<void> {
  const names = networks.space.genes.map(({ name }) => name);
  const costs = DEVICES.flatMap((device) => [`${device}.latency_ms`, `${device}.energy_mj`]);
  const out = createWriteStream(file);
  out.write(`${[...names, `${TASK}.accuracy`, ...costs].join(",")}\n`);
  for (let i = from; i < to; i++) {
    const genes = networks.architecture(i);
    const { accuracy, costs: own } = networks.values(i);
    const cells = [
      ...names.map((name) => genes[name] ?? ""),
      accuracy,
      ...own.flatMap(({ latency, energy }) => [latency, energy]),
    ];
    if (!out.write(`${cells.join(",")}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

/**
 * How an archive grows: `harmonic bench archive` with 10,000, 100,000 and 1,000,000 networks, one after the other.
 * A million in SQLite takes about ten minutes of two idle cores.
 *
 *   npm run build && npx tsx bench/archive-growth.ts [--networks N,N,...] [--questions N] [--seed N] [--out FILE]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { BenchArchiveReport } from "../src/benches/archive/bench-archive.js";
import { machine } from "./machine.js";

const { values } = parseArgs({
  options: {
    networks: { type: "string", default: "10000,100000,1000000" },
    questions: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
});

async function archiveOf(networks: string): Promise<BenchArchiveReport> {
  const options = ["--networks", networks, "--questions", values.questions, "--seed", values.seed, "--json"];
  const bench = spawn(process.execPath, ["dist/src/main.js", "bench", "archive", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [answer, [code]] = await Promise.all([text(bench.stdout), once(bench, "exit")]);
  if (code !== 0) throw new Error(`bench archive --networks ${networks} ended with code ${code}`);
  return JSON.parse(answer);
}

const archives: BenchArchiveReport[] = [];
for (const networks of values.networks.split(",")) archives.push(await archiveOf(networks));
const result = JSON.stringify({ machine: machine(), archives }, undefined, 2);
console.log(result);
if (values.out !== undefined) writeFileSync(values.out, `${result}\n`);

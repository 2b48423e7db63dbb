/**
 * Searches the same table with other libraries and with this project, side by side. It prints the number of distinct
 * networks until 95, 99 and 99.9 % of the true front's hypervolume (medians), and seconds. Candidates, reference
 * point and the way of counting are the same for all. The peers are pymoo's NSGA-II in three populations, Optuna's
 * TPE and GP samplers, and BoTorch's qLogEHVI; they need Python.
 *
 *   python3 -m venv VENV && VENV/bin/pip install -r bench/peers/search-requirements.txt
 *   npx tsx bench/search-peers.ts --python VENV/bin/python --samples FILE.csv --space ID --task ID --device ID
 *       [--distinct COLUMN] [--peers nsga2,tpe] [--seeds 10] [--budget 400] [--minutes 25]
 *       [--ours RESULT.json] [--ours-budget 300] [--out FILE]
 *
 * `--minutes` (of processor time) ends a seed early. `--ours` names the JSON of `bench search` on the same table;
 * without it, this project's search runs here with a budget of `--ours-budget` networks.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type BenchSearchReport, benchSearch } from "../src/benches/bench-search.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { machine } from "./machine.js";
import { PEERS, runPeer } from "./peers/search-peer.js";
import { countsOf, LEVELS, loadProblem, medianOf, type SearchedTable } from "./peers/search-problem.js";

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    samples: { type: "string", default: "" },
    space: { type: "string", default: "nas-bench-201" },
    task: { type: "string", default: "cifar100" },
    device: { type: "string", default: "raspberry-pi-5-litert" },
    distinct: { type: "string" },
    peers: { type: "string", default: PEERS.map(({ name }) => name).join(",") },
    seeds: { type: "string", default: "10" },
    budget: { type: "string" },
    minutes: { type: "string", default: "25" },
    ours: { type: "string" },
    "ours-budget": { type: "string", default: "300" },
    out: { type: "string" },
  },
});

interface Row {
  readonly method: string;
  readonly seeds: number;
  /** The number of networks of the shortest run. */
  readonly budget: number;
  /** The median count per level; null: above the budget. */
  readonly median: Readonly<Record<string, number | null>>;
  /** The median time of one seed: until the budget for a peer, until the last level for this project. */
  readonly seconds: number;
}

const searched = await loadProblem(options);
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const rows: Row[] = [await ourRow(searched)];
for (const peer of PEERS) {
  if (!options.peers.split(",").includes(peer.name)) continue;
  const budget = Number(options.budget ?? peer.budget);
  for (const setting of peer.settings) {
    const runs = [];
    for (const seed of seeds) {
      const minutes = Number(options.minutes);
      const run = await runPeer(options.python, searched, {
        peer: peer.name,
        budget,
        minutes,
        seed,
        setting,
      });
      runs.push(run);
      const counts = JSON.stringify(countsOf(searched, run.order));
      process.stderr.write(`${peer.name} ${setting}, seed ${seed}: ${counts} of ${run.order.length}\n`);
    }
    rows.push({
      method: `${peer.title}${peer.settings.length > 1 ? `, population ${setting}` : ""}`,
      seeds: seeds.length,
      budget: Math.min(...runs.map(({ order }) => order.length)),
      median: medianOf(runs.map(({ order }) => countsOf(searched, order))),
      seconds: runs.map((run) => run.seconds).sort((a, b) => a - b)[runs.length >> 1],
    });
    process.stderr.write(`${lineOf(rows[rows.length - 1])}\n`);
  }
}
process.stdout.write(`${rows.map(lineOf).join("\n")}\n${machine()}\n`);
if (options.out !== undefined) {
  const { task, device, space } = options;
  const report = { space, task, device, candidates: searched.candidates.length, machine: machine(), rows };
  await writeFile(options.out, `${JSON.stringify(report, null, 2)}\n`);
}

async function ourRow({ table, space, task, device }: SearchedTable): Promise<Row> {
  const budget = Number(options["ours-budget"]);
  const report =
    options.ours === undefined
      ? await benchSearch(
          table,
          { space, task, device, budget, seeds: seeds.length, strategy: "surrogate", clock: Date.now },
          tableEvaluator,
        )
      : (JSON.parse(await readFile(options.ours, "utf8")) as BenchSearchReport);
  const seconds = report.seeds.map((seed) => seed.seconds).sort((a, b) => a - b);
  return {
    method: "ours: surrogate",
    seeds: report.seeds.length,
    budget,
    median: report.median,
    seconds: seconds[seconds.length >> 1],
  };
}

function lineOf({ method, median, seconds, budget }: Row): string {
  const counts = LEVELS.map((level) => String(median[level] ?? `> ${budget}`).padStart(8));
  return `${method.padEnd(36)}${counts.join("")}  ${seconds.toFixed(1).padStart(7)} s`;
}

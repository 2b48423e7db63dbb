/**
 * How long one step of the surrogate search takes: refit every model at 100 known networks, score every candidate, choose five.
 * On a table with latency and energy: `npx tsx bench/search-step.ts --samples FILE.csv --space ID --task ID --device ID
 * [--distinct COLUMN] [--known 100] [--runs 7]`. Known networks are random ones of the table; each run has others.
 */
import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { defined } from "../src/base/defined.js";
import { deviceId, taskId } from "../src/base/ids.js";
import { Random } from "../src/base/random.js";
import type { Outcome } from "../src/search/ports.js";
import { Proposer } from "../src/search/surrogate/proposal.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { objectivesOf, replayTable } from "../src/tables/table-objectives.js";
import { machine, medianMilliseconds } from "./machine.js";

const CHOSEN = 5;

const { values: options } = parseArgs({
  options: {
    samples: { type: "string" },
    space: { type: "string", default: "nas-bench-201" },
    task: { type: "string", default: "cifar100" },
    device: { type: "string", default: "raspberry-pi-5-litert" },
    distinct: { type: "string" },
    known: { type: "string", default: "100" },
    runs: { type: "string", default: "7" },
  },
});

const definition = builtInSpace(options.space);
if (options.samples === undefined || definition === undefined) {
  throw new Error("--samples FILE.csv and the --space of a built-in one are needed");
}
const space = compileSpace(definition);
const table = await parseTable(
  createReadStream(options.samples),
  space,
  defined({ distinct: options.distinct }),
);
const task = taskId(options.task);
const objectives = objectivesOf(table, task, deviceId(options.device));
const { candidates, resolve, values } = tableEvaluator(replayTable(table, task, objectives), objectives, 1);
const problem = { space, objectives, limits: [], candidates, resolve };
const known = Number(options.known);

const outcomesOf = (run: number): Outcome[] =>
  new Random(run)
    .shuffle([...candidates.keys()])
    .slice(0, known)
    .map((i) => ({ kind: "evaluated", genotype: candidates[i], values: values.map((column) => column[i]) }));

const proposers = new Map<number, Proposer>();
/** The fits at the checkpoints below are those of earlier steps: a first step, one network before, makes them. */
function prepared(run: number): Proposer {
  const proposer = new Proposer(problem, run);
  proposer.propose(outcomesOf(run).slice(0, -1), [], CHOSEN, new Random(run));
  proposers.set(run, proposer);
  return proposer;
}
for (let run = -1; run < Number(options.runs); run++) prepared(run);
const milliseconds = await medianMilliseconds(Number(options.runs), (run) =>
  proposers.get(run)?.propose(outcomesOf(run), [], CHOSEN, new Random(run)),
);
process.stdout.write(
  `one step at ${known} known networks and ${candidates.length} candidates, ${objectives.length} objectives: ` +
    `${(milliseconds / 1000).toFixed(2)} s (median of ${options.runs}; ${machine()})\n`,
);

/**
 * Measures how long one step of the surrogate search takes: refit every model at 100 known networks, score every
 * candidate, choose five. It needs a table with latency and energy. Known networks are random ones of the table,
 * different in each run.
 *
 *   npx tsx bench/search-step.ts --samples FILE.csv --space ID --task ID --device ID
 *       [--distinct COLUMN] [--known 100] [--runs 7]
 */
import { parseArgs } from "node:util";
import { Random } from "../src/base/random.js";
import type { Outcome } from "../src/search/ports.js";
import { Proposer } from "../src/search/surrogate/proposal.js";
import { machine, medianMilliseconds } from "./machine.js";
import { openSamples, SAMPLE_OPTIONS } from "./sample-table.js";

const CHOSEN = 5;

const { values: options } = parseArgs({
  options: {
    ...SAMPLE_OPTIONS,
    known: { type: "string", default: "100" },
    runs: { type: "string", default: "7" },
  },
});

const { space, objectives, replay } = await openSamples(options);
const { candidates, resolve, values } = replay;
const problem = { space, objectives, limits: [], candidates, resolve };
const known = Number(options.known);

const outcomesOf = (run: number): Outcome[] =>
  new Random(run)
    .shuffle([...candidates.keys()])
    .slice(0, known)
    .map((i) => ({ kind: "evaluated", genotype: candidates[i], values: values.map((column) => column[i]) }));

const proposers = new Map<number, Proposer>();
/**
 * Makes a proposer whose models were already fitted once, with one network less, as in the step before. Fits at
 * checkpoints come from earlier steps and must not be part of the measured one.
 */
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

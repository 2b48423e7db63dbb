/**
 * Measures what a predictor as a prior is worth to a search: the accuracy of random networks of a table is known, their
 * costs are not. The evaluations until shares of the true front's hypervolume, with the predictor that learns from
 * these accuracies as the prior of accuracy and without it.
 *
 *   npx tsx bench/prior.ts --samples FILE.csv --space ID --task ID --device ID
 *       [--distinct COLUMN] [--known 1000] [--seeds 3] [--first-seed 1] [--budget 60]
 */
import { parseArgs } from "node:util";
import { trainPredictor } from "../predictors/training/train.js";
import { Random } from "../src/base/random.js";
import { benchSearch } from "../src/benches/bench-search.js";
import { priorOf } from "../src/runs/plan/priors.js";
import { knownValues } from "../src/search/known-objectives.js";
import type { Problem } from "../src/search/ports.js";
import { strategyNamed } from "../src/search/strategies.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { openSamples, SAMPLE_OPTIONS } from "./sample-table.js";

const { values: options } = parseArgs({
  options: {
    ...SAMPLE_OPTIONS,
    known: { type: "string", default: "1000" },
    seeds: { type: "string", default: "3" },
    "first-seed": { type: "string", default: "1" },
    budget: { type: "string", default: "60" },
  },
});

const { space, table, task, device, replay } = await openSamples(options);
const { candidates, values } = replay;

/** The accuracies that a search knows at the start, and the predictor that has learnt from them. */
function knowledge(seed: number, hasPrior: boolean): Pick<Problem, "known" | "priors"> {
  const rows = new Random(seed)
    .fork("known networks")
    .shuffle([...candidates.keys()])
    .slice(0, Number(options.known));
  const genotypes = rows.map((row) => candidates[row]);
  const accuracies = Float64Array.from(rows, (row) => values[0][row]);
  const known = [knownValues(0, genotypes, accuracies)];
  if (!hasPrior) return { known };
  const started = performance.now();
  const predictor = trainPredictor(
    { space, metric: "accuracy", genotypes, values: accuracies, extras: [] },
    { seed },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(`seed ${seed}: ${predictor.family}, trained in ${seconds} s\n`);
  return { known, priors: [priorOf(0, predictor, genotypes)] };
}

const surrogate = strategyNamed("surrogate");
for (const hasPrior of [false, true]) {
  const report = await benchSearch(
    table,
    {
      space,
      task,
      device,
      budget: Number(options.budget),
      seeds: Number(options.seeds),
      firstSeed: Number(options["first-seed"]),
      strategy: {
        ...surrogate,
        create: (problem, { seed }) =>
          surrogate.create({ ...problem, ...knowledge(seed, hasPrior) }, { seed }),
      },
      clock: () => performance.now(),
    },
    tableEvaluator,
  );
  for (const { seed, evaluationsTo, seconds } of report.seeds) {
    const line = { hasPrior, seed, ...evaluationsTo, seconds: Math.round(seconds) };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

/**
 * Lets the surrogate-assisted search propose backbones and fusion sizes for a task on the Jetson TX2. It knows the
 * planned pairs, and its proposals are measured with tier 2. Measurements are appended to OUT/TASK.explored.ndjson;
 * an interrupted run continues where it stopped.
 *
 *   npx tsx seeds/build-explore.ts --task av-mnist --budget 30 --max-latency 8.96 --max-energy 13.88
 */
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deviceId } from "../src/base/ids.js";
import type { Outcome, Problem } from "../src/search/ports.js";
import { createStrategy } from "../src/search/strategies.js";
import { fromArchitecture, toArchitecture } from "../src/space/architecture.js";
import { genotypeKey } from "../src/space/identity.js";
import { tierOneOf } from "../src/space/tier-one.js";
import { costOf, FOLDER_FLAGS, openLab, pairOf, readLines } from "./build-lab.js";
import type { MeasuredPair } from "./fusion-table.js";
import { fusionSpace } from "./fusion-tasks.js";

const { values: flags } = parseArgs({
  options: {
    ...FOLDER_FLAGS,
    budget: { type: "string", default: "30" },
    "max-latency": { type: "string" },
    "max-energy": { type: "string" },
  },
});
/** The index of the first proposal; those of planned pairs are smaller. */
const FIRST_INDEX = 10_000;
const COST_WEIGHT = 0.1;
const device = deviceId("jetson-tx2");
const limit = (value: string | undefined) => (value === undefined ? undefined : Number(value));

/** The space that tier 1 searches: without the genes that tier 2 decides. */
const tierOne = tierOneOf(fusionSpace(flags.task));
const problem: Problem = {
  space: tierOne,
  objectives: [{ metric: "accuracy" }, { metric: "latency", device }, { metric: "energy", device }],
  limits: [undefined, limit(flags["max-latency"]), limit(flags["max-energy"])],
};
const outcomeOf = ({ genes, accuracy }: MeasuredPair): Outcome => {
  const { latency, energy } = costOf(flags.task, genes, device);
  const kept = Object.fromEntries(Object.entries(genes).filter(([gene]) => tierOne.position.has(gene)));
  return {
    kind: "evaluated",
    genotype: fromArchitecture(tierOne, kept),
    values: [accuracy, latency, energy],
  };
};

const file = join(flags.out, `${flags.task}.explored.ndjson`);
const explored = readLines<MeasuredPair>(file);
const planned = readdirSync(flags.out)
  .filter((name) => name.startsWith(`${flags.task}.`) && /\.\d+\.ndjson$/.test(name))
  .flatMap((name) => readLines<MeasuredPair>(join(flags.out, name)));
const strategy = createStrategy("surrogate", problem, { seed: 1 });
const known = new Set<string>();
for (const pair of [...planned, ...explored]) {
  const outcome = outcomeOf(pair);
  const key = genotypeKey(outcome.genotype);
  if (!known.has(key)) strategy.tell([outcome]);
  known.add(key);
}
const { evaluate, backend } = await openLab(flags);
const budget = Number(flags.budget);
for (let done = explored.length; done < budget; ) {
  const batch = await strategy.ask(Math.min(strategy.batchSize, budget - done));
  if (batch.length === 0) break;
  for (const genotype of batch) {
    const architecture = toArchitecture(tierOne, genotype);
    const seed = FIRST_INDEX + done + 1;
    const evaluation = await evaluate(architecture, COST_WEIGHT, seed);
    const pair = pairOf(flags.task, evaluation, architecture, {
      index: FIRST_INDEX + done,
      costWeight: COST_WEIGHT,
      seed,
      backend,
    });
    appendFileSync(file, `${JSON.stringify(pair)}\n`);
    strategy.tell([outcomeOf(pair)]);
    done++;
    const { latency, energy } = costOf(flags.task, pair.genes, device);
    console.error(
      `${flags.task} ${done}: ${pair.accuracy.toFixed(4)} (logits added ${pair.logitSum.toFixed(4)}), ` +
        `${latency.toFixed(2)} ms, ${energy.toFixed(2)} mJ`,
    );
  }
}

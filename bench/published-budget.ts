/**
 * Runs tier 1 as published (populations of 128 backbones, a quarter of which is fused in each of four generations: 128
 * fusion searches) and the surrogate search with fewer fusion searches, and compares the hypervolume that each reaches
 * on the Jetson TX2. Nothing is known at the start but the scores of single backbones. Every network is appended to
 * OUT/TASK.ndjson; an interrupted bench goes on where it stopped, and --most N ends it after N more networks.
 *
 *   npx harmonic dataset build av-mnist-hard --mnist DIR --fsdd DIR
 *   TENSOR_THREADS=1 npx tsx bench/published-budget.ts [--task av-mnist-hard] [--seeds 3] [--json FILE]
 */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { FOLDER_FLAGS, openLab, pairOf, readLines } from "../seeds/build-lab.js";
import { createStrategy } from "../src/search/strategies.js";
import { fromArchitecture, toArchitecture } from "../src/space/architecture.js";
import { hypervolumeShares } from "./budget/hypervolume.js";
import { outcomeOf, type Searched, tierOneProblem } from "./budget/problem.js";
import { machine } from "./machine.js";

const { values: flags } = parseArgs({
  options: {
    ...FOLDER_FLAGS,
    supernets: { type: "string", default: "seeds/supernets" },
    out: { type: "string", default: "data/published-budget" },
    seeds: { type: "string", default: "3" },
    most: { type: "string", default: "Infinity" },
    json: { type: "string" },
  },
});
const { task } = flags;
/** The published search runs once: it takes 128 fusion searches. */
const PUBLISHED = { strategy: "nsga2", budget: 128, seeds: 1 } as const;
const SEARCHES = [
  ...[12, 32].map((budget) => ({ strategy: "surrogate" as const, budget, seeds: Number(flags.seeds) })),
  PUBLISHED,
];
const COST_WEIGHT = 0.1;

mkdirSync(flags.out, { recursive: true });
const file = join(flags.out, `${task}.ndjson`);
const searched = readLines<Searched>(file);
const { evaluate, backend, lab } = await openLab(flags);
const problem = tierOneProblem(task, lab.backboneScores());

let left = Number(flags.most);
/** Searches until the budget is spent or no more networks may be trained now; returns whether it is complete. */
async function search(strategy: "surrogate" | "nsga2", budget: number, seed: number): Promise<boolean> {
  const earlier = searched.filter((each) => each.run === runName(strategy, budget, seed));
  const proposals = createStrategy(strategy, problem, { seed, populationSize: budget });
  for (let done = 0; done < budget; ) {
    const batch = await proposals.ask(Math.min(proposals.batchSize, budget - done));
    if (batch.length === 0) return true;
    for (const genotype of batch) {
      const found = earlier[done] ?? (left-- > 0 ? await trained(genotype, done) : undefined);
      if (found === undefined) return false;
      proposals.tell([outcomeOf(task, problem, found)]);
      done++;
    }
  }
  return true;

  async function trained(genotype: Uint8Array, position: number): Promise<Searched> {
    const architecture = toArchitecture(problem.space, genotype);
    const training = 1000 * seed + position;
    const evaluation = await evaluate(architecture, COST_WEIGHT, training);
    const rest = { index: position, costWeight: COST_WEIGHT, seed: training, backend };
    const { genes, accuracy, seconds } = pairOf(task, evaluation, architecture, rest);
    const found = { run: runName(strategy, budget, seed), position, genes, accuracy, seconds };
    if (fromArchitecture(problem.space, architecture).join() !== genotype.join())
      throw new Error("a proposal is not a network of tier 1");
    searched.push(found);
    appendFileSync(file, `${JSON.stringify(found)}\n`);
    console.error(`${found.run} ${position + 1}: ${accuracy.toFixed(4)} in ${seconds.toFixed(1)} s`);
    return found;
  }
}

function runName(strategy: string, budget: number, seed: number): string {
  return `${strategy} ${budget} ${seed}`;
}

const complete: { readonly strategy: string; readonly budget: number; readonly seed: number }[] = [];
for (const { strategy, budget, seeds } of SEARCHES)
  for (let seed = 1; seed <= seeds; seed++)
    if (await search(strategy, budget, seed)) complete.push({ strategy, budget, seed });

const runs = complete.map((each) => {
  const own = searched.filter(({ run }) => run === runName(each.strategy, each.budget, each.seed));
  return { ...each, networks: own };
});
const shares = hypervolumeShares(
  task,
  runs.map(({ networks }) => networks),
);
const rows = runs.map(({ networks, ...run }, i) => ({
  ...run,
  fusionSearches: networks.length,
  hypervolume: shares[i],
  best: Math.max(...networks.map(({ accuracy }) => accuracy)),
  seconds: networks.reduce((sum, { seconds }) => sum + seconds, 0),
}));
const table = new Table({
  head: ["search", "seed", "fusion searches", "hypervolume", "best validation", "seconds"],
  style: { head: [], border: [], compact: true },
});
for (const { strategy, seed, fusionSearches, hypervolume, best, seconds } of rows)
  table.push([strategy, seed, fusionSearches, hypervolume.toFixed(3), best.toFixed(4), seconds.toFixed(0)]);
console.log(`${machine()}\n${task}, hypervolume relative to that of the front of all these networks`);
console.log(table.toString());
if (flags.json !== undefined)
  writeFileSync(flags.json, `${JSON.stringify({ task, machine: machine(), backend, rows }, null, 2)}\n`);

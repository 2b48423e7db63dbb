/**
 * Measures what the models of a two-tier search know before tier 2 has run. They are fitted to the backbones and
 * fusion sizes of N measured networks. They predict accuracy, latency and energy (Jetson TX2) of the others as tier 2
 * completed them, with and without the accuracy and cost of each backbone alone as features.
 *
 *   npx tsx bench/two-tier.ts [--task av-mnist-hard] [--seeds 10]
 */
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { kendallTau } from "../predictors/ranking.js";
import { costOf } from "../seeds/build-lab.js";
import { loadFusionTable } from "../seeds/fusion-table.js";
import { fusionComposition, fusionSpace } from "../seeds/fusion-tasks.js";
import { loadProfiles } from "../seeds/load-profiles.js";
import { deviceId } from "../src/base/ids.js";
import { Random } from "../src/base/random.js";
import { modalitiesOf } from "../src/runs/execution/evaluators/modalities.js";
import type { Problem } from "../src/search/ports.js";
import { SurrogateModels } from "../src/search/surrogate/models.js";
import { fromArchitecture } from "../src/space/architecture.js";
import { tierOneOf } from "../src/space/tier-one.js";
import { backbonePath } from "../src/training/backbone.js";
import { scoresByGenes } from "../src/training/elastic/sub-network.js";
import { readSupernet } from "../src/training/elastic/supernet-file.js";
import { machine } from "./machine.js";

const { values: flags } = parseArgs({
  options: { task: { type: "string", default: "av-mnist-hard" }, seeds: { type: "string", default: "10" } },
});
const device = deviceId("jetson-tx2");
const tierOne = tierOneOf(fusionSpace(flags.task));
const objectives: Problem["objectives"] = [
  { metric: "accuracy" },
  { metric: "latency", device },
  { metric: "energy", device },
];

/** The networks whose fusion tier 2 chose, reduced to what tier 1 decides. */
const networks = loadFusionTable(flags.task)!
  .pairs.filter(({ searched }) => searched)
  .map(({ genes, accuracy }) => {
    const known = Object.fromEntries(Object.entries(genes).filter(([gene]) => tierOne.position.has(gene)));
    const { latency, energy } = costOf(flags.task, genes, device);
    return { genotype: fromArchitecture(tierOne, known), values: [accuracy, latency, energy] };
  });
const scores = await Promise.all(
  fusionComposition(flags.task).backbones.map(async (backbone) => {
    const file = (await readSupernet(backbonePath("seeds/supernets", flags.task, backbone.name, 1)))!;
    return { modality: backbone.name, networks: scoresByGenes(backbone, file.scores) };
  }),
);
const profiles = new Map([[device, loadProfiles().filter((profile) => profile.device === device)]]);
const bare: Problem = { space: tierOne, objectives, limits: [] };
const problems = {
  "genes, MACs, parameters": bare,
  "and backbones alone": { ...bare, modalities: modalitiesOf(scores, tierOne, objectives, profiles)! },
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

/**
 * Returns Kendall's tau of accuracy, and the median absolute errors of latency [ms] and energy [mJ], on the networks
 * that were not trained on.
 */
function judged(problem: Problem, train: number, seed: number): readonly number[] {
  const order = new Random(seed).shuffle([...networks]);
  const [known, rest] = [order.slice(0, train), order.slice(train)];
  const models = new SurrogateModels(problem, seed);
  const genotypes = rest.map(({ genotype }) => genotype);
  const beliefs = models.fit(known.map((network) => ({ kind: "evaluated", ...network })))!({
    networks: genotypes,
    features: models.encode(genotypes),
  });
  return beliefs.map((belief, m) => {
    const predicted = belief.at(0).map((value) => (m === 0 ? -value : value));
    const truth = Float64Array.from(rest, ({ values }) => values[m]);
    if (m === 0) return kendallTau(predicted, truth);
    return median(Array.from(truth, (value, i) => Math.abs(value - predicted[i])));
  });
}

console.log(
  `${machine()}\n${flags.task}: ${networks.length} networks completed by tier 2, median of ${flags.seeds} draws`,
);
const table = new Table({
  head: ["trained on", "features", "accuracy, tau", "latency, error [ms]", "energy, error [mJ]"],
  style: { head: [], border: [], compact: true },
});
for (const train of [20, 50, 100]) {
  for (const [features, problem] of Object.entries(problems)) {
    const draws = Array.from({ length: Number(flags.seeds) }, (_, i) => judged(problem, train, i + 1));
    table.push([
      train,
      features,
      ...objectives.map((_, m) => median(draws.map((draw) => draw[m])).toFixed(3)),
    ]);
  }
}
console.log(table.toString());

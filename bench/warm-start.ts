/**
 * Measures what a search's models gain from knowledge of another task or device, on NAS-Bench-201's table in
 * HARMONIC_DATA. A predictor is trained on 200 networks of the other task or device. The model of the objective is
 * fitted to 10 or 20 other networks, with and without that predictor's column, and ranks 2,000 networks that neither
 * has seen.
 *
 *   npx tsx bench/warm-start.ts [--seeds 5]
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { kendallTau, spearman } from "../predictors/ranking.js";
import { trainPredictor } from "../predictors/training/train.js";
import { deviceId, taskId } from "../src/base/ids.js";
import { isMaximised } from "../src/base/metric.js";
import { Random } from "../src/base/random.js";
import type { Objective, Problem } from "../src/search/ports.js";
import { SurrogateModels } from "../src/search/surrogate/models.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { replayTable } from "../src/tables/table-objectives.js";
import { machine } from "./machine.js";

const { values: flags } = parseArgs({ options: { seeds: { type: "string", default: "5" } } });
const [TRAINING, JUDGED] = [200, 2_000];

const file = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "nas-bench-201", "samples.csv");
const space = compileSpace(builtInSpace("nas-bench-201")!);
const samples = await parseTable(createReadStream(file), space, { distinct: "topology" });
const distinct = [...new Set(samples.representative ?? samples.genotypes.keys())];
const genotypes = distinct.map((row) => samples.genotypes[row]);

const valuesOf = (metric: Objective["metric"], subject: string): Float64Array => {
  const objective = metric === "accuracy" ? { metric } : { metric, device: deviceId(subject) };
  const [column] = replayTable(samples, taskId(subject), [objective]).values;
  return Float64Array.from(distinct, (row) => column[row]);
};

interface Case {
  readonly metric: Objective["metric"];
  readonly of: string;
  readonly from: string;
}

const cases: readonly Case[] = [
  { metric: "accuracy", of: "cifar100", from: "cifar10" },
  { metric: "latency", of: "raspberry-pi-5-litert", from: "raspberry-pi-5-onnx" },
  { metric: "latency", of: "raspberry-pi-5-litert", from: "pixel3" },
  { metric: "energy", of: "raspberry-pi-5-litert", from: "raspberry-pi-5-onnx" },
];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Returns Spearman's rho and Kendall's tau without the column, then with it, and tau of the column alone. */
function judged({ metric, of, from }: Case, known: number, seed: number): readonly number[] {
  const [truth, other] = [valuesOf(metric, of), valuesOf(metric, from)];
  const usable = [...genotypes.keys()].filter((i) => truth[i] > 0 && other[i] > 0);
  const order = new Random(seed).shuffle(usable);
  const [seen, elsewhere] = [order.slice(0, known), order.slice(known, known + TRAINING)];
  const rest = order.slice(known + TRAINING, known + TRAINING + JUDGED);
  const at = (rows: readonly number[]) => rows.map((row) => genotypes[row]);
  const values = Float64Array.from(elsewhere, (row) => other[row]);
  const set = { space, metric, genotypes: at(elsewhere), values, extras: [] };
  const predictor = trainPredictor(set, { seed });
  const bare: Problem = { space, objectives: [{ metric }], limits: [undefined] };
  const column = {
    name: from,
    objective: 0,
    values: (networks: typeof genotypes) => predictor.toLatent(predictor.estimate(networks).value),
  };
  const right = Float64Array.from(rest, (row) => (isMaximised(metric) ? -truth[row] : truth[row]));
  const figures = [bare, { ...bare, related: [column] }].flatMap((problem) => {
    const models = new SurrogateModels(problem, seed);
    const evaluated = seen.map(
      (row) => ({ kind: "evaluated", genotype: genotypes[row], values: [truth[row]] }) as const,
    );
    const networks = at(rest);
    const [belief] = models.fit(evaluated)!({ networks, features: models.encode(networks) });
    return [spearman(belief.at(0), right), kendallTau(belief.at(0), right)];
  });
  return [...figures, kendallTau(column.values(at(rest)), right)];
}

console.log(`${machine()}\nmedian of ${flags.seeds} draws, ${JUDGED} networks that no model has seen`);
const table = new Table({
  head: [
    "objective",
    "known of",
    "networks",
    "Spearman",
    "with column",
    "tau",
    "with column",
    "column alone",
  ],
  style: { head: [], border: [], compact: true },
});
for (const each of cases) {
  for (const known of [10, 20]) {
    const draws = Array.from({ length: Number(flags.seeds) }, (_, i) => judged(each, known, i + 1));
    const [rho, tau, warmRho, warmTau, alone] = draws[0].map((_, m) =>
      median(draws.map((draw) => draw[m])).toFixed(3),
    );
    table.push([`${each.metric} of ${each.of}`, each.from, known, rho, warmRho, tau, warmTau, alone]);
  }
}
console.log(table.toString());

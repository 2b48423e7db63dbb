/**
 * Confirms the front of a task. Networks on the front (Jetson TX2 or AGX Xavier) of single measurements are trained
 * with three fresh seeds; from then on only their mean counts. This is repeated until the whole front is confirmed.
 * Only then are its networks scored on the test split, once per seed. With --max-latency and --max-energy (on the
 * TX2) the most accurate network within these limits is confirmed too; where accuracies tie, the lower cross-entropy
 * on validation data decides. Everything is packed into `seeds/data/fusion-TASK.json.gz`.
 *
 *   npx tsx seeds/build-fronts.ts --task av-mnist-hard
 */
import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { paretoFront } from "../src/pareto/front.js";
import type { Architecture } from "../src/space/types.js";
import { costOf, FOLDER_FLAGS, openLab, readLines } from "./build-lab.js";
import {
  type Baselines,
  type FinalPoint,
  type FusionTable,
  fusionTableFile,
  type MeasuredPair,
} from "./fusion-table.js";

const { values: flags } = parseArgs({
  options: {
    ...FOLDER_FLAGS,
    "most-confirmed": { type: "string", default: "60" },
    "max-latency": { type: "string" },
    "max-energy": { type: "string" },
  },
});
const { task, out } = flags;
const SEEDS = [101, 102, 103];
const DEVICES = ["jetson-tx2", "jetson-agx-xavier"];

const keyOf = (genes: Architecture): string => JSON.stringify(genes);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const pairs = readdirSync(out)
  .filter((name) => name.startsWith(`${task}.`) && /\.(\d+|explored)\.ndjson$/.test(name))
  .flatMap((name) => readLines<MeasuredPair>(join(out, name)))
  .sort((a, b) => a.index - b.index);
const file = join(out, `${task}.confirmed.ndjson`);
const confirmed = new Map(readLines<FinalPoint>(file).map((point) => [keyOf(point.genes), point]));
const { lab, evaluate, settings } = await openLab(flags);

interface Known {
  readonly genes: Architecture;
  readonly accuracy: number;
  readonly crossEntropy: number;
}

/** Lists what is known of each network now: its confirmation, else its single measurement. */
function known(): readonly Known[] {
  const networks = new Map<string, Known>(pairs.map((pair) => [keyOf(pair.genes), pair]));
  for (const [key, { genes, validation, crossEntropy }] of confirmed)
    networks.set(key, { genes, accuracy: mean(validation), crossEntropy: mean(crossEntropy) });
  return [...networks.values()];
}

/** The networks on the front of one of the devices, and the best network within the limits. */
function chosenKeys(): Set<string> {
  const list = known();
  const keys = DEVICES.flatMap((device) => {
    const costs = list.map(({ genes }) => costOf(task, genes, device));
    const front = paretoFront([
      Float64Array.from(list, ({ accuracy }) => -accuracy),
      Float64Array.from(costs, ({ latency }) => latency),
      Float64Array.from(costs, ({ energy }) => energy),
    ]);
    return [...front].map((i) => keyOf(list[i].genes));
  });
  const best = bestWithin(list, Number(flags["max-latency"]), Number(flags["max-energy"]));
  return new Set(best === undefined ? keys : [...keys, keyOf(best.genes)]);
}

/** Returns the best network within the limits; undefined where a limit is not given. */
function bestWithin(list: readonly Known[], maxLatency: number, maxEnergy: number): Known | undefined {
  return list
    .filter(({ genes }) => {
      const { latency, energy } = costOf(task, genes, DEVICES[0]);
      return latency <= maxLatency && energy <= maxEnergy;
    })
    .sort((a, b) => b.accuracy - a.accuracy || a.crossEntropy - b.crossEntropy)[0];
}

function baselinesOf(genes: Architecture, split: "validation" | "test"): Baselines {
  const { alone, logitSum } = lab.baselines(genes, split);
  return {
    alone: Object.fromEntries(Object.entries(alone).map(([modality, { accuracy }]) => [modality, accuracy])),
    logitSum: logitSum.accuracy,
  };
}

const trained = new Map<string, Awaited<ReturnType<typeof evaluate>>[]>();
async function trainedOf(genes: Architecture) {
  const key = keyOf(genes);
  let found = trained.get(key);
  if (found === undefined) {
    found = [];
    for (const seed of SEEDS) found.push(await evaluate(genes, 0, seed));
    trained.set(key, found);
  }
  return found;
}

for (;;) {
  const next = [...chosenKeys()].find((key) => !confirmed.has(key));
  if (next === undefined || confirmed.size >= Number(flags["most-confirmed"])) break;
  const genes = JSON.parse(next) as Architecture;
  const evaluations = await trainedOf(genes);
  const point: FinalPoint = {
    genes,
    seeds: SEEDS,
    validation: evaluations.map(({ validation }) => validation.accuracy),
    crossEntropy: evaluations.map(({ validation }) => validation.crossEntropy),
    baselines: { validation: baselinesOf(genes, "validation") },
    seconds: evaluations.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  confirmed.set(next, point);
  appendFileSync(file, `${JSON.stringify(point)}\n`);
  console.error(
    `${task} confirmed ${confirmed.size}: ${mean(point.validation).toFixed(4)} ` +
      `(logits added ${point.baselines.validation.logitSum.toFixed(4)})`,
  );
}

const finals: FinalPoint[] = [];
const front = chosenKeys();
for (const [key, point] of confirmed) {
  if (!front.has(key)) {
    finals.push(point);
    continue;
  }
  const evaluations = await trainedOf(point.genes);
  const test = evaluations.map((evaluation) => lab.score(point.genes, evaluation.trained, "test").accuracy);
  const baselines = { validation: point.baselines.validation, test: baselinesOf(point.genes, "test") };
  finals.push({ ...point, test, baselines });
  const { latency, energy } = costOf(task, point.genes, "jetson-tx2");
  console.error(
    `${task} front: validation ${mean(point.validation).toFixed(4)}, test ${mean(test).toFixed(4)} ` +
      `(logits added ${baselines.test.logitSum.toFixed(4)}), ${latency.toFixed(2)} ms, ${energy.toFixed(2)} mJ`,
  );
}
const table: FusionTable = {
  task,
  training: lab.fidelity(settings),
  settings,
  pairs,
  finals,
};
const bytes = gzipSync(JSON.stringify(table), { level: 9 });
writeFileSync(fusionTableFile(task), bytes);
console.error(
  `${fusionTableFile(task)}: ${pairs.length} pairs, ${finals.length} confirmed, ${bytes.length} bytes`,
);

/**
 * Measures the planned pairs of a task. One line of JSON per pair is appended to OUT/TASK.PART.ndjson. Pairs that
 * already have a line are skipped, so an interrupted run continues where it stopped. Pairs with the same backbone
 * follow each other, because its features are kept for a while. Several parts can run side by side (--part 0/2 and
 * --part 1/2), each with backbones of its own.
 *
 *   npx tsx seeds/build-fusion.ts --task av-mnist-hard --count 400
 *   npx tsx seeds/build-fusion.ts --task clip-art --count 180 --backbones 24
 */
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type PlannedPair, planPairs } from "./build-fusion-plan.js";
import { FOLDER_FLAGS, openLab, pairOf, readLines } from "./build-lab.js";
import type { MeasuredPair } from "./fusion-table.js";
import { fusionComposition } from "./fusion-tasks.js";

const { values: flags } = parseArgs({
  options: {
    ...FOLDER_FLAGS,
    count: { type: "string", default: "400" },
    backbones: { type: "string", default: "64" },
    part: { type: "string", default: "0/1" },
  },
});
const PLAN_SEED = 1;
const [part, parts] = flags.part.split("/").map(Number);
const { evaluate, backend } = await openLab(flags);
mkdirSync(flags.out, { recursive: true });
const file = join(flags.out, `${flags.task}.${part}.ndjson`);
const done = new Set(readLines<MeasuredPair>(file).map(({ index }) => index));

const composition = fusionComposition(flags.task);
const plan = planPairs(composition, {
  count: Number(flags.count),
  size: Number(flags.backbones),
  seed: PLAN_SEED,
});
const [{ prefix }] = composition.backbones;
const groups = new Map<string, PlannedPair[]>();
for (const pair of plan) {
  const genes = Object.entries(pair.architecture).filter(([gene]) => gene.startsWith(prefix));
  const key = JSON.stringify(genes);
  groups.set(key, [...(groups.get(key) ?? []), pair]);
}
const own = [...groups.values()].filter((_, i) => i % parts === part).flat();

for (const { index, architecture, costWeight } of own) {
  if (done.has(index)) continue;
  const seed = index + 1;
  const evaluation = await evaluate(architecture, costWeight, seed);
  const pair = pairOf(flags.task, evaluation, architecture, { index, costWeight, seed, backend });
  appendFileSync(file, `${JSON.stringify(pair)}\n`);
  const { accuracy, logitSum, seconds } = pair;
  console.error(
    `${flags.task} ${index}: ${accuracy.toFixed(4)} (logits added ${logitSum.toFixed(4)}) in ${seconds.toFixed(1)} s`,
  );
}

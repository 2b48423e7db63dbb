import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseArchitecture, toArchitecture } from "../src/space/architecture.js";
import { openBackend } from "../src/training/backend/open.js";
import { readDataset } from "../src/training/data/dataset.js";
import { FusionLab } from "../src/training/fusion-lab.js";
import { FUSION_SETTINGS } from "../src/training/fusion/settings.js";
import { readSupernet } from "../src/training/supernet-file.js";
import { supernetPath } from "../src/training/train-supernet.js";
import { fusionOperatorCosts } from "../src/hardware/fusion-operators.js";
import { planPairs } from "./fusion-pairs.js";
import type { MeasuredPair } from "./fusion-table.js";
import { loadProfiles } from "./load-profiles.js";

/**
 * Measures planned pairs of a task and appends one line of JSON for each to OUT/TASK.PART.ndjson; pairs that have a line are
 * left out, so that an interrupted run goes on. Several parts can run side by side (--part 0/2, 1/2).
 */
const { values: flags } = parseArgs({
  options: {
    task: { type: "string", default: "av-mnist-hard" },
    count: { type: "string", default: "400" },
    part: { type: "string", default: "0/1" },
    datasets: { type: "string", default: "data/datasets" },
    supernets: { type: "string", default: "data/supernets" },
    out: { type: "string", default: "data/fusion" },
  },
});
const [part, parts] = flags.part.split("/").map(Number);
const SEED = 1;

const backend = await openBackend("auto", console.error, { threads: 1 });
const space = compileSpace(builtInSpace("av-mnist") as NonNullable<ReturnType<typeof builtInSpace>>);
const dataset = await readDataset(join(flags.datasets, `${flags.task}.dataset`));
const supernets = Object.fromEntries(
  await Promise.all(
    Object.keys(dataset.modalities).map(async (modality) => {
      const file = supernetPath(flags.supernets, flags.task, modality, SEED);
      const found = await readSupernet(file);
      if (found === undefined) throw new Error(`${file} is not there; "harmonic train supernet" makes it`);
      return [modality, found] as const;
    }),
  ),
);
const lab = new FusionLab(dataset, "av-mnist", supernets, Date.now);
const costs = fusionOperatorCosts(loadProfiles().filter(({ device }) => device === "jetson-tx2"), "jetson-tx2");
mkdirSync(flags.out, { recursive: true });
const file = join(flags.out, `${flags.task}.${part}.ndjson`);
const done = new Set(
  existsSync(file)
    ? readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => (JSON.parse(line) as MeasuredPair).index)
    : [],
);
for (const { index, architecture, costWeight } of planPairs(Number(flags.count), SEED)) {
  if (index % parts !== part || done.has(index)) continue;
  const settings = { ...FUSION_SETTINGS, costWeights: { latency: costWeight, energy: costWeight } };
  const seed = index + 1;
  const { genes, validation, alone, logitSum, seconds } = await lab.evaluate(architecture, costs, settings, seed);
  const pair: MeasuredPair = {
    index,
    genes: toArchitecture(space, parseArchitecture(space, genes)),
    searched: architecture["fusion.operator_1_1"] === undefined,
    costWeight,
    accuracy: validation.accuracy,
    crossEntropy: validation.crossEntropy,
    alone: Object.fromEntries(Object.entries(alone).map(([modality, { accuracy }]) => [modality, accuracy])),
    logitSum: logitSum.accuracy,
    seconds,
    seed,
    backend: backend.version,
  };
  appendFileSync(file, `${JSON.stringify(pair)}\n`);
  console.error(`${flags.task} ${index}: ${validation.accuracy.toFixed(4)} (logits added ${logitSum.accuracy.toFixed(4)}) in ${seconds.toFixed(1)} s`);
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { architectureCost } from "../src/hardware/cost-model.js";
import { fusionOperatorCosts } from "../src/hardware/fusion-operators.js";
import { fromArchitecture, parseArchitecture, toArchitecture } from "../src/space/architecture.js";
import type { Architecture } from "../src/space/types.js";
import { backbonePath } from "../src/training/backbone.js";
import { openBackend } from "../src/training/backend/open.js";
import { openDataset } from "../src/training/data/open-dataset.js";
import type { FusionEvaluation } from "../src/training/fusion-lab.js";
import { openFusionLab } from "../src/training/open-lab.js";
import { fusionSettings } from "../src/training/recipes.js";
import type { MeasuredPair } from "./fusion-table.js";
import { fusionSpace } from "./fusion-tasks.js";
import { loadProfiles } from "./load-profiles.js";

/** The task and the folders that a script of the seeds works with. */
export interface Folders {
  readonly task: string;
  readonly datasets: string;
  readonly supernets: string;
  readonly out: string;
}

/** The folders from which the seeds are made: data sets, supernets and measurements. */
export const FOLDER_FLAGS = {
  task: { type: "string", default: "av-mnist-hard" },
  datasets: { type: "string", default: "data/datasets" },
  supernets: { type: "string", default: "data/supernets" },
  out: { type: "string", default: "data/fusion" },
} as const;

const SUPERNET_SEED = 1;
const PROFILES = loadProfiles();

/** Returns the latency [ms] and energy [mJ] of a network of a task by a device's operator profile. */
export function costOf(
  task: string,
  genes: Architecture,
  device: string,
): { readonly latency: number; readonly energy: number } {
  const space = fusionSpace(task);
  const profiles = PROFILES.filter((profile) => profile.device === device);
  const { latency, energy = Number.NaN } = architectureCost(
    space,
    fromArchitecture(space, genes),
    profiles,
    device,
  );
  return { latency, energy };
}

/** Opens the lab of a task on the supernets of seed 1, and returns it with a function that measures one network. */
export async function openLab({ task, datasets, supernets }: Folders) {
  const backend = await openBackend("auto", console.error, { threads: 1 });
  const dataset = await openDataset(join(datasets, `${task}.dataset`));
  const own = Object.keys(dataset.modalities).map((modality) => ({
    modality,
    file: backbonePath(supernets, task, modality, SUPERNET_SEED),
  }));
  const lab = await openFusionLab(fusionSpace(task).spec.id, dataset, own);
  const costs = fusionOperatorCosts(
    PROFILES.filter(({ device }) => device === "jetson-tx2"),
    "jetson-tx2",
  );
  const settings = fusionSettings(task);
  const evaluate = (
    architecture: Architecture,
    costWeight: number,
    seed: number,
  ): Promise<FusionEvaluation> =>
    lab.evaluate({
      architecture,
      costs,
      settings: { ...settings, costWeights: { latency: costWeight, energy: costWeight } },
      seed,
    });
  return {
    lab,
    evaluate,
    settings,
    backend: `${backend.name} ${backend.version}`,
  };
}

/** Makes the record of an evaluation of `architecture`. */
export function pairOf(
  task: string,
  evaluation: FusionEvaluation,
  architecture: Architecture,
  rest: Pick<MeasuredPair, "index" | "costWeight" | "seed" | "backend">,
): MeasuredPair {
  const { genes, validation, alone, logitSum, seconds } = evaluation;
  const space = fusionSpace(task);
  return {
    ...rest,
    genes: toArchitecture(space, parseArchitecture(space, genes)),
    searched: architecture["fusion.operator_1_1"] === undefined,
    accuracy: validation.accuracy,
    crossEntropy: validation.crossEntropy,
    alone: Object.fromEntries(Object.entries(alone).map(([modality, { accuracy }]) => [modality, accuracy])),
    logitSum: logitSum.accuracy,
    seconds,
  };
}

/** Reads the records of a file with one JSON document per line; a missing file has none. */
export function readLines<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

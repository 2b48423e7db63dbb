import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { taskId } from "../src/base/ids.js";
import { fraction } from "../src/base/units.js";
import type { Change } from "../src/records/changes.js";
import { contentId } from "../src/records/content-id.js";
import type { Measurement } from "../src/records/measurement.js";
import { fromArchitecture } from "../src/space/architecture.js";
import { architectureId } from "../src/space/identity.js";
import type { Architecture } from "../src/space/types.js";
import type { FusionSettings } from "../src/training/fusion/settings.js";
import { FUSION_TASKS, fusionSpace } from "./fusion-tasks.js";
import { seedFile } from "./seed-file.js";

/** The accuracies that a fusion network is compared with: each backbone alone, and the sum of their logits. */
export interface Baselines {
  readonly alone: Readonly<Record<string, number>>;
  readonly logitSum: number;
}

/** A measured fusion network. Accuracies are the task's score on the validation split. */
export interface MeasuredPair extends Baselines {
  /** The position in the plan. From 10,000 on, the network was proposed by a search that knew the planned ones. */
  readonly index: number;
  readonly genes: Architecture;
  /** Whether tier 2 decided the fusion. */
  readonly searched: boolean;
  /** The weight of latency and of energy (Jetson TX2) in the architecture step of tier 2. */
  readonly costWeight: number;
  readonly accuracy: number;
  readonly crossEntropy: number;
  readonly seconds: number;
  readonly seed: number;
  readonly backend: string;
}

/**
 * A network that was trained with several fresh seeds. Those on the final front were scored on the test split, once
 * per seed.
 */
export interface FinalPoint {
  readonly genes: Architecture;
  readonly seeds: readonly number[];
  readonly validation: readonly number[];
  /** The cross-entropy on the validation split, in nats. */
  readonly crossEntropy: readonly number[];
  /** The accuracies on the test split; absent where the network was confirmed but is not on the front. */
  readonly test?: readonly number[];
  readonly baselines: { readonly validation: Baselines; readonly test?: Baselines };
  readonly seconds: number;
}

/** Everything measured of a task, at one fidelity. */
export interface FusionTable {
  readonly task: string;
  /** A description of the training, for the fidelity of every record. */
  readonly training: string;
  readonly settings: FusionSettings;
  readonly pairs: readonly MeasuredPair[];
  readonly finals: readonly FinalPoint[];
}

export const fusionTableFile = (task: string): string => seedFile(`fusion-${task}.json.gz`);

/** Reads the measurements of a task that ship; undefined where there are none yet. */
export function loadFusionTable(task: string): FusionTable | undefined {
  const file = fusionTableFile(task);
  if (!existsSync(file)) return undefined;
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as FusionTable;
}

const ORIGIN = "seeds: fusion networks on frozen backbones, trained by this project";

/**
 * Generates the measured fusion networks as architectures and measurements. A network that was confirmed with fresh
 * seeds has only those accuracies: the single measurement by which it was selected is too high on average.
 */
export function* fusionChanges(): Generator<Change> {
  for (const task of FUSION_TASKS) {
    const table = loadFusionTable(task);
    if (table === undefined) continue;
    const confirmed = new Set(table.finals.map(({ genes }) => idOf(task, genes)));
    for (const pair of table.pairs) {
      if (!confirmed.has(idOf(task, pair.genes)))
        yield* recordsOf(table, {
          ...pair,
          seeds: [pair.seed],
          accuracies: [pair.accuracy],
          split: "validation",
        });
    }
    for (const point of table.finals) {
      yield* recordsOf(table, { ...point, accuracies: point.validation, split: "validation" });
      if (point.test !== undefined)
        yield* recordsOf(table, { ...point, accuracies: point.test, split: "test" });
    }
  }
}

function idOf(task: string, genes: Architecture) {
  const space = fusionSpace(task);
  return architectureId(space, fromArchitecture(space, genes));
}

/** The trainings of one network with several seeds, and the accuracies they reached on one split. */
interface Trainings {
  readonly genes: Architecture;
  readonly seeds: readonly number[];
  readonly accuracies: readonly number[];
  readonly split: "validation" | "test";
  readonly seconds: number;
}

function* recordsOf(
  { task, training }: FusionTable,
  { genes, seeds, accuracies, split, seconds }: Trainings,
): Generator<Change> {
  const architecture = idOf(task, genes);
  const space = fusionSpace(task).spec.id;
  yield { type: "architecture", record: { id: architecture, space, architecture: genes } };
  const mean = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
  const squares = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const record: Measurement = {
    id: contentId("seed", "fusion", task, architecture, split),
    space,
    architecture,
    origin: ORIGIN,
    retracted: false,
    subject: "task",
    task: taskId(task),
    accuracy: fraction(mean),
    repeats: accuracies.length,
    ...(accuracies.length > 1 ? { accuracySd: Math.sqrt(squares / (accuracies.length - 1)) } : {}),
    fidelity: { split, training, seeds: [...seeds], seconds },
  };
  yield { type: "measurement", record };
}

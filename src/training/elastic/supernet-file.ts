import type { ScoreId } from "../../base/metric.js";
import { readArrayFile, writeArrayFile } from "../array-file.js";
import type { TrainingCheckpoint } from "../nn/epoch-trainer.js";
import type { Recipe } from "../recipes.js";
import type { Score } from "../targets/score.js";

/** The data and settings that a supernet is trained with. A checkpoint is continued only with equal ones. */
export interface SupernetTerms {
  readonly task: string;
  readonly modality: string;
  readonly seed: number;
  readonly recipe: Recipe;
  /** Checksum of the data set. */
  readonly dataset: string;
  /** The tensor backend and its threads, in words: both affect rounding. */
  readonly backend: string;
  /** The score that the task declares; absent where it declares none. */
  readonly score?: ScoreId;
}

/** A trained supernet. */
export interface SupernetFile {
  readonly terms: SupernetTerms;
  /** Duration of training and scoring. */
  readonly seconds: number;
  /** Flat parameters in the order of `Supernet.layout`. */
  readonly values: Float32Array;
  /** Validation scores of sub-networks with weights inherited from the supernet, by `subNetworkKey`. */
  readonly scores: Readonly<Record<string, Score>>;
}

const MAGIC = "harmonic supernet 1";
const CHECKPOINT_MAGIC = "harmonic supernet checkpoint 1";

/** Writes a supernet to a file atomically. Scores are rounded to 32 bits. */
export function writeSupernet(file: string, { terms, seconds, values, scores }: SupernetFile): Promise<void> {
  const networks = Object.keys(scores);
  return writeArrayFile(file, MAGIC, {
    header: { terms, seconds, networks },
    arrays: {
      values,
      accuracy: Float32Array.from(networks, (key) => scores[key].accuracy),
      crossEntropy: Float32Array.from(networks, (key) => scores[key].crossEntropy),
    },
  });
}

/**
 * Reads a supernet. Returns undefined if the file does not exist.
 *
 * @param note if given, a damaged file is reported to it and treated as missing
 * @throws InvalidInput (field `supernet`) if the file is damaged and there is no `note`
 */
export async function readSupernet(
  file: string,
  note?: (line: string) => void,
): Promise<SupernetFile | undefined> {
  const found = await readArrayFile<{ terms: SupernetTerms; seconds: number; networks: string[] }>(
    file,
    MAGIC,
    "supernet",
    note,
  );
  if (found === undefined) return undefined;
  const { terms, seconds, networks } = found.header;
  const { values, accuracy, crossEntropy } = found.arrays;
  const scores = Object.fromEntries(
    networks.map((key, i) => [key, { accuracy: accuracy[i], crossEntropy: crossEntropy[i] }]),
  );
  return { terms, seconds, values, scores };
}

/** A checkpoint, and the duration of the training so far. */
export interface StoredCheckpoint {
  readonly checkpoint: TrainingCheckpoint;
  readonly seconds: number;
}

/** Writes a checkpoint to a file atomically. */
export function writeCheckpoint(
  file: string,
  terms: SupernetTerms,
  { checkpoint, seconds }: StoredCheckpoint,
): Promise<void> {
  const { epoch, optimiser } = checkpoint;
  const { values, first, second, steps } = optimiser;
  return writeArrayFile(file, CHECKPOINT_MAGIC, {
    header: { terms, epoch, steps, seconds },
    arrays: { values, first, second },
  });
}

/**
 * Reads a checkpoint and the terms that it was trained with. Returns undefined if there is none, or if it is damaged,
 * which is reported to `note`.
 */
export async function readCheckpoint(
  file: string,
  note: (line: string) => void,
): Promise<(StoredCheckpoint & { readonly terms: SupernetTerms }) | undefined> {
  const found = await readArrayFile<{ terms: SupernetTerms; epoch: number; steps: number; seconds: number }>(
    file,
    CHECKPOINT_MAGIC,
    "checkpoint",
    note,
  );
  if (found === undefined) return undefined;
  const { terms, epoch, steps, seconds } = found.header;
  const { values, first, second } = found.arrays;
  return { terms, checkpoint: { epoch, optimiser: { values, first, second, steps } }, seconds };
}

/** Describes the differences between two sets of terms, e.g. `epochs 2, not 3`. Empty if they are equal. */
export function differencesOf(stored: SupernetTerms, requested: SupernetTerms): readonly string[] {
  const [before, now] = [stored, requested].map(leavesOf);
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name} ${before.get(name) ?? "unknown"}, not ${now.get(name) ?? "unknown"}`);
}

/** Flattens terms into one level of texts by name. The checksum is shortened. */
function leavesOf({ dataset, recipe, ...rest }: SupernetTerms): ReadonlyMap<string, string> {
  const { training, augmentation } = recipe;
  const leaves = { ...rest, ...training, augmentation, "data set": dataset.slice(0, 12) };
  return new Map(Object.entries(leaves).map(([name, value]) => [name, String(value)]));
}

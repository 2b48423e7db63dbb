import { readArrayFile, writeArrayFile } from "../array-file.js";
import type { Recipe } from "../recipes.js";
import type { Score } from "../targets/score.js";
import type { SupernetCheckpoint } from "./train.js";

/** What a supernet was trained on and how: a checkpoint goes on only under the same terms. */
export interface SupernetTerms {
  readonly task: string;
  readonly modality: string;
  readonly seed: number;
  readonly recipe: Recipe;
  /** Checksum of the data set. */
  readonly dataset: string;
  /** The tensor backend and its threads: the same on another, or on more, gives other digits. */
  readonly backend: string;
}

/** A trained supernet. */
export interface SupernetFile {
  readonly terms: SupernetTerms;
  readonly seconds: number;
  /** Flat parameters in the order of `Supernet.layout`. */
  readonly values: Float32Array;
  /** Sub-network key -> validation score with inherited weights. */
  readonly scores: Readonly<Record<string, Score>>;
}

const MAGIC = "harmonic supernet 1";
const CHECKPOINT_MAGIC = "harmonic supernet checkpoint 1";

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

/** Undefined where there is no such file; with `note`, which hears of it, also where it cannot be read. */
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

/** A training that can go on, and how long it has taken so far. */
export interface StoredCheckpoint {
  readonly checkpoint: SupernetCheckpoint;
  readonly seconds: number;
}

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
 * A checkpoint and the terms that it was trained under; undefined where there is none that can be read. `note` hears of
 * one that cannot.
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

/** What `stored` terms say otherwise than `asked` ones, in words; empty where they are the same. */
export function differencesOf(stored: SupernetTerms, asked: SupernetTerms): readonly string[] {
  const [before, now] = [stored, asked].map(leavesOf);
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name} ${before.get(name) ?? "unknown"}, not ${now.get(name) ?? "unknown"}`);
}

/** Every number and word of some terms by its own name, which no two share; checksums shortened. */
function leavesOf({ dataset, recipe, ...rest }: SupernetTerms): ReadonlyMap<string, string> {
  const { training, augmentation } = recipe;
  const leaves = { ...rest, ...training, augmentation, "data set": dataset.slice(0, 12) };
  return new Map(Object.entries(leaves).map(([name, value]) => [name, String(value)]));
}

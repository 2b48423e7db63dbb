import { readArrayFile, writeArrayFile } from "./array-file.js";
import type { Score } from "./elastic/score.js";
import type { SupernetCheckpoint } from "./elastic/train.js";
import type { Recipe } from "./recipes.js";

/** What a supernet was trained on and how: a checkpoint goes on only under the same terms. */
export interface SupernetTerms {
  readonly task: string;
  readonly modality: string;
  readonly seed: number;
  readonly recipe: Recipe;
  /** Checksum of the data set. */
  readonly dataset: string;
  /** The tensor backend: the same on another gives other digits. */
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

/** Undefined where there is no such file. */
export async function readSupernet(file: string): Promise<SupernetFile | undefined> {
  const found = await readArrayFile<{ terms: SupernetTerms; seconds: number; networks: string[] }>(
    file,
    MAGIC,
    "supernet",
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

/** The checkpoint of a training under the same terms; undefined where there is none, or one of another training. */
export async function readCheckpoint(
  file: string,
  terms: SupernetTerms,
): Promise<StoredCheckpoint | undefined> {
  const found = await readArrayFile<{ terms: SupernetTerms; epoch: number; steps: number; seconds: number }>(
    file,
    CHECKPOINT_MAGIC,
    "checkpoint",
  );
  if (found === undefined || JSON.stringify(found.header.terms) !== JSON.stringify(terms)) return undefined;
  const { epoch, steps, seconds } = found.header;
  const { values, first, second } = found.arrays;
  return { checkpoint: { epoch, optimiser: { values, first, second, steps } }, seconds };
}

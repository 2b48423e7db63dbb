import { join } from "node:path";
import type { OnStage, SupernetReport } from "../cli/training-tools.js";
import type { BackboneScores } from "../runs/network-trainer.js";
import type { Architecture } from "../space/types.js";
import type { InputShape, PairedDataset } from "./data/dataset.js";
import type { Augment } from "./modalities/augment.js";
import type { StoredNorms } from "./nn/norm-source.js";
import type { Recipe } from "./recipes.js";

/** A frozen backbone's feature map at one depth: (count, 16 positions, channels), row-major. */
export interface Tap {
  readonly channels: number;
  readonly values: Float32Array;
}

/** What a frozen backbone gives for some examples: its taps, and its own logits (count, classes). */
export interface BackboneOutputs {
  readonly taps: readonly Tap[];
  readonly logits: Float32Array;
  /** How its batch norms were set: with them, another pass of as many examples gives the same digits. */
  readonly norms: StoredNorms;
}

/**
 * How the batch norms of a frozen backbone are set: on training examples, (count, ...shape), or as they were before.
 */
export type Calibration =
  | { readonly kind: "measured"; readonly on: Float32Array }
  | { readonly kind: "stored"; readonly norms: StoredNorms };

/** A trained backbone whose weights no longer change: all that fusion knows of what reads a modality. */
export interface FrozenBackbone {
  readonly modality: string;
  /** Checksum of the data set that it was trained on. */
  readonly dataset: string;
  readonly seed: number;
  readonly epochs: number;
  /** How strongly the views of training examples are changed that fusion trains on. */
  readonly augmentation: number;
  /** How many classes its logits tell apart. */
  readonly classes: number;
  /** A JSON value that is another one where its weights, or what they were trained on, are others. */
  readonly identity: unknown;
  /** Every network of this modality that was scored on validation data alone. */
  scores(): BackboneScores["networks"];
  /** A text that is equal for architectures with the same network of this modality. */
  keyOf(architecture: Architecture): string;
  /** The outputs of an architecture's network for `examples`, (count, ...shape). */
  outputs(architecture: Architecture, examples: Float32Array, calibration: Calibration): BackboneOutputs;
}

/** What is trained for a modality, and how. */
export interface BackboneRequest {
  readonly task: string;
  /** The search space that the backbone belongs to. */
  readonly space: string;
  readonly modality: string;
  readonly seed: number;
  readonly dataset: PairedDataset;
  /** Folder of the backbone's file and, while it trains, of its checkpoint. */
  readonly folder: string;
  /** The tensor backend and its threads, in words. */
  readonly backend: string;
  readonly recipe: Recipe;
  readonly augment: Augment;
  /** Which of its networks are scored in the end. */
  readonly scored: "all" | "largest";
  /** Whether a file of a training on other terms may be written over. */
  readonly replace: boolean;
}

/** Who hears of a training, and may end it after the current epoch. */
export interface TrainingCaller {
  readonly onStage: OnStage;
  readonly signal: AbortSignal;
  /** Takes a line about files that were found. */
  readonly note: (line: string) => void;
}

/** A kind of backbone: how one is trained, stored and opened. Modalities name the kind that reads them. */
export interface BackboneKind {
  /** The shape that a space's backbone of a modality reads; throws `InvalidInput` where the space has none. */
  inputOf(space: string, modality: string): InputShape;
  /** Trains a backbone and stores it, or goes on with one, or gives back the one that is there. */
  train(request: BackboneRequest, caller: TrainingCaller): Promise<SupernetReport>;
  /** The trained backbone in a file, for the space that it belongs to; undefined where there is no such file. */
  open(file: string, space: string): Promise<FrozenBackbone | undefined>;
}

/** The file of a trained backbone in a folder: `<task>.<modality>.<seed>.supernet`. */
export const backbonePath = (folder: string, task: string, modality: string, seed: number): string =>
  join(folder, `${task}.${modality}.${seed}.supernet`);

import { join } from "node:path";
import type { ScoreId } from "../base/metric.js";
import type { OnStage, SupernetReport } from "../cli/training-tools.js";
import type { Parameters } from "../export/parameters.js";
import type { BackboneScores } from "../runs/network-trainer.js";
import type { SpaceNetworks } from "../space/network/backbone.js";
import type { Architecture } from "../space/types.js";
import type { InputShape, PairedDataset } from "./data/dataset.js";
import type { ExampleRows } from "./data/example-rows.js";
import type { Augment } from "./modalities/augment.js";
import type { StoredNorms } from "./nn/norm-source.js";
import type { Recipe } from "./recipes.js";

/** The feature maps of a frozen backbone at one depth, for some examples. */
export interface Tap {
  readonly channels: number;
  /** Positions of a map, those of a square: 16 in Harmonic-NAS. */
  readonly positions: number;
  /** (count, positions, channels), row-major. */
  readonly values: Float32Array;
}

/** The outputs of a frozen backbone for some examples. */
export interface BackboneOutputs {
  /** From the shallowest to the deepest. */
  readonly taps: readonly Tap[];
  /** (count, classes). */
  readonly logits: Float32Array;
  /** Its batch norms: with them, a further pass of as many examples is computed bit-identically. */
  readonly norms: StoredNorms;
}

/**
 * Where the batch norms of a frozen backbone come from: they are computed from the training examples `on`
 * (count, ...shape), or are those of an earlier pass.
 */
export type Calibration =
  | { readonly kind: "measured"; readonly on: Float32Array }
  | { readonly kind: "stored"; readonly norms: StoredNorms };

/** A trained backbone whose weights no longer change, as fusion sees it. */
export interface FrozenBackbone {
  readonly modality: string;
  /** Checksum of the data set that it was trained on. */
  readonly dataset: string;
  readonly seed: number;
  readonly epochs: number;
  /** Strength of the augmentation of the training examples that fusion trains on (see `Recipe`). */
  readonly augmentation: number;
  /** Number of columns of its logits. */
  readonly classes: number;
  /** A JSON value that changes whenever the weights, or the conditions of their training, change. */
  readonly identity: unknown;
  /** Returns the networks of this modality that were scored on validation data, without fusion. */
  scores(): BackboneScores["networks"];
  /** Returns a key that is equal for two architectures if and only if they have the same network of this modality. */
  keyOf(architecture: Architecture): string;
  /** Computes the outputs of an architecture's network for examples. */
  outputs(architecture: Architecture, examples: ExampleRows, calibration: Calibration): BackboneOutputs;
  /**
   * Returns the parameters of an architecture's network for inference, with these batch norms folded in. Their names
   * are those of `src/export/plan.ts`. The classifier has the first `classes` classes only.
   */
  folded(architecture: Architecture, norms: StoredNorms, classes: number): Parameters;
}

/** A request to train the backbone of one modality. */
export interface BackboneRequest {
  readonly task: string;
  /** The search space that the backbone belongs to. */
  readonly space: SpaceNetworks;
  readonly modality: string;
  readonly seed: number;
  readonly dataset: PairedDataset;
  /** The score that the task declares; by default, as `scoreFor` says. */
  readonly score?: ScoreId | undefined;
  /** Folder of the backbone's file and, during training, of its checkpoint. */
  readonly folder: string;
  /** The tensor backend and its threads, in words. */
  readonly backend: string;
  readonly recipe: Recipe;
  readonly augment: Augment;
  /** Which of its networks are scored after training. */
  readonly scored: "all" | "largest";
  /** How many are scored where there are too many to score all; by default, 200. */
  readonly sample?: number | undefined;
  /** Whether a file from a training with other settings or data may be overwritten. */
  readonly replace: boolean;
}

/** The caller of a training: gets progress, and may abort it after the current epoch. */
export interface TrainingCaller {
  readonly onStage: OnStage;
  readonly signal: AbortSignal;
  /** Receives lines about existing files. */
  readonly note: (line: string) => void;
}

/** A kind of backbone: how one is trained, stored and opened. Each modality names its kind. */
export interface BackboneKind {
  /**
   * Returns the shape of the inputs of a space's backbone for a modality.
   * @throws InvalidInput (field `modality`) if the space has none
   */
  inputOf(space: SpaceNetworks, modality: string): InputShape;
  /**
   * Trains a backbone and stores it, continuing from a checkpoint if there is one. If it is already trained with the
   * same settings, it is not trained again.
   * @throws InvalidInput if there is one with other settings, unless it may be replaced
   */
  train(request: BackboneRequest, caller: TrainingCaller): Promise<SupernetReport>;
  /** Opens the trained backbone of `space` in a file. Returns undefined if the file does not exist. */
  open(file: string, space: SpaceNetworks): Promise<FrozenBackbone | undefined>;
}

/** Returns the path of a trained backbone in a folder: `<task>.<modality>.<seed>.supernet`. */
export const backbonePath = (folder: string, task: string, modality: string, seed: number): string =>
  join(folder, `${task}.${modality}.${seed}.supernet`);

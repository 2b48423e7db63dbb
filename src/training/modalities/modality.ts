import type { BackboneKind } from "../backbone.js";
import type { InputShape } from "../data/dataset.js";
import type { Grouping } from "../data/standardise.js";
import type { Recipe } from "../recipes.js";
import type { Augment } from "./augment.js";

/** What a reader of a manifest's files is told: the shape to give, and the setting that errors name. */
export interface FileRequest {
  readonly shape: InputShape;
  readonly field: string;
}

/**
 * Reads the values of one example from a file.
 *
 * @throws InvalidInput that names the file
 */
export type FileReader = (file: string, request: FileRequest) => Promise<Float32Array>;

/**
 * Everything in training that depends on what kind of data an input is. A further modality is a folder beside this file
 * and an entry in `registry.ts`.
 */
export interface Modality {
  /** The name that data sets, search spaces and taps use, e.g. `image`. */
  readonly name: string;
  /** Readers by the ending of a file's name, e.g. `.wav`. Numbers and `.f32` files are read for every modality. */
  readonly readers: Readonly<Record<string, FileReader>>;
  /** Which values of an example are standardised together. */
  readonly grouping: (shape: InputShape) => Grouping;
  /** How examples are changed in training, at a strength (1: as on clean AV-MNIST). */
  readonly augment: (shape: InputShape, strength: number) => Augment;
  /** How its backbone is trained, except for tasks that have a recipe of their own. */
  readonly recipe: Recipe;
  /** What reads it: how such a backbone is trained, stored and opened. */
  readonly backbone: BackboneKind;
}

import type { BackboneKind } from "../backbone.js";
import type { InputShape } from "../data/dataset.js";
import type { Grouping } from "../data/standardise.js";
import type { Recipe } from "../recipes.js";
import type { Augment } from "./augment.js";
import type { WordTable } from "./text/embedding.js";

/** A request to read one example from a file. */
export interface FileRequest {
  /** The shape that the result should have. */
  readonly shape: InputShape;
  /** The field of errors. */
  readonly field: string;
  /** The word vectors of the data set, for texts; without them, words are hashed. */
  readonly words?: WordTable | undefined;
}

/**
 * Reads the values of one example from a file, row-major.
 *
 * @throws InvalidInput if the file cannot be used; the message names it
 */
export type FileReader = (file: string, request: FileRequest) => Promise<Float32Array>;

/**
 * A kind of input data, with everything in training that depends on it. To add a modality, add a folder beside this
 * file and an entry in `registry.ts`.
 */
export interface Modality {
  /** The name in data sets, search spaces and taps, e.g. `image`. */
  readonly name: string;
  /** File readers by file extension, e.g. `.wav`. Numbers in place, `.f32` and `.npy` files work for every
   * modality. */
  readonly readers: Readonly<Record<string, FileReader>>;
  /** Reads an example that is a text in place; absent where the modality is no text. */
  readonly fromText?: (text: string, request: Omit<FileRequest, "field">) => Float32Array;
  /** How a raw example becomes values before they are standardised, in words with every constant. */
  readonly preparation: (shape: InputShape) => string;
  /** Which values of an example are standardised together. */
  readonly grouping: (shape: InputShape) => Grouping;
  /** Returns the augmentation of training examples. A strength of 1 is that for AV-MNIST. */
  readonly augment: (shape: InputShape, strength: number) => Augment;
  /** How its backbone is trained, except for tasks with a different recipe. */
  readonly recipe: Recipe;
  /** The kind of backbone for this modality. */
  readonly backbone: BackboneKind;
}

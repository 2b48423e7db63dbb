import type { RawConstants } from "../../export/folder/manifest.js";
import type { BackboneKind } from "../backbone.js";
import type { InputShape, Preparation } from "../data/dataset.js";
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
  /** How raw examples are prepared, as `Modality.prepare` said for the data set. */
  readonly preparation?: Preparation | undefined;
  /** The word vectors of the data set, for texts; without them, words are hashed. */
  readonly words?: WordTable | undefined;
}

/** How the raw examples of a data set are prepared, and what its user should know about it. */
export interface Prepared {
  readonly preparation: Preparation;
  readonly notes: readonly string[];
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
  /** Returns the values of a text that a manifest holds itself. Absent where examples are always files. */
  readonly fromText?: (text: string, request: Omit<FileRequest, "field">) => Float32Array;
  /**
   * How a raw example becomes values before they are standardised, in words with every constant. `recorded` is what
   * `prepare` gave for the data set.
   */
  readonly preparation: (shape: InputShape, recorded?: Preparation) => string;
  /** The constants of that for programs; null where raw examples of the data set have no known form. */
  readonly raw: (shape: InputShape, recorded?: Preparation) => RawConstants | null;
  /**
   * Says how the raw examples of a new data set are prepared: as wished, else as suits its files and the shape that
   * they get. The data set records the answer, so that examples that come later are prepared in the same way. Absent
   * where there is no choice.
   */
  readonly prepare?: (
    wishes: Preparation,
    files: readonly string[],
    request: Pick<FileRequest, "shape" | "field">,
  ) => Promise<Prepared>;
  /** Which values of an example are standardised together. */
  readonly grouping: (shape: InputShape) => Grouping;
  /** Returns the augmentation of training examples. A strength of 1 is that for AV-MNIST. */
  readonly augment: (shape: InputShape, strength: number) => Augment;
  /** How its backbone is trained, except for tasks with a different recipe. */
  readonly recipe: Recipe;
  /** The kind of backbone for this modality. */
  readonly backbone: BackboneKind;
}

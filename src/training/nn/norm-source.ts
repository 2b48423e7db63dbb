import * as tf from "@tensorflow/tfjs-core";

/** What a batch norm does in evaluation: a value x becomes x * scale + shift, with one of each per channel. */
export interface Affine {
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
}

/** Scale and shift of batch norms by name: each array has the scales of all channels, then the shifts. */
export type NormValues = Readonly<Record<string, Float32Array>>;

/** The batch norms of a network as they were set on calibration examples, and how many of these there were. */
export interface StoredNorms {
  readonly examples: number;
  /** One entry for each part of the evaluation: every part sets the norms anew, and may round otherwise. */
  readonly parts: readonly NormValues[];
}

/**
 * Sets the batch norms of a network in an evaluation pass. The first `examples` of the pass are calibration examples,
 * whose statistics the norms use and whose outputs nobody reads. A pass with stored norms has blank examples in their
 * place: how a backend rounds depends on where a value stands among others, so only a pass of the same size gives the
 * same digits.
 */
export interface NormSource {
  readonly examples: number;
  /** Scale and shift of the norm `name`, in `shape`; `measure` takes them from the calibration examples. */
  of(name: string, shape: readonly [number, number], measure: () => Affine): Affine;
}

/** Norms that are measured anew. */
export const measuredNorms = (examples: number): NormSource => ({
  examples,
  of: (_name, _shape, measure) => measure(),
});

/** Norms that are measured, and kept to be stored. */
export class RecordedNorms implements NormSource {
  readonly #values: Record<string, Float32Array> = {};

  constructor(readonly examples: number) {}

  of(name: string, _shape: readonly [number, number], measure: () => Affine): Affine {
    const found = measure();
    const parts = [found.scale, found.shift].map((part) => part.dataSync() as Float32Array);
    const both = new Float32Array(2 * parts[0].length);
    for (const [i, part] of parts.entries()) both.set(part, i * part.length);
    this.#values[name] = both;
    return found;
  }

  get values(): NormValues {
    return this.#values;
  }
}

/**
 * Norms as they were recorded in part `part`, or in the last one before it. The tensors belong to the scope of the
 * pass.
 */
export const storedNorms = ({ examples, parts }: StoredNorms, part = 0): NormSource => ({
  examples,
  of(name, shape) {
    const both = parts[Math.min(part, parts.length - 1)]?.[name];
    if (both === undefined) throw new RangeError(`no batch norm "${name}" was stored`);
    const channels = both.length / 2;
    return {
      scale: tf.tensor2d(both.subarray(0, channels), [...shape]),
      shift: tf.tensor2d(both.subarray(channels), [...shape]),
    };
  },
});

/** One batch norm in an evaluation pass: `count` of the first rows, or columns, belong to calibration examples. */
export interface NormUse {
  readonly source: NormSource;
  readonly name: string;
  readonly count: number;
}

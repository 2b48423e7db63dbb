import * as tf from "@tensorflow/tfjs-core";

/** A batch norm in evaluation: a value x becomes x * scale + shift, with one scale and one shift per channel. */
export interface Affine {
  readonly scale: tf.Tensor;
  readonly shift: tf.Tensor;
}

/** Scales and shifts of batch norms, by name: each array has the scales of all channels, then their shifts. */
export type NormValues = Readonly<Record<string, Float32Array>>;

/** The batch norms of a network as they were computed from calibration examples. */
export interface StoredNorms {
  /** Number of calibration examples that lead every chunk; 0 where the norms were computed before. */
  readonly examples: number;
  /**
   * One entry per chunk of the evaluation. Each chunk computes the norms again, and the results may differ in rounding.
   */
  readonly parts: readonly NormValues[];
}

/**
 * Provides the batch norms of a network in an evaluation pass. The first `examples` of the pass are calibration
 * examples: the norms use their statistics, and their outputs are discarded. A pass with stored norms has all-zero
 * examples in their place, because a backend's rounding depends on the position of a value in the tensor: only a pass
 * of the same size gives bit-identical results.
 */
export interface NormSource {
  readonly examples: number;
  /** Returns the scale and the shift, each in `shape`, of norm `name`; `measure` computes them from the examples. */
  of(name: string, shape: readonly [number, number], measure: () => Affine): Affine;
}

/** Returns a source that computes every norm from the calibration examples. */
export const measuredNorms = (examples: number): NormSource => ({
  examples,
  of: (_name, _shape, measure) => measure(),
});

/** A source that computes every norm from the calibration examples and records it in `values`. */
export class RecordedNorms implements NormSource {
  readonly #values: Record<string, Float32Array> = {};

  constructor(readonly examples: number) {}

  of(name: string, _shape: readonly [number, number], measure: () => Affine): Affine {
    const measured = measure();
    const parts = [measured.scale, measured.shift].map((part) => part.dataSync() as Float32Array);
    const both = new Float32Array(2 * parts[0].length);
    for (const [i, part] of parts.entries()) both.set(part, i * part.length);
    this.#values[name] = both;
    return measured;
  }

  get values(): NormValues {
    return this.#values;
  }
}

/** Returns the means of norms that were recorded on different examples, weighted by their numbers. */
export function averaged(
  recorded: readonly { readonly examples: number; readonly values: NormValues }[],
): NormValues {
  const all = recorded.reduce((sum, { examples }) => sum + examples, 0);
  const names = Object.keys(recorded[0].values);
  return Object.fromEntries(
    names.map((name) => {
      const mean = new Float64Array(recorded[0].values[name].length);
      for (const { examples, values } of recorded)
        for (let i = 0; i < mean.length; i++) mean[i] += (values[name][i] * examples) / all;
      return [name, Float32Array.from(mean)];
    }),
  );
}

/**
 * Returns a source with the norms that were recorded for chunk `part`, or for the last chunk if there are fewer. Its
 * tensors belong to the tensor scope in which they are asked for.
 *
 * @throws RangeError when asked for a norm that was not recorded
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

/** One batch norm in an evaluation pass: the first `count` rows (or columns) belong to the calibration examples. */
export interface NormUse {
  readonly source: NormSource;
  readonly name: string;
  readonly count: number;
}

/** Values with a shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/**
 * The parameters of a network for inference, by name. Batch norms are folded into the convolutions before them. The
 * names are those of `src/export/plan.ts`, each with `.weight` or `.bias`; shapes are those of PyTorch's layers.
 */
export type Parameters = ReadonlyMap<string, Tensor>;

/** @throws RangeError if the network has no parameter of this name */
export function parameterOf(parameters: Parameters, name: string): Tensor {
  const found = parameters.get(name);
  if (found === undefined) throw new RangeError(`the network has no parameter "${name}"`);
  return found;
}

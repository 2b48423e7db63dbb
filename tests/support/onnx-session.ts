import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Ports } from "../../src/export/onnx/model.js";

/** Values by the name of the input, (count, ...shape). */
type Inputs = Readonly<Record<string, Float32Array>>;

/** Runs a model of ours with onnxruntime on `count` examples and returns its logits (count, classes). */
export async function runOnnx(
  model: Uint8Array,
  { inputs }: Ports,
  values: Inputs,
  count: number,
): Promise<Float32Array> {
  const session = await InferenceSession.create(model);
  const feeds = Object.fromEntries(
    inputs.map(({ name, shape }) => [name, new Tensor("float32", values[name], [count, ...shape])]),
  );
  const { logits } = await session.run(feeds);
  await session.release();
  return logits.data as Float32Array;
}

/** How far `found` is from `expected`, as a multiple of the tolerance 1e-4 + 1e-5 |expected|. */
export const excess = (found: Float32Array, expected: Float32Array): number =>
  found.length === expected.length
    ? expected.reduce((most, b, i) => Math.max(most, Math.abs(found[i] - b) / (1e-4 + 1e-5 * Math.abs(b))), 0)
    : Number.POSITIVE_INFINITY;

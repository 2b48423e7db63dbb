import type { Matrix } from "../../port.js";

/** What the network with these weights (see `MlpTrainer`) says of standardised rows. */
export function forward(weights: Float64Array, { rows, columns, data }: Matrix, width: number): Float64Array {
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  const last = columns * width + width + width * width + width;
  return Float64Array.from({ length: rows }, (_, r) => {
    layer(weights, 0, data.subarray(r * columns, (r + 1) * columns), first);
    layer(weights, columns * width + width, first, second);
    let sum = weights[last + width];
    for (let i = 0; i < width; i++) sum += second[i] * weights[last + i];
    return sum;
  });
}

/** Rectified `inputs` x matrix + biases, the matrix (one row per input) at `weights[at...]`, the biases behind it. */
function layer(weights: Float64Array, at: number, inputs: Float64Array, out: Float64Array): void {
  const width = out.length;
  const count = inputs.length;
  const biases = at + count * width;
  for (let j = 0; j < width; j++) out[j] = weights[biases + j];
  for (let i = 0; i < count; i++) {
    const x = inputs[i];
    if (x === 0) continue;
    const row = at + i * width;
    for (let j = 0; j < width; j++) out[j] += x * weights[row + j];
  }
  for (let j = 0; j < width; j++) if (out[j] < 0) out[j] = 0;
}

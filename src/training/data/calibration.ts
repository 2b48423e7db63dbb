import type { PairedDataset } from "./dataset.js";
import { sizeOf } from "./shape.js";

/** Training examples on which the batch-norm statistics of a frozen backbone are measured. */
export const CALIBRATION_EXAMPLES = 256;

/** Training examples of a modality, spread over the split: every k-th one. */
export function calibrationOf({ splits, modalities }: PairedDataset, modality: string): Float32Array {
  const { count, inputs } = splits.train;
  const size = sizeOf(modalities[modality]);
  const taken = Math.min(count, CALIBRATION_EXAMPLES);
  const out = new Float32Array(taken * size);
  for (let i = 0; i < taken; i++) {
    const row = Math.floor((i * count) / taken);
    out.set(inputs[modality].subarray(row * size, (row + 1) * size), i * size);
  }
  return out;
}

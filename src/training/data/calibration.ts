import type { PairedDataset } from "./dataset.js";
import { sizeOf } from "./shape.js";

/** Number of training examples on which the batch-norm statistics of a frozen backbone are computed. */
export const CALIBRATION_EXAMPLES = 256;

/** Returns at most `CALIBRATION_EXAMPLES` training examples (count, ...shape), evenly spaced over the split. */
export function calibrationOf({ splits, modalities }: PairedDataset, modality: string): Float32Array {
  const { count, inputs } = splits.train;
  const size = sizeOf(modalities[modality]);
  const used = Math.min(count, CALIBRATION_EXAMPLES);
  const out = new Float32Array(used * size);
  for (let i = 0; i < used; i++) {
    const row = Math.floor((i * count) / used);
    out.set(inputs[modality].subarray(row * size, (row + 1) * size), i * size);
  }
  return out;
}

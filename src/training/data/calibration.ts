import type { PairedDataset } from "./dataset.js";
import { exampleRows } from "./split-rows.js";

/** Number of training examples on which the batch-norm statistics of a frozen backbone are computed. */
export const CALIBRATION_EXAMPLES = 256;

/** Returns at most `CALIBRATION_EXAMPLES` training examples (count, ...shape), evenly spaced over the split. */
export function calibrationOf(dataset: PairedDataset, modality: string): Float32Array {
  const { count } = dataset.splits.train;
  const used = Math.min(count, CALIBRATION_EXAMPLES);
  const rows = Array.from({ length: used }, (_, i) => Math.floor((i * count) / used));
  return exampleRows(dataset, "train", modality).read(rows);
}

import type { PairedDataset, SplitName } from "./dataset.js";
import { type ExampleRows, heldRows } from "./example-rows.js";
import { sizeOf } from "./shape.js";

/** Returns the examples of one modality of a split, from the file where the data set is read row by row. */
export function exampleRows(
  { splits, modalities }: Pick<PairedDataset, "splits" | "modalities">,
  split: SplitName,
  modality: string,
): ExampleRows {
  const { stored, inputs } = splits[split];
  return stored?.[modality] ?? heldRows(inputs[modality], sizeOf(modalities[modality]));
}

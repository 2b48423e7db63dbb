import { InvalidInput } from "../../base/errors.js";
import { type NpzArray, npzOf } from "../../export/npz.js";
import type { Targets } from "../targets/targets.js";
import { type PairedDataset, SPLITS } from "./dataset.js";

/**
 * Returns one split of a data set as the bytes of an .npz file: for each modality an array of 32-bit floats
 * (examples, ...), as networks read it, and `labels`: 64-bit classes (examples), or bytes (examples, labels) that are 1
 * where an example has a label.
 *
 * @throws InvalidInput (field `split`) if there is no such split
 */
export function splitFile(dataset: PairedDataset, name: string): { bytes: Uint8Array; count: number } {
  const found = SPLITS.find((each) => each === name);
  if (found === undefined)
    throw new InvalidInput("split", `split must be one of ${SPLITS.join(", ")}, not "${name}"`);
  const { count, inputs, targets } = dataset.splits[found];
  const arrays = Object.entries(dataset.modalities).map(([modality, shape]): [string, NpzArray] => [
    modality,
    { shape: [count, ...shape], values: inputs[modality] },
  ]);
  return { count, bytes: npzOf({ ...Object.fromEntries(arrays), labels: labelsOf(targets, count) }) };
}

const labelsOf = (targets: Targets, count: number): NpzArray =>
  targets.kind === "class"
    ? { shape: [count], values: BigInt64Array.from(targets.classes, BigInt) }
    : { shape: [count, targets.labels], values: targets.sets };

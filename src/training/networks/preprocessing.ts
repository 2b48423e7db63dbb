import type { Preprocessing } from "../../export/folder/manifest.js";
import type { Port } from "../../export/onnx/graph.js";
import type { PairedDataset } from "../data/dataset.js";
import { sizeOf } from "../data/shape.js";
import type { Grouping } from "../data/standardise.js";
import { MODALITIES } from "../modalities/registry.js";

const UNKNOWN = "values as the data set of the task has them; this program builds none for this input";

/** Describes how the values of each input are made from raw data, as far as the data set of the task is there. */
export const preprocessingOf = (
  inputs: readonly Port[],
  dataset: Pick<PairedDataset, "standardisation" | "preparation"> | undefined,
): Readonly<Record<string, Preprocessing>> =>
  Object.fromEntries(
    inputs.map(({ name, shape }): [string, Preprocessing] => {
      const modality = MODALITIES.find((each) => each.name === name);
      if (modality === undefined) return [name, { steps: UNKNOWN, raw: null, standardisation: null }];
      const found = dataset?.standardisation?.[name];
      const axis = axisOf(modality.grouping(shape), shape);
      const recorded = dataset?.preparation?.[name];
      const steps = modality.preparation(shape, recorded);
      const raw = found === undefined ? null : modality.raw(shape, recorded);
      return [name, { steps, raw, standardisation: found === undefined ? null : { axis, ...found } }];
    }),
  );

/** The axis, counted with the batch as 0, along which the groups of a grouping lie; null if there is one group. */
function axisOf({ groups, groupOf }: Grouping, shape: readonly number[]): number | null {
  if (groups === 1) return null;
  const positions = Array.from({ length: sizeOf(shape) }, (_, i) => i);
  const axis = shape.findIndex((length, a) => {
    const stride = sizeOf(shape.slice(a + 1));
    return length === groups && positions.every((i) => groupOf(i) === Math.floor(i / stride) % length);
  });
  if (axis < 0) throw new RangeError(`the groups of shape ${shape.join(" x ")} lie along no axis`);
  return axis + 1;
}

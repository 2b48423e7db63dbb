import type { InputShape, Split, SplitName, Standardisation } from "../data/dataset.js";
import { sizeOf } from "../data/shape.js";
import { standardiseSplits } from "../data/standardise.js";
import { modalityNamed } from "./registry.js";

/** Standardises all modalities of all splits, in place, on the training split. Returns with what, by modality. */
export const standardiseAll = (
  splits: Readonly<Record<SplitName, Split>>,
  shapes: Readonly<Record<string, InputShape>>,
): Readonly<Record<string, Standardisation>> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      standardiseSplits(splits, name, sizeOf(shape), modalityNamed(name).grouping(shape)),
    ]),
  );

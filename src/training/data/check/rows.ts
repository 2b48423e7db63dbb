import { modalityNamed } from "../../modalities/registry.js";
import type { PairedDataset, SplitName } from "../dataset.js";
import { openDataset } from "../open-dataset.js";
import { sizeOf } from "../shape.js";
import { type DatasetStore, storeIn } from "../store/dataset-store.js";

/** Rows that are in memory at the same time. */
const AT_ONCE = 64;

/** A data set whose rows can be looked at one by one, as they were before standardisation where that is known. */
export interface ExampleRows {
  readonly dataset: Omit<PairedDataset, "splits"> & {
    readonly splits: Readonly<Record<SplitName, Omit<PairedDataset["splits"][SplitName], "inputs">>>;
  };
  /** Whether values are those before standardisation. */
  readonly areRaw: boolean;
  /** Rows of one modality, one after the other. */
  rows(split: SplitName, modality: string, rows: readonly number[]): Float32Array;
}

/**
 * Opens a data set of any version for its rows.
 *
 * @throws InvalidInput (field `dataset`) as `openDataset` does
 */
export async function openRows(...args: Parameters<typeof openDataset>): Promise<ExampleRows> {
  const store = await storeIn(args[0]);
  return store === undefined ? inMemory(await openDataset(...args)) : stored(store);
}

const stored = (store: DatasetStore): ExampleRows => ({
  dataset: store.dataset,
  areRaw: true,
  rows: (split, modality, rows) => store.rows(split, modality, rows),
});

function inMemory(dataset: PairedDataset): ExampleRows {
  const { standardisation, modalities, splits } = dataset;
  return {
    dataset,
    areRaw: standardisation !== undefined,
    rows(split, modality, rows) {
      const shape = modalities[modality];
      const size = sizeOf(shape);
      const out = new Float32Array(rows.length * size);
      const values = splits[split].inputs[modality];
      rows.forEach((row, i) => {
        out.set(values.subarray(row * size, (row + 1) * size), i * size);
      });
      const constants = standardisation?.[modality];
      if (constants === undefined) return out;
      const { groupOf } = modalityNamed(modality).grouping(shape);
      return out.map((value, i) => {
        const group = groupOf(i % size);
        return value * constants.sd[group] + constants.mean[group];
      });
    },
  };
}

/** Calls `use` with every row of a modality of a split, in order. */
export function forEachRow(
  { dataset, rows }: ExampleRows,
  split: SplitName,
  modality: string,
  use: (values: Float32Array, row: number) => void,
): void {
  const { count } = dataset.splits[split];
  const size = sizeOf(dataset.modalities[modality]);
  for (let at = 0; at < count; at += AT_ONCE) {
    const wanted = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, i) => at + i);
    const values = rows(split, modality, wanted);
    for (const [i, row] of wanted.entries()) use(values.subarray(i * size, (i + 1) * size), row);
  }
}

/** The examples of one modality of one split, standardised. Those of a large data set stay in its file. */
export interface ExampleRows {
  readonly count: number;
  /** Number of values of an example. */
  readonly size: number;
  /** Returns examples (rows.length, size), one after the other. */
  read(rows: readonly number[]): Float32Array;
}

/** Examples in memory: `values` (count, size). */
export const heldRows = (values: Float32Array, size: number): ExampleRows => ({
  count: values.length / size,
  size,
  read(rows) {
    const out = new Float32Array(rows.length * size);
    rows.forEach((row, i) => {
      out.set(values.subarray(row * size, (row + 1) * size), i * size);
    });
    return out;
  },
});

/** The same of several modalities, `count` examples each. */
export const heldInputs = (
  inputs: Readonly<Record<string, Float32Array>>,
  count: number,
): Readonly<Record<string, ExampleRows>> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, values]) => [name, heldRows(values, values.length / count)]),
  );

/** Returns the numbers of the `count` rows from `start` on. */
export const range = (start: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => start + i);

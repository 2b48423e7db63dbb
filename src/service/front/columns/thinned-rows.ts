/** One metric of the rows: values in its unit, NaN where nothing is known, and a number for each value's source. */
export interface PlottedColumn {
  readonly values: Float64Array;
  readonly sources: Uint8Array;
}

/** Sources are numbered from 0 to 3. */
const SOURCE_BITS = 2;

/**
 * Chooses rows so that a plot of the first column against each other one looks the same: of the rows whose two values
 * fall into one bin, on linear and on logarithmic axes, and come from the same sources, the first is kept. Rows of
 * `kept` stay in any case. A logarithmic axis leaves values of at most 0 out.
 *
 * @param columns the columns of a plot's axes, at least one, of equal length
 * @param bins the number of bins per axis
 * @returns the rows, ascending
 */
export function thinnedRows(
  [first, ...others]: readonly PlottedColumn[],
  bins: number,
  kept: Iterable<number>,
): Uint32Array {
  const chosen = new Uint8Array(first.values.length);
  for (const row of kept) chosen[row] = 1;
  for (const other of others.length === 0 ? [first] : others) {
    for (const place of [linear, Math.log]) mark(chosen, first, other, bins, place);
  }
  return rowsOf(chosen);
}

const linear = (value: number): number => value;

/** Marks the first row of each bin. `place` maps a value to its place on the axis of `x`. */
function mark(
  chosen: Uint8Array,
  y: PlottedColumn,
  x: PlottedColumn,
  bins: number,
  place: (value: number) => number,
): void {
  const across = axis(x.values, bins, place);
  const up = axis(y.values, bins, linear);
  const isTaken = new Uint8Array((bins * bins) << (2 * SOURCE_BITS));
  for (let row = 0; row < chosen.length; row++) {
    const cell = up(y.values[row]) * bins + across(x.values[row]);
    if (Number.isNaN(cell)) continue;
    const own = (cell << (2 * SOURCE_BITS)) | (y.sources[row] << SOURCE_BITS) | x.sources[row];
    if (isTaken[own] === 0) chosen[row] = 1;
    isTaken[own] = 1;
  }
}

/** The bin of a value on an axis that the column just fills; NaN for a value that has no place on it. */
function axis(values: Float64Array, bins: number, place: (value: number) => number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    const at = place(value);
    if (!Number.isFinite(at)) continue;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  const scale = high > low ? bins / (high - low) : 0;
  return (value: number): number => {
    const at = place(value);
    return Number.isFinite(at) ? Math.min(bins - 1, Math.floor((at - low) * scale)) : Number.NaN;
  };
}

function rowsOf(chosen: Uint8Array): Uint32Array {
  const rows = new Uint32Array(chosen.reduce((sum, one) => sum + one, 0));
  let count = 0;
  for (let row = 0; row < chosen.length; row++) if (chosen[row] === 1) rows[count++] = row;
  return rows;
}

import { checkColumns, gather } from "./columns.js";

/**
 * Selects the points that are better than the reference point in every objective, and copies them into new columns.
 * `columns[m][i]` is objective m of point i, and `reference[m]` the reference value, all minimised.
 * @throws RangeError on NaN, -Infinity, no columns, columns of different lengths, or a reference point that has another
 * number of objectives or a value that is not finite
 */
export function insideReference(
  columns: readonly Float64Array[],
  reference: readonly number[],
): Float64Array[] {
  const count = checkColumns(columns);
  checkReference(columns.length, reference);
  const members: number[] = [];
  for (let i = 0; i < count; i++) {
    let isBetter = true;
    for (let m = 0; m < columns.length; m++) {
      if (columns[m][i] === Number.NEGATIVE_INFINITY) {
        throw new RangeError(`objective ${m} of point ${i} is -Infinity: the hypervolume is not finite`);
      }
      if (columns[m][i] >= reference[m]) isBetter = false;
    }
    if (isBetter) members.push(i);
  }
  return gather(columns, members);
}

function checkReference(objectives: number, reference: readonly number[]): void {
  if (reference.length !== objectives) {
    throw new RangeError(`the reference point has ${reference.length} values, the points ${objectives}`);
  }
  for (let m = 0; m < objectives; m++) {
    if (!Number.isFinite(reference[m])) throw new RangeError(`reference value ${m} is not finite`);
  }
}

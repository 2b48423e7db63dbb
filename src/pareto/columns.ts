/**
 * Checks points that are given as columns: `columns[m][i]` is objective m of point i. All objectives are minimised, so
 * the caller negates those that are to be maximised. Infinities are allowed; `checkFiniteColumns` refuses them.
 * @returns the number of points
 * @throws RangeError if there is no column, if the columns differ in length, or if a value is NaN
 */
export function checkColumns(columns: readonly Float64Array[]): number {
  if (columns.length === 0) throw new RangeError("points need at least one objective");
  const count = columns[0].length;
  for (let m = 0; m < columns.length; m++) {
    const column = columns[m];
    if (column.length !== count) {
      throw new RangeError(`objective ${m} has ${column.length} values, objective 0 has ${count}`);
    }
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(column[i])) throw new RangeError(`objective ${m} of point ${i} is NaN`);
    }
  }
  return count;
}

/**
 * Checks points like `checkColumns`, and refuses infinite values as well.
 * @returns the number of points
 * @throws RangeError if there is no column, if the columns differ in length, or if a value is not finite
 */
export function checkFiniteColumns(columns: readonly Float64Array[]): number {
  const count = checkColumns(columns);
  for (let m = 0; m < columns.length; m++) {
    for (let i = 0; i < count; i++) {
      if (!Number.isFinite(columns[m][i])) throw new RangeError(`objective ${m} of point ${i} is not finite`);
    }
  }
  return count;
}

/** Copies the points `members` (indices, in the order given, repeats allowed) into new columns. */
export function gather(columns: readonly Float64Array[], members: ArrayLike<number>): Float64Array[] {
  return columns.map((column) => {
    const part = new Float64Array(members.length);
    for (let i = 0; i < members.length; i++) part[i] = column[members[i]];
    return part;
  });
}

/** Whether points i and j have equal values in every objective (0 equals -0). */
export function samePoint(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] !== column[j]) return false;
  return true;
}

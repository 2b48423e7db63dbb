/**
 * Points as columns: `columns[m][i]` is objective m of point i, every objective minimised (negate what is maximised).
 * @returns the number of points
 * @throws RangeError where there is no column, columns differ in length, or a value is NaN
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

/** As `checkColumns`, and refuses infinities too. */
export function checkFiniteColumns(columns: readonly Float64Array[]): number {
  const count = checkColumns(columns);
  for (let m = 0; m < columns.length; m++) {
    for (let i = 0; i < count; i++) {
      if (!Number.isFinite(columns[m][i])) throw new RangeError(`objective ${m} of point ${i} is not finite`);
    }
  }
  return count;
}

/** The values of the points `members`, in their order, as new columns. */
export function gather(columns: readonly Float64Array[], members: ArrayLike<number>): Float64Array[] {
  return columns.map((column) => {
    const part = new Float64Array(members.length);
    for (let i = 0; i < members.length; i++) part[i] = column[members[i]];
    return part;
  });
}

/** Whether points i and j have the same value in every objective. */
export function samePoint(columns: readonly Float64Array[], i: number, j: number): boolean {
  for (const column of columns) if (column[i] !== column[j]) return false;
  return true;
}

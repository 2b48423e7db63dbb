import type { ArchitectureId } from "../base/ids.js";

/** The rows of each network of a table, and the network of each row. Networks keep the order of their first rows. */
export interface RowGroups {
  readonly rows: readonly (readonly number[])[];
  readonly networkOf: Int32Array;
}

/**
 * Groups the rows of a table by network: rows with one architecture id are one network. Where rows have representatives
 * (rows that are known to be the same function), only the representatives count, and the others belong to their networks.
 */
export function groupRows(table: {
  readonly ids: readonly ArchitectureId[];
  readonly representative?: Int32Array;
}): RowGroups {
  const { ids, representative } = table;
  const rows: number[][] = [];
  const networkOfId = new Map<ArchitectureId, number>();
  const networkOf = new Int32Array(ids.length);
  ids.forEach((id, row) => {
    const first = representative?.[row] ?? row;
    if (first !== row) {
      networkOf[row] = networkOf[first];
      return;
    }
    const network = networkOfId.get(id) ?? rows.push([]) - 1;
    networkOfId.set(id, network);
    rows[network].push(row);
    networkOf[row] = network;
  });
  return { rows, networkOf };
}

/** The mean of a column over some rows; NaN where none of them has a value. */
export function meanOverRows(column: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    if (Number.isNaN(column[row])) continue;
    sum += column[row];
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

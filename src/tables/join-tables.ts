import { defined } from "../base/defined.js";
import type { ArchitectureId } from "../base/ids.js";
import type { NetworkTable } from "./parse-table.js";
import type { TableColumn } from "./table-rows.js";

/**
 * Joins tables of one space, which may hold different networks and different columns: all rows of the first table, then
 * those of the next. Columns of the same name are one column; it is empty (NaN) in the rows of tables that lack it.
 *
 * Rows with one architecture id are one network, in whichever table they are (see `groupRows`). Where the tables have a
 * distinct column, the first row of each value stands for its network in each table, and networks of different tables
 * with the same value are one network: their rows get the id of the first of them.
 *
 * @param tables at least one; all of them with a distinct column, or none
 */
export function joinTables(tables: readonly NetworkTable[]): NetworkTable {
  if (tables.length === 1) return tables[0];
  const starts = tables.map((_, t) => tables.slice(0, t).reduce((sum, table) => sum + table.ids.length, 0));
  const isDistinct = tables.every(({ representative }) => representative !== undefined);
  const representative = isDistinct
    ? Int32Array.from(
        tables.flatMap((table, t) => [...(table.representative ?? [])].map((row) => row + starts[t])),
      )
    : undefined;
  return {
    genotypes: tables.flatMap(({ genotypes }) => genotypes),
    ids: isDistinct ? sharedIds(tables) : tables.flatMap(({ ids }) => ids),
    columns: joinColumns(tables),
    ...defined({ representative }),
  };
}

/** The ids of all rows; rows with the same distinct value have the id of the first of them. */
function sharedIds(tables: readonly NetworkTable[]): ArchitectureId[] {
  const idOf = new Map<string, ArchitectureId>();
  return tables.flatMap(({ ids, distinctValues = [] }) =>
    ids.map((id, row) => {
      const known = idOf.get(distinctValues[row]);
      if (known === undefined) idOf.set(distinctValues[row], id);
      return known ?? id;
    }),
  );
}

function joinColumns(tables: readonly NetworkTable[]): TableColumn[] {
  const byName = new Map<string, TableColumn>();
  for (const column of tables.flatMap(({ columns }) => columns)) {
    if (!byName.has(column.name)) byName.set(column.name, column);
  }
  return [...byName.values()].map((first) => {
    const parts = tables.map(({ columns, ids }) => {
      const own = columns.find(({ name }) => name === first.name);
      return own?.values ?? new Float64Array(ids.length).fill(Number.NaN);
    });
    const values = Float64Array.from(parts.flatMap((part) => [...part]));
    const missing = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
    return { ...first, values, missing };
  });
}

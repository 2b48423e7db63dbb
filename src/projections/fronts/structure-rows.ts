import {
  type Constraints,
  limitedSizes,
  limitsStructure,
  SIZE_FIELDS,
  type SizeMetric,
} from "../../search/constraints/constraints.js";
import { allowedChoices } from "../../search/constraints/structure-filter.js";
import type { Space } from "../../space/space.js";
import { OPEN } from "../../space/types.js";
import type { ByteTable } from "../columns/byte-table.js";
import type { FloatColumn } from "../columns/float-column.js";
import type { SpaceNetworks } from "../networks/space-networks.js";

/** A limit on the parameters or the MACs, with the values of all rows; NaN where they cannot be counted. */
export interface SizeLimit {
  readonly size: SizeMetric;
  readonly values: FloatColumn;
  readonly most: number;
}

/** The limits that need no measurement, and the columns which they are about. */
export interface StructureColumns {
  /** The number of rows that are in the columns. */
  readonly count: number;
  readonly genotypes: ByteTable;
  /** The genes whose choices are limited. `isAllowed` has 1 for an allowed byte of a genotype. */
  readonly genes: readonly { readonly position: number; readonly isAllowed: Uint8Array }[];
  readonly sizes: readonly SizeLimit[];
}

/** The limits of constraints that need no measurement, on these networks; undefined if there are none. */
export function structureColumns(
  space: Space,
  networks: SpaceNetworks,
  constraints: Constraints,
): StructureColumns | undefined {
  if (!limitsStructure(constraints)) return undefined;
  const genes = allowedChoices(space, constraints).map(({ position, allowed }) => {
    const isAllowed = new Uint8Array(256).fill(1, OPEN);
    for (const choice of allowed) if (choice >= 0) isAllowed[choice] = 1;
    return { position, isAllowed };
  });
  const sizes = limitedSizes(constraints).map((size) => ({
    size,
    values: networks.size(size),
    most: constraints[SIZE_FIELDS[size]] as number,
  }));
  return { count: networks.count, genotypes: networks.genotypes, genes, sizes };
}

/**
 * A test whether a row of the networks keeps the limits that need no measurement, with the answers of
 * `structureFilter`. It reads columns, so that millions of rows can be asked.
 */
export function structureRows(
  space: Space,
  networks: SpaceNetworks,
  constraints: Constraints,
): (row: number) => boolean {
  const columns = structureColumns(space, networks, constraints);
  if (columns === undefined) return () => true;
  const { genotypes, genes, sizes } = columns;
  return (row) => {
    for (const { position, isAllowed } of genes) {
      if (isAllowed[genotypes.at(row, position)] !== 1) return false;
    }
    for (const { values, most } of sizes) if (!(values.at(row) <= most)) return false;
    return true;
  };
}

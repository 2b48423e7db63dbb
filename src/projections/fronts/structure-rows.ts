import {
  type Constraints,
  limitedSizes,
  limitsStructure,
  SIZE_FIELDS,
} from "../../search/constraints/constraints.js";
import { allowedChoices } from "../../search/constraints/structure-filter.js";
import type { Space } from "../../space/space.js";
import { OPEN } from "../../space/types.js";
import { CHUNK_ROWS } from "../columns/float-column.js";
import type { SpaceNetworks } from "../networks/space-networks.js";

/**
 * A test whether a row of the networks keeps the limits that need no measurement, with the answers of
 * `structureFilter`. It reads columns, so that millions of rows can be asked.
 */
export function structureRows(
  space: Space,
  networks: SpaceNetworks,
  constraints: Constraints,
): (row: number) => boolean {
  if (!limitsStructure(constraints)) return () => true;
  const { genes, sizes } = testsOf(space, networks, constraints);
  const { genotypes } = networks;
  return (row) =>
    sizes.every(({ values, most }) => values.at(row) <= most) &&
    genes.every(({ position, isAllowed }) => isAllowed[genotypes.at(row, position)] === 1);
}

/** A 1 for each row that passes `structureRows`, and 0 for others. It takes some nanoseconds a row and limit. */
export function structureMask(space: Space, networks: SpaceNetworks, constraints: Constraints): Uint8Array {
  const kept = new Uint8Array(networks.count).fill(1);
  if (!limitsStructure(constraints)) return kept;
  const { genes, sizes } = testsOf(space, networks, constraints);
  for (let first = 0, c = 0; first < kept.length; first += CHUNK_ROWS, c++) {
    const own = kept.subarray(first, Math.min(kept.length, first + CHUNK_ROWS));
    for (const { position, isAllowed } of genes) {
      const choices = networks.genotypes.chunks[c].subarray(
        position * CHUNK_ROWS,
        (position + 1) * CHUNK_ROWS,
      );
      for (let i = 0; i < own.length; i++) own[i] &= isAllowed[choices[i]];
    }
    for (const { values, most } of sizes) {
      const chunk = values.chunks[c];
      if (chunk === undefined) own.fill(0);
      else for (let i = 0; i < own.length; i++) if (!(chunk[i] <= most)) own[i] = 0;
    }
  }
  return kept;
}

function testsOf(space: Space, networks: SpaceNetworks, constraints: Constraints) {
  const genes = allowedChoices(space, constraints).map(({ position, allowed }) => {
    const isAllowed = new Uint8Array(256).fill(1, OPEN);
    for (const choice of allowed) if (choice >= 0) isAllowed[choice] = 1;
    return { position, isAllowed };
  });
  const sizes = limitedSizes(constraints).map((size) => ({
    values: networks.size(size),
    most: constraints[SIZE_FIELDS[size]] as number,
  }));
  return { genes, sizes };
}

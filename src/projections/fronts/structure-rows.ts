import {
  type Constraints,
  limitedSizes,
  limitsStructure,
  SIZE_FIELDS,
} from "../../search/constraints/constraints.js";
import { allowedChoices } from "../../search/constraints/structure-filter.js";
import type { Space } from "../../space/space.js";
import { OPEN } from "../../space/types.js";
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
  return (row) => {
    for (const { position, isAllowed } of genes) {
      if (isAllowed[genotypes.at(row, position)] !== 1) return false;
    }
    for (const { values, most } of sizes) if (!(values.at(row) <= most)) return false;
    return true;
  };
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

import { workloadFeatures } from "../../../predictors/features/workload.js";
import type { Space } from "../../space/space.js";
import type { ProfileColumn } from "./profile-columns.js";

const PREFIX = "workload: ";

/**
 * What networks of spaces with a fusion network make a device do, as input columns of models of costs: logarithms of
 * quantities, and counts of operators, with and without what does not reach the logits. None for other spaces, whose
 * features say as much.
 */
export function workloadColumns(space: Space): readonly ProfileColumn[] {
  const [block] = workloadFeatures(space);
  if (block === undefined || !space.position.has("fusion.cells")) return [];
  const width = block.names.length;
  return block.names.map((name, column) => ({
    name: `${PREFIX}${name}`,
    values: (networks) => {
      const row = new Float64Array(width);
      return Float64Array.from(networks, (network) => {
        block.write(network, row.fill(0), 0);
        return row[column];
      });
    },
  }));
}

/** The column of that name; undefined if the name is not one of such a column. */
export const workloadColumn = (space: Space, name: string): ProfileColumn | undefined =>
  name.startsWith(PREFIX) ? workloadColumns(space).find((column) => column.name === name) : undefined;

import { workloadFeatures } from "../../../predictors/features/workload.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { ProfileColumn } from "./profile-columns.js";

const PREFIX = "workload: ";
const columnsOf = new WeakMap<Space, readonly ProfileColumn[]>();

/**
 * What networks of spaces with a fusion network make a device do, as input columns of models of costs: logarithms of
 * quantities, and counts of operators, with and without what does not reach the logits. None for other spaces, whose
 * features say as much.
 */
export function workloadColumns(space: Space): readonly ProfileColumn[] {
  const columns = columnsOf.get(space) ?? createColumns(space);
  columnsOf.set(space, columns);
  return columns;
}

/** The column of that name; undefined if the name is not one of such a column. */
export const workloadColumn = (space: Space, name: string): ProfileColumn | undefined =>
  name.startsWith(PREFIX) ? workloadColumns(space).find((column) => column.name === name) : undefined;

/**
 * The columns of a space. Those that are asked about the same networks one after another count their work once; it is
 * forgotten when the caller is done.
 */
function createColumns(space: Space): readonly ProfileColumn[] {
  const [block] = workloadFeatures(space);
  if (block === undefined || !space.position.has("fusion.cells")) return [];
  const width = block.names.length;
  let counted: { readonly networks: readonly Genotype[]; readonly rows: Float64Array } | undefined;
  const rowsOf = (networks: readonly Genotype[]): Float64Array => {
    if (counted?.networks === networks) return counted.rows;
    const rows = new Float64Array(networks.length * width);
    for (const [r, network] of networks.entries()) block.write(network, rows, r * width);
    counted = { networks, rows };
    queueMicrotask(() => {
      counted = undefined;
    });
    return rows;
  };
  return block.names.map((name, column) => ({
    name: `${PREFIX}${name}`,
    values: (networks) => {
      const rows = rowsOf(networks);
      return Float64Array.from(networks, (_, r) => rows[r * width + column]);
    },
  }));
}

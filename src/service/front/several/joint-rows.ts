import { excess, minimised, type Owner, ownerOf, type Source } from "../../../base/metric.js";
import { paretoFront } from "../../../pareto/front.js";
import type { TaskOnDevice } from "../../../projections/catalog.js";
import type { FloatColumn } from "../../../projections/columns/float-column.js";
import type { NetworkRows } from "../../../projections/networks/network-rows.js";
import {
  type Constraints,
  limitedMetrics,
  limitOf,
  limitsOn,
} from "../../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveName } from "../../../search/objective-names.js";
import type { Objective } from "../../../search/ports.js";

/** A metric that a question about several devices optimises or limits, with its values in all rows. */
export interface Aim extends Objective {
  readonly name: ObjectiveName;
  readonly limit: number | undefined;
  /** The networks of the aim's device, or of the first one for a metric of the task. */
  readonly networks: NetworkRows;
  /** The values in natural units; NaN where not known. */
  readonly column: FloatColumn;
}

/** The metrics that constraints limit: those of the task, accuracy first, and then those of each device. */
export function limitedObjectives(constraints: Constraints, ons: readonly TaskOnDevice[]): Objective[] {
  const ofOwner = (owner: Owner, limits: Constraints) =>
    limitedMetrics(limits).filter((metric) => ownerOf(metric) === owner);
  return [
    ...ofOwner("task", constraints).map((metric) => ({ metric })),
    ...ons.flatMap(({ device }) =>
      ofOwner("device", limitsOn(constraints, device.id)).map((metric) => ({ metric, device: device.id })),
    ),
  ];
}

/** The aims of a question on these networks, one entry of `networks` per device. */
export const aimsOf = (
  objectives: readonly Objective[],
  constraints: Constraints,
  ons: readonly TaskOnDevice[],
  networks: readonly NetworkRows[],
): Aim[] =>
  objectives.map((objective) => {
    const { metric, device } = objective;
    const at = device === undefined ? 0 : ons.findIndex((on) => on.device.id === device);
    return {
      ...objective,
      name: objectiveName(objective),
      limit: limitOf(constraints, metric, device),
      networks: networks[at],
      column: networks[at].values(metric),
    };
  });

/** Of some rows, those whose every aim is known from an allowed source, unless it is beyond its predictor's data. */
export function completeRows(
  aims: readonly Aim[],
  rows: readonly number[],
  sources: readonly Source[],
  keepsExtrapolated: boolean,
): number[] {
  const isAllowed = ({ metric, networks, column }: Aim, row: number): boolean => {
    if (Number.isNaN(column.at(row))) return false;
    if (!keepsExtrapolated && networks.isExtrapolated(row, metric)) return false;
    const source = networks.source(row, metric);
    return source !== undefined && sources.includes(source);
  };
  return rows.filter((row) => aims.every((aim) => isAllowed(aim, row)));
}

/** Whether a row keeps the limit of an aim; a value that is not known does. */
export const keepsAim = ({ metric, limit, column }: Aim, row: number): boolean =>
  limit === undefined || Number.isNaN(column.at(row)) || excess(metric, column.at(row), limit) <= 0;

/** The Pareto front of some rows. */
export function frontOf(objectives: readonly Aim[], rows: readonly number[]): number[] {
  if (rows.length === 0) return [];
  const columns = objectives.map(({ metric, column }) =>
    Float64Array.from(rows, (row) => minimised(metric, column.at(row))),
  );
  return Array.from(paretoFront(columns), (i) => rows[i]);
}

import { type Metric, type Owner, ownerOf } from "../../../base/metric.js";
import type { TaskOnDevice } from "../../../projections/catalog.js";
import { probabilityWithin } from "../../../projections/networks/feasibility.js";
import type { NetworkRows } from "../../../projections/networks/network-rows.js";
import { estimateAt, type MetricEstimates, type Point } from "../../../projections/point.js";
import { toArchitecture } from "../../../space/architecture.js";
import type { Aim } from "./joint-rows.js";

/**
 * Converts rows to points that have the costs and own metrics of every device, in the order of `rows`. `networks` has
 * one entry per device. The probability that all limits hold takes errors as independent between metrics and devices.
 */
export function jointPoints(
  ons: readonly TaskOnDevice[],
  networks: readonly NetworkRows[],
  rows: readonly number[],
  aims: readonly Aim[],
): readonly Point[] {
  const [first] = networks;
  const estimates = networks.map((own) => own.estimatesOf(rows));
  return rows.map((row, i) => {
    const costs = ons.map(({ device }, d) => [device.id, ownedBy("device", estimates[d][i])] as const);
    const point = {
      id: first.id(row),
      architecture: toArchitecture(first.space, first.genotype(row)),
      ...ownedBy("task", estimates[0][i]),
      devices: Object.fromEntries(costs),
    };
    const feasibility = aims.reduce((product, aim) => {
      if (aim.limit === undefined) return product;
      return product * probabilityWithin(estimateAt(point, aim), aim.metric, aim.limit);
    }, 1);
    return { ...point, feasibility };
  });
}

/** The estimates of the metrics that belong to a task, or of those that belong to a device. */
const ownedBy = (owner: Owner, estimates: MetricEstimates): MetricEstimates =>
  Object.fromEntries(
    Object.entries(estimates).filter(([name]) =>
      name === "testAccuracy" ? owner === "task" : ownerOf(name as Metric) === owner,
    ),
  );

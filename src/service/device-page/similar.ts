import { spearman } from "../../../predictors/ranking.js";
import type { DeviceId, SpaceId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import type { Device } from "../../hardware/types.js";
import type { SubjectTable } from "../../projections/measurements/subject-table.js";
import type { Context } from "../context.js";
import type { KnownSpace } from "./known.js";

/** How alike another device ranks the networks that were measured on both. */
export interface SimilarDevice {
  readonly device: DeviceId;
  readonly space: SpaceId;
  readonly metric: CostMetric;
  /** Spearman's rank correlation, -1 to 1. */
  readonly spearman: number;
  /** The number of networks that were measured on both. */
  readonly networks: number;
  /** The median of this device's values divided by the other's. */
  readonly ratio: number;
}

/** The least number of networks measured on both devices. */
const LEAST_IN_COMMON = 10;
/** The devices that are listed per space and metric. */
const MOST_LISTED = 3;

/**
 * The known devices that rank networks most alike, per space and metric, by measured values; only devices with at
 * least 10 networks in common, and at most 3 of them.
 */
export async function similarTo(
  { catalog, subjects }: Context,
  device: Device,
  known: readonly KnownSpace[],
): Promise<{ readonly similar: readonly SimilarDevice[]; readonly notes: readonly string[] }> {
  const others = (await catalog.devices()).filter(({ id }) => id !== device.id);
  const similar: SimilarDevice[] = [];
  const notes: string[] = [];
  for (const { space, measured } of known) {
    const own = await subjects.ofDevice(space, device.id);
    for (const metric of COST_METRICS.filter((cost) => measured.some((one) => one.metric === cost))) {
      const found: SimilarDevice[] = [];
      for (const { id } of others) {
        const theirs = await subjects.ofDevice(space, id);
        const [ours, values] = inCommon(own, theirs, metric);
        if (ours.length < LEAST_IN_COMMON) continue;
        const ratios = ours.map((value, i) => value / values[i]).sort();
        const rho = spearman(ours, values);
        found.push({
          ...{ device: id, space, metric, spearman: rho, networks: ours.length },
          ratio: ratios[ratios.length >> 1],
        });
      }
      found.sort((a, b) => b.spearman - a.spearman || (a.device < b.device ? -1 : 1));
      similar.push(...found.slice(0, MOST_LISTED));
      if (found.length === 0) {
        notes.push(
          `no other device has ${LEAST_IN_COMMON} networks of ${space} in common with a measured ${metric}, ` +
            "so that none can be compared",
        );
      }
    }
  }
  return { similar, notes };
}

/** The values of the networks that both have, in the same order. */
function inCommon(own: SubjectTable, theirs: SubjectTable, metric: CostMetric): [Float64Array, Float64Array] {
  const [ours, values]: [number[], number[]] = [[], []];
  const [mine, others] = [own.values(metric), theirs.values(metric)];
  for (let row = 0; row < own.networks.count; row++) {
    if (Number.isNaN(mine.at(row)) || Number.isNaN(others.at(row))) continue;
    ours.push(mine.at(row));
    values.push(others.at(row));
  }
  return [Float64Array.from(ours), Float64Array.from(values)];
}

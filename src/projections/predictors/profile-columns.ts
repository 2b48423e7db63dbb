import type { Predictor } from "../../../predictors/port.js";
import { type DeviceId, deviceId } from "../../base/ids.js";
import type { CostMetric } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { costVersion, expectedCosts, profileCovers } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import { sampleDistinct } from "../../space/sampling/sample.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Catalog } from "../catalog.js";

/**
 * The largest number of columns. The profiles of different devices resemble each other, so more columns add little.
 */
const MOST_COLUMNS = 2;
/** The number of random networks by which a profile is judged. */
const SAMPLED = 64;
/** The floor of costs in ms or mJ, which keeps logarithms finite. */
const LEAST_COST = 1e-6;
const NAME = /^log (latency|energy) by the operator profile of (.+)@[0-9a-f]{16}$/;

/**
 * The cost of networks by an operator profile, as an input column of models. The name changes with every cost that
 * the column can sum.
 */
export interface ProfileColumn {
  readonly name: string;
  /** Returns the logarithms of the sums over layers. They are finite, also for networks with undecided operators. */
  values(networks: readonly Genotype[]): Float64Array;
}

/**
 * Lists the columns of the operator profiles that cover the space: the device's own first, then those of other
 * devices in the order of their ids. Profiles without costs of the metric are left out.
 */
export async function profileColumns(
  catalog: Catalog,
  space: Space,
  metric: CostMetric,
  device: DeviceId,
): Promise<readonly ProfileColumn[]> {
  const others = (await catalog.devices()).map(({ id }) => id).filter((id) => id !== device);
  const columns: ProfileColumn[] = [];
  for (const owner of [device, ...others]) {
    const column = columnOfProfiles(space, metric, owner, await catalog.profilesOf(owner, space));
    if (column === undefined) continue;
    columns.push(column);
    if (columns.length === MOST_COLUMNS) break;
  }
  return columns;
}

/**
 * The column of a device's operator profiles; undefined if they do not cover the space, or have no costs of the metric.
 */
export const columnOfProfiles = (
  space: Space,
  metric: CostMetric,
  owner: DeviceId,
  profiles: readonly OperatorProfile[],
): ProfileColumn | undefined =>
  profiles.length > 0 && profileCovers(space, profiles, metric) && hasCosts(space, metric, profiles)
    ? columnOf(space, metric, owner, profiles)
    : undefined;

/** Returns a column's name without the version of the profile. */
export const columnTitle = (name: string): string => name.split("@")[0];

/**
 * Finds the column of that name; undefined if the name is not one of a profile column, or if the profile has changed
 * since.
 */
export async function profileColumn(
  catalog: Catalog,
  space: Space,
  name: string,
): Promise<ProfileColumn | undefined> {
  const [, metric, owner] = NAME.exec(name) ?? [];
  if (owner === undefined) return undefined;
  const profiles = await catalog.profilesOf(deviceId(owner), space);
  if (profiles.length === 0 || !profileCovers(space, profiles, metric as CostMetric)) return undefined;
  const column = columnOf(space, metric as CostMetric, owner, profiles);
  return column.name === name ? column : undefined;
}

/** Wraps a predictor that was trained with these columns, so that callers need not pass them. */
export function withColumns(predictor: Predictor, columns: readonly ProfileColumn[]): Predictor {
  const own = (networks: readonly Genotype[]) =>
    columns.map(({ name, values }) => ({ name, values: values(networks) }));
  return {
    ...predictor,
    predict: (networks, extras = []) => predictor.predict(networks, [...own(networks), ...extras]),
    estimate: (networks, extras = []) => predictor.estimate(networks, [...own(networks), ...extras]),
    latent: (networks, extras = []) => predictor.latent(networks, [...own(networks), ...extras]),
  };
}

/**
 * Tells whether all networks of a sample have a cost by these profiles. A device without a power meter may have a
 * profile whose energies are 0.
 */
function hasCosts(space: Space, metric: CostMetric, profiles: readonly OperatorProfile[]): boolean {
  const networks = sampleDistinct(space, SAMPLED, new Random(1));
  return expectedCosts(space, networks, profiles, metric).every((cost) => cost > LEAST_COST);
}

const columnOf = (
  space: Space,
  metric: CostMetric,
  owner: string,
  profiles: readonly OperatorProfile[],
): ProfileColumn => ({
  name: `log ${metric} by the operator profile of ${owner}@${costVersion(space, profiles, metric)}`,
  values: (networks) =>
    expectedCosts(space, networks, profiles, metric).map((cost) => Math.log(Math.max(cost, LEAST_COST))),
});

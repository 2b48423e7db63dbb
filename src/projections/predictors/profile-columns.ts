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

/** The profiles of devices resemble each other: more columns tell little more. */
const MOST_COLUMNS = 2;
const NAME = /^log (latency|energy) by the operator profile of (.+)@[0-9a-f]{16}$/;

/** What an operator profile says of a cost, as a column of models. The name changes with every cost that it sums up. */
export interface ProfileColumn {
  readonly name: string;
  /** Logarithms of sums over layers; finite, for networks with undecided operators too. */
  values(networks: readonly Genotype[]): Float64Array;
}

/** By the operator profiles that cover the space: the device's own first, then those of other devices, by id. */
export async function profileColumns(
  catalog: Catalog,
  space: Space,
  metric: CostMetric,
  device: DeviceId,
): Promise<readonly ProfileColumn[]> {
  const others = (await catalog.devices()).map(({ id }) => id).filter((id) => id !== device);
  const columns: ProfileColumn[] = [];
  for (const owner of [device, ...others]) {
    const profiles = await catalog.profilesOf(owner, space);
    if (profiles.length === 0 || !profileCovers(space, profiles)) continue;
    if (!tellsOf(space, metric, profiles)) continue;
    columns.push(columnOf(space, metric, owner, profiles));
    if (columns.length === MOST_COLUMNS) break;
  }
  return columns;
}

/** A column's name without the version of the profile. */
export const columnTitle = (name: string): string => name.split("@")[0];

/** The column of that name, or undefined: the name is another's, or the profile has changed since. */
export async function profileColumn(
  catalog: Catalog,
  space: Space,
  name: string,
): Promise<ProfileColumn | undefined> {
  const [, metric, owner] = NAME.exec(name) ?? [];
  if (owner === undefined) return undefined;
  const profiles = await catalog.profilesOf(deviceId(owner), space);
  if (profiles.length === 0 || !profileCovers(space, profiles)) return undefined;
  const column = columnOf(space, metric as CostMetric, owner, profiles);
  return column.name === name ? column : undefined;
}

/** The predictor with these columns among what it is given. */
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

const SAMPLED = 64;
/** Below every cost that is told of, in ms or mJ: keeps logarithms finite. */
const LEAST_COST = 1e-6;

/** Whether networks cost anything by these profiles: a device without a power meter may have a profile with energies of 0. */
function tellsOf(space: Space, metric: CostMetric, profiles: readonly OperatorProfile[]): boolean {
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

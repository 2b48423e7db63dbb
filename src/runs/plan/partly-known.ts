import type { DeviceId } from "../../base/ids.js";
import { isCost } from "../../base/metric.js";
import { Random } from "../../base/random.js";
import { expectedCosts, profileCovers, summedMetric } from "../../hardware/cost-model.js";
import type { OperatorProfile } from "../../hardware/types.js";
import type { FloatColumn } from "../../projections/columns/float-column.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import { knownValues } from "../../search/known-objectives.js";
import type { KnownObjective, Objective } from "../../search/ports.js";
import { fromArchitecture, toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { PartlyKnown } from "./plan.js";

/** Upper bound on the networks whose value of one objective a plan keeps. */
const MOST_KEPT = 1000;

/**
 * What is measured of one objective, of networks that lack another one. A random sample where there are more than a
 * plan keeps. Models are fitted to a part of it; the search knows the value of each.
 *
 * @param columns the values of each objective per row of `pool`; NaN where not known
 */
export function partlyKnown(
  pool: Pick<KnownNetworks, "space" | "rows" | "genotype">,
  objectives: readonly Objective[],
  columns: readonly FloatColumn[],
  isAllowed: (row: number) => boolean,
  seed: number,
): PartlyKnown[] {
  const rows = [...pool.rows()].filter(
    (row) => columns.some((column) => Number.isNaN(column.at(row))) && isAllowed(row),
  );
  return objectives.flatMap((_, objective) => {
    const own = rows.filter((row) => !Number.isNaN(columns[objective].at(row)));
    if (own.length === 0) return [];
    const random = new Random(seed).fork(`known of objective ${objective}`);
    const kept = own.length <= MOST_KEPT ? own : random.shuffle(own).slice(0, MOST_KEPT);
    return [
      {
        objective,
        networks: kept.map((row) => toArchitecture(pool.space, pool.genotype(row))),
        values: kept.map((row) => columns[objective].at(row)),
      },
    ];
  });
}

/** The known values of a plan, as a search problem has them. */
export const asKnown = (space: Space, partly: readonly PartlyKnown[] = []): KnownObjective[] =>
  partly.map(({ objective, networks, values }) =>
    knownValues(
      objective,
      networks.map((genes) => fromArchitecture(space, genes)),
      Float64Array.from(values),
    ),
  );

/**
 * The costs that operator profiles give of every network, where they cover the space: certain for complete networks; of
 * partial ones, a bound (every undecided operator is the cheapest) and an expected value (it is a mean operator).
 *
 * @param complete turns a network of the problem into one of `space`, which is partial; absent where it is one already
 */
export async function summedCosts(
  space: Space,
  objectives: readonly Objective[],
  profilesOf: (device: DeviceId) => Promise<readonly OperatorProfile[]>,
  complete?: (genotype: Genotype) => Genotype,
): Promise<KnownObjective[]> {
  const sums: KnownObjective[] = [];
  for (const [objective, { metric, device }] of objectives.entries()) {
    if (!isCost(metric) || device === undefined) continue;
    const profiles = await profilesOf(device);
    if (profiles.length === 0 || !profileCovers(space, profiles, metric)) continue;
    const all = (networks: readonly Genotype[]) =>
      complete === undefined ? networks : networks.map(complete);
    sums.push({
      objective,
      networks: [],
      isComplete: complete === undefined,
      valuesOf: (networks) =>
        complete === undefined
          ? summedMetric(space, networks, profiles, metric)
          : new Float64Array(networks.length).fill(Number.NaN),
      boundsOf: (networks) => expectedCosts(space, all(networks), profiles, metric, "least"),
      estimatesOf: (networks) => expectedCosts(space, all(networks), profiles, metric),
    });
  }
  return sums;
}

import type { SpaceId, TaskId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric, type Metric } from "../../base/metric.js";
import { profileCovers } from "../../hardware/cost-model.js";
import type { Device } from "../../hardware/types.js";
import { coverageOf } from "../catalog/profile-coverage.js";
import type { Context } from "../context.js";

/** What is known of a device in one search space. */
export interface KnownSpace {
  readonly space: SpaceId;
  /** The tasks whose networks lie in the space. */
  readonly tasks: readonly TaskId[];
  /** The number of networks of which each metric is measured; metrics without any are left out. */
  readonly measured: readonly { readonly metric: Metric; readonly networks: number }[];
  /** The operator profiles that serve the space; absent where there are none. */
  readonly profile?: {
    /** The number of entries of all profiles, and how many keys the space needs and how many of these are missing. */
    readonly entries: number;
    readonly needed: number;
    readonly missing: number;
    /** The costs that every network of the space has by the profiles. */
    readonly covers: readonly CostMetric[];
  };
}

/** What is measured and profiled of a device, for every space of which there is anything. */
export async function knownOf(context: Context, device: Device): Promise<readonly KnownSpace[]> {
  const { archive, catalog, subjects } = context;
  const tasks = await archive.list("task");
  const known: KnownSpace[] = [];
  for (const { id } of await catalog.spaces()) {
    const space = await catalog.space(id);
    const counts = (await subjects.ofDevice(id, device.id)).counts();
    const profiles = await catalog.profilesOf(device.id, space);
    const { needed, missing } = coverageOf(space, {}, profiles);
    const isServed = profiles.length > 0 && missing.length < needed;
    if (counts.size === 0 && !isServed) continue;
    known.push({
      space: id,
      tasks: tasks.filter((task) => task.space === id).map((task) => task.id),
      measured: [...counts].map(([metric, networks]) => ({ metric, networks })),
      ...(isServed && {
        profile: {
          entries: profiles.reduce((sum, { entries }) => sum + Object.keys(entries).length, 0),
          needed,
          missing: missing.length,
          covers: COST_METRICS.filter((metric) => profileCovers(space, profiles, metric)),
        },
      }),
    });
  }
  return known;
}

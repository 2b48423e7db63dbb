import type { DeviceId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric, minimised } from "../../base/metric.js";
import type { Device } from "../../hardware/types.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { FloatColumn } from "../../projections/columns/float-column.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { RunSettings } from "../../records/run.js";
import type { Task } from "../../records/task.js";
import { limitOf } from "../../search/constraints/constraints.js";
import type { Objective } from "../../search/ports.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import { isNeeded, ownObjectives, type Wanted } from "../request/optimised.js";
import type { RunContext } from "../run-context.js";
import { partlyKnown } from "./partly-known.js";
import type { KnownNetwork, PartlyKnown } from "./plan.js";

/** Upper bound on the known networks that a strategy is told; those of the best non-dominated ranks are kept. */
const MOST_KNOWN = 1000;

/** What is known when a search begins. */
export interface Known {
  readonly objectives: readonly Objective[];
  /** The networks with a value of each objective. */
  readonly networks: readonly KnownNetwork[];
  /** The values of single objectives of other networks. */
  readonly partly: readonly PartlyKnown[];
}

/**
 * Reads from the archive what is known before a search begins. The objectives are accuracy and those costs of each
 * device that are measured in this space or summed from an operator profile, as far as the request needs them; training
 * always has accuracy. A device without any known cost gets latency, and energy where the request names it. Metrics
 * that users declared are objectives where the request names or limits them.
 */
export async function knownAtStart(
  context: RunContext,
  task: Task,
  devices: readonly Device[],
  space: Space,
  wanted: Wanted & Pick<RunSettings, "seed" | "evaluator">,
): Promise<Known> {
  const pools = new Map<DeviceId, KnownNetworks>();
  const hasAccuracy = wanted.evaluator === "training" || isNeeded(wanted, "accuracy");
  const objectives: Objective[] = hasAccuracy ? [{ metric: "accuracy" }] : [];
  for (const device of devices) {
    const profiles = await context.catalog.profilesOf(device.id, space);
    const pool = await context.known.of({ task, device, space, profiles });
    pools.set(device.id, pool);
    const known = COST_METRICS.filter((metric) => !pool.values(metric).isEmpty);
    const costs = known.length > 0 ? known : assumedCosts(wanted, device.id);
    for (const metric of costs)
      if (isNeeded(wanted, metric, device.id)) objectives.push({ metric, device: device.id });
  }
  objectives.push(
    ...ownObjectives(
      wanted,
      devices.map(({ id }) => id),
    ),
  );
  const first = pools.get(devices[0].id) as KnownNetworks;
  const columns = objectives.map(({ metric, device }) =>
    (pools.get(device ?? devices[0].id) as KnownNetworks).values(metric),
  );
  const isAllowed = first.structureFilter(wanted.constraints);
  return {
    objectives,
    networks: knownNetworks(first, columns, objectives, isAllowed),
    partly: partlyKnown(first, objectives, columns, isAllowed, wanted.seed),
  };
}

function assumedCosts(wanted: Wanted, device: DeviceId): readonly CostMetric[] {
  const isWanted = (metric: CostMetric) =>
    limitOf(wanted.constraints, metric, device) !== undefined || wanted.objectives?.includes(metric);
  return COST_METRICS.filter((metric) => metric === "latency" || isWanted(metric));
}

function knownNetworks(
  first: KnownNetworks,
  columns: readonly FloatColumn[],
  objectives: readonly Objective[],
  isAllowed: (row: number) => boolean,
): KnownNetwork[] {
  const networks: KnownNetwork[] = [];
  for (const row of first.rows()) {
    const values = columns.map((column) => column.at(row));
    if (values.some(Number.isNaN) || !isAllowed(row)) continue;
    const genes = toArchitecture(first.space, first.genotype(row));
    networks.push({ architecture: first.id(row), genes, values });
  }
  return networks.length <= MOST_KNOWN ? networks : bestRanked(networks, objectives);
}

/** The networks of the lowest non-dominated ranks, at most `MOST_KNOWN`, in their original order. */
function bestRanked(networks: readonly KnownNetwork[], objectives: readonly Objective[]): KnownNetwork[] {
  const columns = objectives.map(({ metric }, m) =>
    Float64Array.from(networks, ({ values }) => minimised(metric, values[m])),
  );
  const ranks = nonDominatedSort(columns);
  const order = networks.map((_, i) => i).sort((a, b) => ranks[a] - ranks[b] || a - b);
  return order
    .slice(0, MOST_KNOWN)
    .sort((a, b) => a - b)
    .map((i) => networks[i]);
}

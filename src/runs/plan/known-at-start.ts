import type { DeviceId } from "../../base/ids.js";
import { COST_METRICS, type CostMetric, minimised } from "../../base/metric.js";
import type { Device } from "../../hardware/types.js";
import { nonDominatedSort } from "../../pareto/sort.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { Task } from "../../records/task.js";
import { structureFilter } from "../../search/constraints/structure-filter.js";
import type { Objective } from "../../search/ports.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { matters, type Wanted } from "../request/optimised.js";
import type { RunContext } from "../run-context.js";
import type { KnownNetwork } from "./plan.js";

/** At most so many known networks are told to a strategy, those of the best non-dominated ranks. */
const MOST_KNOWN = 1000;

export interface Known {
  readonly objectives: readonly Objective[];
  readonly networks: readonly KnownNetwork[];
}

/**
 * What the archive knows before a search begins: which costs each device has in this space (measured, or by its operator
 * profile; none known: latency, and energy where it is wanted) as far as they matter, and the networks of which every objective is known.
 */
export async function knownAtStart(
  context: RunContext,
  task: Task,
  devices: readonly Device[],
  space: Space,
  wanted: Wanted,
): Promise<Known> {
  const pools = new Map<DeviceId, KnownNetworks>();
  const objectives: Objective[] = [{ metric: "accuracy" }];
  for (const device of devices) {
    const profiles = await context.catalog.profilesOf(device.id, space);
    const pool = await context.known.of({ task, device, space, profiles });
    pools.set(device.id, pool);
    const known = COST_METRICS.filter((metric) => pool.columns[metric].some((value) => !Number.isNaN(value)));
    const costs = known.length > 0 ? known : assumedCosts(wanted);
    for (const metric of costs) if (matters(wanted, metric)) objectives.push({ metric, device: device.id });
  }
  return {
    objectives,
    networks: knownNetworks(pools, devices, objectives, structureFilter(space, wanted.constraints)),
  };
}

function assumedCosts({ objectives, constraints }: Wanted): readonly CostMetric[] {
  const isEnergyWanted = constraints.maxEnergy !== undefined || objectives?.includes("energy");
  return isEnergyWanted ? COST_METRICS : ["latency"];
}

function knownNetworks(
  pools: ReadonlyMap<DeviceId, KnownNetworks>,
  devices: readonly Device[],
  objectives: readonly Objective[],
  isAllowed: (genotype: Genotype) => boolean,
): KnownNetwork[] {
  const first = pools.get(devices[0].id) as KnownNetworks;
  const columns = objectives.map(
    ({ metric, device }) => (pools.get(device ?? devices[0].id) as KnownNetworks).columns[metric],
  );
  const networks: KnownNetwork[] = [];
  first.ids.forEach((architecture, row) => {
    const values = columns.map((column) => column[row] ?? Number.NaN);
    if (values.some(Number.isNaN) || !isAllowed(first.genotypes[row])) return;
    networks.push({ architecture, genes: toArchitecture(first.space, first.genotypes[row]), values });
  });
  return networks.length <= MOST_KNOWN ? networks : best(networks, objectives);
}

/** The networks of the lowest non-dominated ranks, in their order. */
function best(networks: readonly KnownNetwork[], objectives: readonly Objective[]): KnownNetwork[] {
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

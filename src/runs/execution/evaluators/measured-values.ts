import type { DeviceId } from "../../../base/ids.js";
import { type CostMetric, isCost } from "../../../base/metric.js";
import { summedMetric } from "../../../hardware/cost-model.js";
import type { OperatorProfile } from "../../../hardware/types.js";
import type { MetricEstimates } from "../../../projections/point.js";
import type { Task } from "../../../records/task.js";
import type { Objective } from "../../../search/ports.js";
import { toArchitecture } from "../../../space/architecture.js";
import { architectureId } from "../../../space/identity.js";
import type { Space } from "../../../space/space.js";
import type { Genotype } from "../../../space/types.js";
import type { PredictedCost } from "../../plan/predicted-costs.js";
import type { RunContext } from "../../run-context.js";

/** Values of single networks by objective: measured, else predicted or summed from an operator profile. */
export interface MeasuredValues {
  /** Reads what is new; resolves to a number that increases with every measurement of the task and the devices. */
  refresh(): Promise<number>;
  /**
   * Values in the order of the objectives, in natural units, as of the last refresh; undefined while one is not known.
   * `accuracy`, where given, replaces the stored accuracy.
   */
  of(network: Genotype, accuracy?: number): readonly number[] | undefined;
}

/**
 * Values of networks of `space` for these objectives; reads what is known so far. `predicted` gives costs that a run
 * takes from a predictor where they are not measured.
 */
export async function measuredValues(
  context: Pick<RunContext, "catalog" | "subjects">,
  task: Task,
  space: Space,
  objectives: readonly Objective[],
  predicted: PredictedCost = () => undefined,
): Promise<MeasuredValues> {
  const devices = [...new Set(objectives.flatMap(({ device }) => (device === undefined ? [] : [device])))];
  const profiles = new Map<DeviceId, readonly OperatorProfile[]>();
  for (const device of devices) profiles.set(device, await context.catalog.profilesOf(device, space));
  let accuracies = await context.subjects.ofTask(space.spec.id, task.id);
  const costs = new Map(
    await Promise.all(
      devices.map(
        async (device) => [device, await context.subjects.ofDevice(space.spec.id, device)] as const,
      ),
    ),
  );
  const byModel = (network: Genotype, device: DeviceId, metric: CostMetric): number | undefined => {
    const entries = profiles.get(device) ?? [];
    if (entries.length === 0) return undefined;
    const [sum] = summedMetric(space, [network], entries, metric);
    return Number.isNaN(sum) ? undefined : sum;
  };
  return {
    async refresh() {
      accuracies = await context.subjects.ofTask(space.spec.id, task.id);
      let version = accuracies.version;
      for (const device of devices) {
        const table = await context.subjects.ofDevice(space.spec.id, device);
        costs.set(device, table);
        version += table.version;
      }
      return version;
    },
    of(network, accuracy) {
      const id = architectureId(space, network);
      const values: number[] = [];
      for (const [m, { metric, device }] of objectives.entries()) {
        const table = device === undefined ? accuracies : costs.get(device);
        const measured = (table?.get(id) as MetricEstimates | undefined)?.[metric]?.value;
        const value =
          metric === "accuracy"
            ? (accuracy ?? measured)
            : (measured ??
              predicted(toArchitecture(space, network), m)?.value ??
              (isCost(metric) && device !== undefined ? byModel(network, device, metric) : undefined));
        if (value === undefined) return undefined;
        values.push(value);
      }
      return values;
    },
  };
}

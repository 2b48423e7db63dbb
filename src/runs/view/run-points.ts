import { defined } from "../../base/defined.js";
import type { DeviceId } from "../../base/ids.js";
import { type Metric, minimised, worse } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import type { SearchRun } from "../../records/run.js";
import { isWithin, limitsOf } from "../../search/constraints/limits.js";
import type { Limits, Objective } from "../../search/ports.js";
import type { KnownNetwork, RunPlan } from "../plan/plan.js";
import { optimisedOf } from "../request/optimised.js";
import type { RunContext } from "../run-context.js";

export interface RunFrontView {
  readonly points: readonly Point[];
  readonly hypervolume: number;
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
}

/**
 * The front of the networks that a run knows (what it evaluated, and what was known before): those within the limits
 * that no other dominates in what is optimised, best accuracy first. Where there are several devices, the costs and the
 * reference point shown are those of the first, and the hypervolume is the mean over the devices of that of accuracy and
 * the device's costs, as far as they are optimised.
 */
export async function frontOf(
  context: RunContext,
  run: SearchRun,
  plan: RunPlan,
  networks: readonly KnownNetwork[],
): Promise<RunFrontView> {
  const { objectives } = plan;
  const limits = limitsOf(objectives, run.settings.constraints);
  const { optimised } = optimisedOf(objectives, run.settings);
  const aims = [...objectives.keys()].filter((m) => optimised?.[m] ?? true);
  const reference = referenceOf(plan, limits, networks);
  const referencePoint: Partial<Record<Metric, number>> = {};
  for (const m of aims) if (reference[m] !== null) referencePoint[objectives[m].metric] ??= reference[m];
  const feasible = networks.filter(({ values }) => isWithin(objectives, limits, values));
  if (feasible.length === 0) return { points: [], hypervolume: 0, referencePoint };
  const columns = aims.map((m) =>
    Float64Array.from(feasible, ({ values }) => minimised(objectives[m].metric, values[m])),
  );
  const front = Array.from(paretoFront(columns), (i) => feasible[i]);
  front.sort((a, b) => b.values[0] - a.values[0]);
  const corner = aims.map((m) => minimised(objectives[m].metric, reference[m] ?? 0));
  const optimisedObjectives = aims.map((m) => objectives[m]);
  return {
    points: await toPoints(context, run, objectives, front),
    hypervolume: meanHypervolume(run.settings.devices, optimisedObjectives, columns, corner),
    referencePoint,
  };
}

/**
 * Over all objectives at once it would take minutes for a few hundred points on several devices. A device without any
 * objective does not count.
 */
function meanHypervolume(
  devices: readonly DeviceId[],
  objectives: readonly Objective[],
  columns: readonly Float64Array[],
  corner: readonly number[],
): number {
  const volumes = devices.flatMap((device) => {
    const own = objectives.flatMap((objective, m) =>
      objective.device === undefined || objective.device === device ? [m] : [],
    );
    if (own.length === 0) return [];
    return hypervolume(
      own.map((m) => columns[m]),
      own.map((m) => corner[m]),
    );
  });
  return volumes.reduce((sum, volume) => sum + volume, 0) / volumes.length;
}

/** Per objective the limit, else the worst value known, natural units; null where nothing is known. */
function referenceOf(plan: RunPlan, limits: Limits, networks: readonly KnownNetwork[]): (number | null)[] {
  return plan.objectives.map(({ metric }, m) => {
    const limit = limits[m];
    if (limit !== undefined) return limit;
    return networks.reduce<number | null>(
      (worst, { values }) => (worst === null ? values[m] : worse(metric, worst, values[m])),
      plan.worst[m],
    );
  });
}

/** A point shows the values that the run was told, with what the archive says of them where it has the same value. */
async function toPoints(
  context: RunContext,
  { space, settings }: SearchRun,
  objectives: readonly Objective[],
  front: readonly KnownNetwork[],
): Promise<readonly Point[]> {
  const shown = settings.devices[0];
  const accuracies = await context.subjects.ofTask(space, settings.task);
  const costs = await context.subjects.ofDevice(space, shown);
  return front.map(({ architecture, genes, values }) => {
    const accuracy = accuracies.combined.get(architecture);
    const cost = costs.combined.get(architecture);
    const estimates: Partial<Record<Metric, Estimate>> = {};
    objectives.forEach(({ metric, device }, m) => {
      if (metric === "accuracy") estimates.accuracy = estimateOf(values[m], accuracy?.accuracy, true);
      else if (device === shown) {
        estimates[metric] = estimateOf(values[m], cost?.[metric], settings.evaluator === "table");
      }
    });
    const testAccuracy = accuracy?.testAccuracy;
    return {
      id: architecture,
      architecture: genes,
      ...estimates,
      ...defined({ testAccuracy }),
      feasibility: 1,
    };
  });
}

function estimateOf(value: number, archived: Estimate | undefined, isMeasured: boolean): Estimate {
  if (archived?.value === value) return archived;
  return { value, source: isMeasured || archived !== undefined ? "MEASURED" : "COST_MODEL" };
}

import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import type { DeviceId, SpaceId } from "../../base/ids.js";
import { isCost, type Metric, minimised, worse } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { Estimate } from "../../projections/estimate.js";
import type { MetricEstimates, Point } from "../../projections/point.js";
import type { SearchRun } from "../../records/run.js";
import { isWithin, limitsOf } from "../../search/constraints/limits.js";
import type { Limits, Objective } from "../../search/ports.js";
import type { KnownNetwork, RunPlan } from "../plan/plan.js";
import { type PredictedCost, predictedCosts } from "../plan/predicted-costs.js";
import { optimisedOf } from "../request/optimised.js";
import type { RunContext } from "../run-context.js";

/** The Pareto front of a run, with its hypervolume and the reference point by metric in natural units. */
export interface RunFrontView {
  readonly points: readonly Point[];
  readonly hypervolume: number;
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
}

/**
 * The Pareto front of the networks that a run knows: those it evaluated and those known before it began. Points keep
 * the limits and are not dominated in the optimised objectives; best accuracy comes first, or
 * where it is no objective, the best value of the first one.
 *
 * With several devices, the costs and the reference point shown are those of the first device. The hypervolume is the
 * mean over the devices, for each of accuracy and the device's own costs, as far as they are optimised.
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
  const first = ({ values }: KnownNetwork) => minimised(objectives[0].metric, values[0]);
  front.sort((a, b) => first(a) - first(b));
  const corner = aims.map((m) => minimised(objectives[m].metric, reference[m] ?? 0));
  const optimisedObjectives = aims.map((m) => objectives[m]);
  return {
    points: await toPoints(context, run, plan, front),
    hypervolume: meanHypervolume(run.settings.devices, optimisedObjectives, columns, corner),
    referencePoint,
  };
}

/**
 * Mean over the devices of the hypervolume of accuracy and the device's own costs; a device without any objective is
 * left out. One hypervolume over the costs of all devices would take minutes for a few hundred points.
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

/** The reference point by objective, natural units: the limit, else the worst known value; null where none is known. */
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

/**
 * Points with the values that the run was told. Where the archive has an estimate of the same value, the point shows
 * that estimate with its details (repeats, standard deviation, date). A cost that the run's predictor gave is shown as
 * such, with its interval.
 */
async function toPoints(
  context: RunContext,
  { space, settings }: SearchRun,
  plan: RunPlan,
  front: readonly KnownNetwork[],
): Promise<readonly Point[]> {
  const shown = settings.devices[0];
  const predicted = await predictedNow(context, space, plan);
  const accuracies = await context.subjects.ofTask(space, settings.task);
  const costs = await context.subjects.ofDevice(space, shown);
  return front.map(({ architecture, genes, values }) => {
    const accuracy = accuracies.combined.get(architecture);
    const archived: MetricEstimates = { ...accuracy, ...costs.combined.get(architecture) };
    const estimates: Partial<Record<Metric, Estimate>> = {};
    plan.objectives.forEach(({ metric, device }, m) => {
      if (device !== undefined && device !== shown) return;
      const isMeasured = !isCost(metric) || settings.evaluator === "table";
      estimates[metric] =
        plan.predicted?.some(({ objective }) => objective === m) === true
          ? predictedOf(values[m], archived[metric], () => predicted(genes, m))
          : estimateOf(values[m], archived[metric], isMeasured);
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

/** The costs by the predictors of a run; none of them where one cannot be used any more. */
async function predictedNow(context: RunContext, space: SpaceId, plan: RunPlan): Promise<PredictedCost> {
  if ((plan.predicted ?? []).length === 0) return () => undefined;
  try {
    return await predictedCosts(context, await context.catalog.space(space), plan);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return () => undefined;
  }
}

/** A cost that was measured or, where it was not, predicted. It was measured if the prediction is another value. */
function predictedOf(
  value: number,
  archived: Estimate | undefined,
  predict: () => Estimate | undefined,
): Estimate {
  if (archived?.value === value) return archived;
  const own = predict();
  if (own !== undefined && Math.abs(own.value - value) <= 1e-9 * Math.abs(value)) return { ...own, value };
  return { value, source: archived === undefined ? "PREDICTED" : "MEASURED" };
}

function estimateOf(value: number, archived: Estimate | undefined, isMeasured: boolean): Estimate {
  if (archived?.value === value) return archived;
  return { value, source: isMeasured || archived !== undefined ? "MEASURED" : "COST_MODEL" };
}

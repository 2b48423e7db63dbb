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
import { type ObjectiveName, objectiveName, shownObjective } from "../../search/objective-names.js";
import type { Limits } from "../../search/ports.js";
import type { KnownNetwork, RunPlan } from "../plan/plan.js";
import { type PredictedCost, predictedCosts } from "../plan/predicted-costs.js";
import { optimisedOf } from "../request/optimised.js";
import type { RunContext } from "../run-context.js";

/** The Pareto front of a run, with its hypervolume and the reference point by objective in natural units. */
export interface RunFrontView {
  /** The optimised objectives; a cost is named with its device where there are several. */
  readonly objectives: readonly ObjectiveName[];
  readonly points: readonly Point[];
  readonly hypervolume: number;
  readonly referencePoint: Readonly<Partial<Record<ObjectiveName, number>>>;
}

/**
 * The Pareto front of the networks that a run knows: those it evaluated and those known before it began. Points keep
 * the limits and are not dominated in the optimised objectives; best accuracy comes first, or
 * where it is no objective, the best value of the first one.
 *
 * With several devices, points show the costs on each of them. The hypervolume is that of all optimised objectives,
 * relative to the reference point.
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
  const names = aims.map((m) => objectiveName(shownObjective(objectives[m], run.settings.devices)));
  const corners = aims.flatMap((m, i) => (reference[m] === null ? [] : [[names[i], reference[m]] as const]));
  const shown = { objectives: names, referencePoint: Object.fromEntries(corners) };
  const feasible = networks.filter(({ values }) => isWithin(objectives, limits, values));
  if (feasible.length === 0) return { ...shown, points: [], hypervolume: 0 };
  const columns = aims.map((m) =>
    Float64Array.from(feasible, ({ values }) => minimised(objectives[m].metric, values[m])),
  );
  const front = Array.from(paretoFront(columns), (i) => feasible[i]);
  const first = ({ values }: KnownNetwork) => minimised(objectives[0].metric, values[0]);
  front.sort((a, b) => first(a) - first(b));
  const corner = aims.map((m) => minimised(objectives[m].metric, reference[m] ?? 0));
  return {
    ...shown,
    points: await toPoints(context, run, plan, front),
    hypervolume: hypervolume(columns, corner),
  };
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
  const { devices, evaluator } = settings;
  const predicted = await predictedNow(context, space, plan);
  const accuracies = await context.subjects.ofTask(space, settings.task);
  const costs = await Promise.all(devices.map((device) => context.subjects.ofDevice(space, device)));
  const isPredicted = (m: number) => plan.predicted?.some(({ objective }) => objective === m) === true;
  return front.map(({ architecture, genes, values }) => {
    const known: MetricEstimates = accuracies.get(architecture) ?? {};
    /** What the run was told on a device or, without one, of the task. */
    const told = (archived: MetricEstimates, on?: DeviceId): MetricEstimates => {
      const estimates: Partial<Record<Metric, Estimate>> = {};
      plan.objectives.forEach(({ metric, device }, m) => {
        if (device !== on) return;
        const isMeasured = !isCost(metric) || evaluator === "table";
        estimates[metric] = isPredicted(m)
          ? predictedOf(values[m], archived[metric], () => predicted(genes, m))
          : estimateOf(values[m], archived[metric], isMeasured);
      });
      return estimates;
    };
    const own = devices.map((device, i) => told(costs[i].get(architecture) ?? {}, device));
    return {
      id: architecture,
      architecture: genes,
      ...told(known),
      ...defined({ testAccuracy: known.testAccuracy }),
      ...(devices.length === 1
        ? own[0]
        : { devices: Object.fromEntries(devices.map((id, i) => [id, own[i]])) }),
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

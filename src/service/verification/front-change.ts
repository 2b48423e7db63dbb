import { type Metric, minimised } from "../../base/metric.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import type { MetricEstimates, Point } from "../../projections/point.js";
import type { AskedPoint, VerificationRound } from "../../records/verification.js";
import { type Constraints, keepsLimit, limitedMetrics } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { objectiveNamed } from "../../search/objective-names.js";
import type { Context } from "../context.js";
import type { Front } from "../front/front.js";
import { queryFront } from "../front/query-front.js";
import { lastOf, type Rounds } from "./rounds.js";
import { estimatesOf, isAwaited, measuredFor, predictedOf, verifiedOf } from "./state.js";

/** How the front of a verification has changed since points were last asked for. */
export interface FrontOfVerification {
  /** The present answer to the same question. */
  readonly front: Front;
  /** The points that are new on the front. */
  readonly added: readonly Point[];
  /** The points that are no longer on the front. */
  readonly removed: readonly AskedPoint[];
  /** The reference point of both hypervolumes, in natural units: that of the front when points were asked for. */
  readonly referencePoint: VerificationRound["referencePoint"];
  /** Hypervolume of the points as they were predicted, in the product of the objectives' units. */
  readonly hypervolumePredicted: number;
  /**
   * Hypervolume of the same points by what is measured today. A metric of the task that nobody measured keeps its
   * prediction; points whose costs are not all measured, or that break a limit, add nothing.
   */
  readonly hypervolumeMeasured: number;
  /** The number of points that are left out of `hypervolumeMeasured` because a cost of theirs is not measured. */
  readonly notMeasured: number;
  /** The number of points that are left out of it because their measured values break a limit. */
  readonly beyondLimits: number;
}

/** Compares the front of the latest round of a verification with what is measured and with the present front. */
export async function frontOfVerification(context: Context, rounds: Rounds): Promise<FrontOfVerification> {
  const round = lastOf(rounds);
  const { first: _, ...query } = round.question;
  const front = await queryFront(context, query);
  const on = await context.catalog.taskOnDevice(query.task, query.device);
  const own = await context.catalog.ownMetrics();
  const constraints = parseConstraints(on.space, query.constraints, [on.device.id], own);
  const [before, now] = [round.points, front.points].map((points) => new Set(points.map(({ id }) => id)));
  const measured = await measuredFor(context, round);
  const points = verifiedOf(round);
  const known = points.flatMap((point) => valuesToday(point, measured(point.id)) ?? []);
  const within = known.filter((values) => keepsLimits(values, constraints));
  return {
    front,
    added: front.points.filter(({ id }) => !before.has(id)),
    removed: round.points.filter(({ id }) => !now.has(id)),
    referencePoint: round.referencePoint,
    hypervolumePredicted: volumeOf(round, points.map(valuesThen)),
    hypervolumeMeasured: volumeOf(round, within),
    notMeasured: points.length - known.length,
    beyondLimits: known.length - within.length,
  };
}

type Values = ReadonlyMap<Metric, number>;

const valuesThen = (point: AskedPoint): Values =>
  new Map(estimatesOf(point).map(([metric, { value }]) => [metric, value]));

/** The values of a point by what is measured today; undefined where a cost is not measured. */
function valuesToday(point: AskedPoint, measured: MetricEstimates): Values | undefined {
  const isLacking = predictedOf(point).some(
    ([metric]) => isAwaited(metric) && measured[metric] === undefined,
  );
  if (isLacking) return undefined;
  return new Map([...valuesThen(point)].map(([metric, value]) => [metric, measured[metric]?.value ?? value]));
}

const keepsLimits = (values: Values, constraints: Constraints): boolean =>
  limitedMetrics(constraints).every((metric) => {
    const value = values.get(metric);
    return value === undefined || keepsLimit(constraints, metric, value);
  });

function volumeOf({ objectives, referencePoint }: VerificationRound, points: readonly Values[]): number {
  if (points.length === 0) return 0;
  const metrics = objectives.map((name) => objectiveNamed(name).metric);
  const columns = metrics.map((metric) =>
    Float64Array.from(points, (values) => minimised(metric, values.get(metric) ?? Number.NaN)),
  );
  const corner = objectives.map((name, m) => minimised(metrics[m], referencePoint[name] ?? Number.NaN));
  return hypervolume(columns, corner);
}

import { defined } from "../../base/defined.js";
import type { ArchitectureId } from "../../base/ids.js";
import { type Metric, nameOf, ownerOf } from "../../base/metric.js";
import type { MetricEstimates } from "../../projections/point.js";
import { failureOf } from "../../records/reported-failures.js";
import type { AskedEstimate, AskedPoint, VerificationRound } from "../../records/verification.js";
import type { Context } from "../context.js";
import { assessMetric } from "./figures.js";
import { lastOf, type Rounds } from "./rounds.js";
import {
  POINT_STATUSES,
  type PointStatus,
  type Verification,
  type VerifiedMetric,
  type VerifiedPoint,
  type VerifiedValue,
} from "./verification.js";

/** What is measured of a network today. */
export type Measured = (id: ArchitectureId) => MetricEstimates;

/** Looks up what is measured of networks for the task and on the device of a verification. */
export async function measuredFor(
  { subjects }: Context,
  { space, question }: VerificationRound,
): Promise<Measured> {
  const costs = await subjects.ofDevice(space, question.device);
  const accuracies = await subjects.ofTask(space, question.task);
  return (id) => ({ ...accuracies.get(id), ...costs.get(id) });
}

/** The points of a round that were to be verified. */
export const verifiedOf = ({ points, question }: VerificationRound): readonly AskedPoint[] =>
  points.slice(0, question.first);

/** The estimates of a point by metric, as they were when it was asked for. */
export const estimatesOf = ({ estimates }: AskedPoint): readonly (readonly [Metric, AskedEstimate])[] =>
  Object.entries(estimates) as [Metric, AskedEstimate][];

/** Those of the estimates that no measurement had replaced by then. */
export const predictedOf = (point: AskedPoint): readonly (readonly [Metric, AskedEstimate])[] =>
  estimatesOf(point).filter(([, { source }]) => source !== "MEASURED");

/** Whether a measurement of a metric is waited for: those of devices are measured there, others are not. */
export const isAwaited = (metric: Metric): boolean => ownerOf(metric) === "device";

/** The verification as it stands: what was predicted in each round against what is measured today. */
export async function verificationOf(context: Context, rounds: Rounds): Promise<Verification> {
  const last = lastOf(rounds);
  const measured = await measuredFor(context, last);
  const points: VerifiedPoint[] = [];
  const seen = new Set<ArchitectureId>();
  for (const round of rounds) {
    for (const point of verifiedOf(round)) {
      if (seen.has(point.id) || predictedOf(point).length === 0) continue;
      seen.add(point.id);
      points.push(await pointOf(context, round, point, measured(point.id)));
    }
  }
  const counts = Object.fromEntries(
    POINT_STATUSES.map((status) => [status, points.filter((point) => point.status === status).length]),
  ) as Record<PointStatus, number>;
  const metrics = metricsOf(points);
  return {
    id: last.verification,
    space: last.space,
    task: last.question.task,
    device: last.question.device,
    question: last.question,
    objectives: last.objectives,
    rounds: rounds.length,
    askedAt: last.askedAt,
    points,
    counts,
    metrics,
    notes: notesOf(points, counts, metrics),
  };
}

async function pointOf(
  { archive }: Context,
  { askedAt, verification }: VerificationRound,
  point: AskedPoint,
  measured: MetricEstimates,
): Promise<VerifiedPoint> {
  const values = predictedOf(point).map(([metric, predicted]) => verifiedValue(metric, predicted, measured));
  const awaited = values.filter(({ metric }) => isAwaited(metric));
  const isMeasured = (awaited.length > 0 ? awaited : values).some((value) => value.measured !== undefined);
  const { id, architecture } = point;
  const shared = { id, architecture, askedAt, values };
  if (isMeasured) return { ...shared, status: "measured" };
  if (awaited.length === 0) return { ...shared, status: "not-awaited" };
  const reason = await failureOf(archive, { verification }, id);
  return reason === undefined ? { ...shared, status: "waiting" } : { ...shared, status: "failed", reason };
}

function verifiedValue(metric: Metric, predicted: AskedEstimate, known: MetricEstimates): VerifiedValue {
  const measured = known[metric];
  if (measured === undefined) return { metric, predicted };
  const { value, lower, upper } = predicted;
  const hasInterval = lower !== undefined && upper !== undefined;
  return {
    metric,
    predicted,
    measured,
    ...defined({
      error: measured.value === 0 ? undefined : (value - measured.value) / measured.value,
      inside: hasInterval ? measured.value >= lower && measured.value <= upper : undefined,
    }),
  };
}

function metricsOf(points: readonly VerifiedPoint[]): readonly VerifiedMetric[] {
  const values = points.flatMap((point) => point.values);
  const metrics = [...new Set(values.map(({ metric }) => metric))];
  return metrics.map((metric) =>
    assessMetric(
      metric,
      isAwaited(metric),
      values.filter((value) => value.metric === metric),
    ),
  );
}

function notesOf(
  points: readonly VerifiedPoint[],
  counts: Readonly<Record<PointStatus, number>>,
  metrics: readonly VerifiedMetric[],
): readonly string[] {
  const notes: string[] = [];
  if (counts.failed > 0) {
    const what = counts.failed === 1 ? "1 point is" : `${counts.failed} points are`;
    const why = counts.failed === 1 ? "it failed or was" : "they failed or were";
    notes.push(`${what} not measured, because ${why} given up; a later measurement still counts`);
  }
  for (const { metric, awaited, points: predicted, measured } of metrics) {
    const name = nameOf(metric);
    const lacking = points.filter(
      ({ status, values }) => status === "measured" && values.some((value) => lacks(value, metric)),
    ).length;
    if (awaited && lacking > 0) {
      notes.push(`the measurements of ${lacking} of the ${counts.measured} measured points have no ${name}`);
    }
    if (!awaited && measured < predicted) {
      notes.push(
        `${name} is not waited for: it was predicted for ${predicted === 1 ? "1 point" : `${predicted} points`}, and ` +
          `a measured one was submitted for ${measured} of them`,
      );
    }
  }
  return notes;
}

const lacks = (value: VerifiedValue, metric: Metric): boolean =>
  value.metric === metric && value.measured === undefined;

import { InvalidInput } from "../../base/errors.js";
import { type CostMetric, METRICS, type Metric, minimised } from "../../base/metric.js";
import { kneePoint } from "../../pareto/knee.js";
import { topsisPoint } from "../../pareto/topsis.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import type { Front, FrontQuery } from "./front.js";
import { queryFront } from "./query-front.js";

/**
 * One point of the front that meets the constraints, with the probability that they really hold (`point.feasibility`): the
 * knee, the best by weights, or the cheapest. With a `confidence`, only points with at least that probability are considered.
 */
export async function recommend(context: Context, input: RecommendInput): Promise<Recommendation> {
  const { preference = { kind: "knee" }, confidence = 0, ...query } = input;
  checkConfidence(confidence);
  const front = await queryFront(context, query satisfies FrontQuery);
  checkPreference(preference, front.objectives);
  if (front.points.length === 0) return { kind: "infeasible", nearest: front.nearest, notes: front.notes };
  const points = front.points.filter((point) => point.feasibility >= confidence);
  if (points.length === 0) return tooUncertain(front, confidence);
  return { kind: "point", ...choose(front.objectives, points, preference) };
}

function choose(
  objectives: readonly Metric[],
  points: readonly Point[],
  preference: Preference,
): { readonly point: Point; readonly reason: string } {
  const columns = objectives.map((metric) =>
    Float64Array.from(points, (point) => minimised(metric, point[metric]?.value ?? Number.NaN)),
  );
  const count = points.length === 1 ? "one point" : `${points.length} points`;
  switch (preference.kind) {
    case "knee": {
      const reason = `the knee of a front of ${count}: beyond it every gain costs more`;
      return { point: points[kneePoint(columns)], reason };
    }
    case "weighted": {
      const weights = objectives.map((metric) => preference.weights[metric] ?? 0);
      const named = objectives.map((metric, m) => `${metric} ${weights[m]}`).join(", ");
      const reason = `of a front of ${count}, nearest to the best and farthest from the worst of every objective, weighted ${named}`;
      return { point: points[topsisPoint(columns, weights)], reason };
    }
    case "cheapest": {
      const column = columns[objectives.indexOf(preference.metric)];
      const point = points[column.indexOf(column.reduce((a, b) => Math.min(a, b)))];
      return { point, reason: `the lowest ${preference.metric} among ${count} that meet the constraints` };
    }
  }
}

function tooUncertain(front: Front, confidence: number): Recommendation {
  const surest = front.points.reduce((best, point) => Math.max(best, point.feasibility), 0);
  const note =
    `no network keeps the limits with a probability of ${confidence} or more: ` +
    `the surest of ${front.points.length} that keep them by estimate does with ${surest.toFixed(2)}`;
  return { kind: "infeasible", nearest: front.nearest, notes: [...front.notes, note] };
}

function checkConfidence(confidence: number): void {
  if (confidence >= 0 && confidence <= 1) return;
  throw new InvalidInput("confidence", "confidence must be a probability from 0 to 1");
}

function checkPreference(preference: Preference, objectives: readonly Metric[]): void {
  const known = `the objectives ${objectives.join(", ")}`;
  if (preference.kind === "cheapest" && !objectives.includes(preference.metric)) {
    throw new InvalidInput(
      "preference",
      `preference names ${preference.metric}, which is not among ${known}`,
    );
  }
  if (preference.kind !== "weighted") return;
  const { weights } = preference;
  for (const metric of METRICS) {
    const weight = weights[metric] ?? 0;
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new InvalidInput("preference.weights", `the weight of ${metric} must be a number of at least 0`);
    }
    if (weight > 0 && !objectives.includes(metric)) {
      throw new InvalidInput(
        "preference.weights",
        `preference weighs ${metric}, which is not among ${known}`,
      );
    }
  }
  if (objectives.some((metric) => (weights[metric] ?? 0) > 0)) return;
  throw new InvalidInput("preference.weights", "at least one weight must be above 0");
}

export type Preference =
  | { readonly kind: "knee" }
  /** TOPSIS; objectives without a weight count nothing. */
  | { readonly kind: "weighted"; readonly weights: Readonly<Partial<Record<Metric, number>>> }
  | { readonly kind: "cheapest"; readonly metric: CostMetric };

export interface RecommendInput extends FrontQuery {
  /** Default: the knee. */
  readonly preference?: Preference;
  /** Least probability, 0 to 1, that every constraint really holds. Default 0: the estimate itself must keep them. */
  readonly confidence?: number;
}

export type Recommendation =
  | { readonly kind: "point"; readonly point: Point; readonly reason: string }
  | { readonly kind: "infeasible"; readonly nearest: Front["nearest"]; readonly notes: readonly string[] };

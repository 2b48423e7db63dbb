import { InvalidInput } from "../../base/errors.js";
import { type CostMetric, isMaximised, type Metric, minimised, nameOf } from "../../base/metric.js";
import { paretoFront } from "../../pareto/front.js";
import { kneePoint } from "../../pareto/knee.js";
import { topsisPoint } from "../../pareto/topsis.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import type { Front, FrontQuery } from "./front.js";
import { queryFront } from "./query-front.js";
import { surpassedNote, withoutSurpassed } from "./surpassed.js";

/** Which point of a front to recommend. */
export type Preference =
  | { readonly kind: "knee" }
  /** The best point by TOPSIS; an objective without a weight has weight 0. Weights are by the names of metrics. */
  | { readonly kind: "weighted"; readonly weights: Readonly<Record<string, number | undefined>> }
  | { readonly kind: "cheapest"; readonly metric: CostMetric }
  /** The point with the highest accuracy. */
  | { readonly kind: "accuracy" };

/** A question for one network, unchecked. */
export interface RecommendInput extends FrontQuery {
  /** Default: the knee. */
  readonly preference?: Preference;
  /** Least probability, 0 to 1, that every constraint holds. Default 0: it suffices that the estimates keep them. */
  readonly confidence?: number;
}

/** The point recommended and why, or, where no point will do, the nearest ones. `notes` say what was left out. */
export type Recommendation =
  | {
      readonly kind: "point";
      readonly point: Point;
      readonly reason: string;
      readonly notes: readonly string[];
    }
  | { readonly kind: "infeasible"; readonly nearest: Front["nearest"]; readonly notes: readonly string[] };

/**
 * Recommends one point of the front that keeps the constraints: the knee, the best by weights, the cheapest or the
 * most accurate. `point.feasibility` is the probability that the constraints really hold; points below `confidence` are
 * not considered, and neither are predicted points that a known one surpasses at this confidence. Throws a
 * `HarmonicError` naming the field, for example `preference.weights`.
 */
export async function recommend(context: Context, input: RecommendInput): Promise<Recommendation> {
  const { preference = { kind: "knee" }, confidence = 0, ...query } = input;
  checkConfidence(confidence);
  const front = await queryFront(context, query satisfies FrontQuery);
  checkPreference(preference, front.objectives);
  if (front.points.length === 0) return { kind: "infeasible", nearest: front.nearest, notes: front.notes };
  const certain = front.points.filter((point) => point.feasibility >= confidence);
  if (certain.length === 0) return tooUncertain(front, confidence);
  const points = confidence > 0 ? withoutSurpassed(front.objectives, certain, confidence) : certain;
  const passedOver = certain.length - points.length;
  const notes = passedOver === 0 ? front.notes : [...front.notes, surpassedNote(passedOver, confidence)];
  return { kind: "point", ...choose(front.objectives, points, preference), notes };
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
      const weights = objectives.map((metric) => preference.weights[nameOf(metric)] ?? 0);
      const named = objectives.map((metric, m) => `${nameOf(metric)} ${weights[m]}`).join(", ");
      const reason =
        `of a front of ${count}, nearest to the best and farthest from the worst of every objective, ` +
        `weighted ${named}`;
      return { point: points[topsisPoint(columns, weights)], reason };
    }
    case "cheapest":
    case "accuracy": {
      const metric = metricOf(preference) as Metric;
      const superlative = isMaximised(metric) ? "highest" : "lowest";
      const point = points[bestIn(columns, objectives.indexOf(metric))];
      return { point, reason: `the ${superlative} ${metric} among ${count} that meet the constraints` };
    }
  }
}

/** The point with the least value of one column; of several such points one that no other dominates. */
function bestIn(columns: readonly Float64Array[], m: number): number {
  return paretoFront(columns).reduce((best, i) => (columns[m][i] < columns[m][best] ? i : best));
}

/** The one metric that a preference is about; undefined if it weighs several. */
function metricOf(preference: Preference): Metric | undefined {
  if (preference.kind === "accuracy") return "accuracy";
  return preference.kind === "cheapest" ? preference.metric : undefined;
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
  const names = objectives.map(nameOf);
  const known = `the objectives ${names.join(", ")}`;
  const best = metricOf(preference);
  if (best !== undefined && !objectives.includes(best)) {
    throw new InvalidInput("preference", `preference names ${best}, which is not among ${known}`);
  }
  if (preference.kind !== "weighted") return;
  const { weights } = preference;
  for (const [metric, weight = 0] of Object.entries(weights)) {
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new InvalidInput("preference.weights", `the weight of ${metric} must be a number of at least 0`);
    }
    if (weight > 0 && !names.includes(metric)) {
      throw new InvalidInput(
        "preference.weights",
        `preference weighs ${metric}, which is not among ${known}`,
      );
    }
  }
  if (names.some((name) => (weights[name] ?? 0) > 0)) return;
  throw new InvalidInput("preference.weights", "at least one weight must be above 0");
}

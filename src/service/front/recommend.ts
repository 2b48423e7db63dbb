import { InvalidInput } from "../../base/errors.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import { checkPreference, choose, type Preference, preferenceOn } from "./choose.js";
import type { Front, FrontQuery } from "./front.js";
import { queryFront } from "./query-front.js";
import { surpassedNote, withoutSurpassed } from "./surpassed.js";

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
  const { preference: given = { kind: "knee" }, confidence = 0, ...query } = input;
  checkConfidence(confidence);
  const front = await queryFront(context, query satisfies FrontQuery);
  const preference = preferenceOn(given, query);
  checkPreference(preference, front.objectives);
  if (front.points.length === 0) return { kind: "infeasible", nearest: front.nearest, notes: front.notes };
  const certain = front.points.filter((point) => point.feasibility >= confidence);
  if (certain.length === 0) return tooUncertain(front, confidence);
  const points = confidence > 0 ? withoutSurpassed(front.objectives, certain, confidence) : certain;
  const passedOver = certain.length - points.length;
  const notes = passedOver === 0 ? front.notes : [...front.notes, surpassedNote(passedOver, confidence)];
  return { kind: "point", ...choose(front.objectives, points, preference), notes };
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

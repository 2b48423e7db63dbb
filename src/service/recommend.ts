import { InvalidInput } from "../base/errors.js";
import { isMaximised } from "../base/metric.js";
import { kneePoint } from "../pareto/knee.js";
import type { Context } from "./context.js";
import { queryFront } from "./front/query-front.js";
import type { Front, FrontQuery, Point, Preference, Recommendation } from "./service.js";

/** One point of the front that meets the constraints: its knee, or the cheapest. */
export async function recommend(
  context: Context,
  input: FrontQuery & { readonly preference?: Preference },
): Promise<Recommendation> {
  const preference = input.preference ?? { kind: "knee" };
  const front = await queryFront(context, input);
  if (front.points.length === 0) return { kind: "infeasible", nearest: front.nearest, notes: front.notes };
  return preference.kind === "knee" ? knee(front) : cheapest(front, preference.metric);
}

function knee(front: Front): Recommendation {
  const columns = front.objectives.map((metric) =>
    Float64Array.from(
      front.points,
      (point) => (isMaximised(metric) ? -1 : 1) * (point[metric]?.value ?? Number.NaN),
    ),
  );
  const point = front.points[kneePoint(columns)];
  return {
    kind: "point",
    point,
    reason: `the knee of a front of ${front.points.length} points: beyond it every gain costs more`,
  };
}

function cheapest(front: Front, metric: "latency" | "energy"): Recommendation {
  if (!front.objectives.includes(metric)) {
    throw new InvalidInput(
      "preference",
      `preference names ${metric}, which is not among the objectives ${front.objectives.join(", ")}`,
    );
  }
  const value = (point: Point) => point[metric]?.value ?? Number.POSITIVE_INFINITY;
  const point = front.points.reduce((best, next) => (value(next) < value(best) ? next : best));
  return {
    kind: "point",
    point,
    reason: `the lowest ${metric} among the ${front.points.length} points that meet the constraints`,
  };
}

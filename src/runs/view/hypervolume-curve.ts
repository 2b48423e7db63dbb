import { minimised } from "../../base/metric.js";
import { hypervolume } from "../../pareto/hypervolume/hypervolume.js";
import { type ObjectiveName, objectiveNamed } from "../../search/objective-names.js";
import type { RunEvaluation } from "./evaluations.js";
import type { RunProgress } from "./run-progress.js";

/** The value of an objective that an evaluation found, in the objective's unit; undefined where it found none. */
export function foundValue(evaluation: RunEvaluation, name: ObjectiveName): number | undefined {
  const { metric, device } = objectiveNamed(name);
  if (metric === "accuracy") return evaluation.accuracy;
  const own = metric in (evaluation.metrics ?? {});
  if (own) return evaluation.metrics?.[metric as keyof typeof evaluation.metrics];
  const [[first] = []] = evaluation.costs;
  const costs = evaluation.costs.get(device ?? first!);
  return costs?.[metric as keyof typeof costs];
}

/**
 * The hypervolume of what a run has evaluated, after each evaluation that raised it: pairs of the number of evaluations
 * and the hypervolume, up to the run's reference point. It begins with [0, 0] and ends with the last evaluation. Cheap
 * scores, failures and networks that the run waits for add nothing. Empty where a reference value is not known yet.
 */
export function hypervolumeCurve(
  { objectives, referencePoint }: Pick<RunProgress, "objectives" | "referencePoint">,
  evaluations: readonly RunEvaluation[],
): readonly (readonly [evaluations: number, hypervolume: number])[] {
  const metrics = objectives.map((name) => objectiveNamed(name).metric);
  const reference = objectives.map((name, m) => minimised(metrics[m], referencePoint[name] ?? Number.NaN));
  const whole = evaluations.filter(({ fidelity, status }) => fidelity === undefined && status !== "pending");
  if (reference.some(Number.isNaN) || whole.length === 0) return [];
  let front: number[][] = [];
  const curve: [number, number][] = [[0, 0]];
  whole.forEach((evaluation, i) => {
    const point = objectives.map((name, m) =>
      minimised(metrics[m], foundValue(evaluation, name) ?? Number.NaN),
    );
    if (!point.every((value, m) => value < reference[m])) return;
    if (front.some((other) => other.every((value, m) => value <= point[m]))) return;
    front = [...front.filter((other) => !point.every((value, m) => value <= other[m])), point];
    const columns = objectives.map((_, m) => Float64Array.from(front, (one) => one[m]));
    curve.push([i + 1, hypervolume(columns, reference)]);
  });
  const [last, volume] = curve[curve.length - 1];
  if (whole.length > last) curve.push([whole.length, volume]);
  return curve;
}

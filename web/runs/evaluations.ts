import { ask } from "../api/ask.js";
import {
  EvaluationsDocument,
  type EvaluationsQuery,
  type ProgressPartsFragment,
} from "../generated/operations.js";
import { isLargerBetter } from "../parts/metrics.js";
import { hypervolumeCurve } from "./hypervolume.js";

export type Evaluation = EvaluationsQuery["evaluations"]["nodes"][number];

/** All evaluations of a run, in its order. */
export async function evaluationsOf(run: string, signal: AbortSignal): Promise<readonly Evaluation[]> {
  const all: Evaluation[] = [];
  let after: string | null = null;
  do {
    const { evaluations }: EvaluationsQuery = await ask(EvaluationsDocument, { run, after }, signal);
    all.push(...evaluations.nodes);
    after = evaluations.pageInfo.hasNextPage ? evaluations.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

/** The value of an objective, such as `latency` or `jetson-tx2.latency`, of an evaluation; undefined if it has none. */
export function objectiveValue(evaluation: Evaluation, objective: string): number | undefined {
  const dot = objective.lastIndexOf(".");
  const name = objective.slice(dot + 1);
  const device = dot < 0 ? undefined : objective.slice(0, dot);
  const from = device === undefined ? evaluation : evaluation.costs.find((one) => one.device.key === device);
  const value =
    (from as Readonly<Record<string, unknown>> | undefined)?.[name] ??
    from?.metrics.find((metric) => metric.name === name)?.value;
  return typeof value === "number" ? value : undefined;
}

/** The value that a search minimises. */
const minimised = (objective: string, value: number): number => (isLargerBetter(objective) ? -value : value);

/** The evaluations that ended with all values of a whole evaluation, not with a cheap score. */
export const wholeOnes = (evaluations: readonly Evaluation[]): readonly Evaluation[] =>
  evaluations.filter(({ fidelity, status }) => fidelity === null && status !== "PENDING");

/** The objectives and the reference point of a run's hypervolume. */
export type Reference = Pick<ProgressPartsFragment, "objectiveNames" | "referenceValues">;

/** The worst of the reference points of runs with the same objectives, from which all of them can be measured. */
export function sharedReference(references: readonly Reference[]): Reference | undefined {
  const [first] = references;
  const isSame = references.every((one) => one.objectiveNames.join() === first.objectiveNames.join());
  if (first === undefined || !isSame) return undefined;
  const worst = first.objectiveNames.map((objective) => {
    const values = references.map(
      ({ referenceValues }) =>
        referenceValues.find((one) => one.objective === objective)?.value ?? Number.NaN,
    );
    return { objective, value: isLargerBetter(objective) ? Math.min(...values) : Math.max(...values) };
  });
  return { objectiveNames: first.objectiveNames, referenceValues: worst };
}

/**
 * The mean of curves in steps, such as hypervolumes of runs of one strategy: at each place where one of them rises, up
 * to where the shortest of them ends.
 */
export function meanCurve(
  curves: readonly (readonly (readonly [number, number])[])[],
): readonly (readonly [number, number])[] {
  const end = Math.min(...curves.map((curve) => curve[curve.length - 1][0]));
  const places = [...new Set(curves.flatMap((curve) => curve.map(([x]) => x)))].filter((x) => x <= end);
  const at = (curve: readonly (readonly [number, number])[], x: number) =>
    curve.findLast(([from]) => from <= x)?.[1] ?? 0;
  return places
    .sort((a, b) => a - b)
    .map((x) => [x, curves.reduce((sum, curve) => sum + at(curve, x), 0) / curves.length] as const);
}

/** The hypervolume over the evaluations of a run: pairs of x and hypervolume; undefined where it cannot be computed. */
export function curveOf(
  evaluations: readonly Evaluation[],
  { objectiveNames, referenceValues }: Reference,
  over: "evaluations" | "seconds",
): readonly (readonly [number, number])[] | undefined {
  const whole = wholeOnes(evaluations);
  const reference = objectiveNames.map((name) => {
    const value = referenceValues.find(({ objective }) => objective === name)?.value ?? Number.NaN;
    return minimised(name, value);
  });
  if (reference.some(Number.isNaN)) return undefined;
  const points = whole.map((one) => {
    const values = objectiveNames.flatMap((name) => {
      const value = objectiveValue(one, name);
      return value === undefined ? [] : [minimised(name, value)];
    });
    return values.length < objectiveNames.length ? undefined : values;
  });
  const curve = hypervolumeCurve(points, reference);
  if (curve === undefined || over === "evaluations") return curve;
  const start = Math.min(
    ...whole.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)])),
  );
  return curve.map(([count, value]) => {
    const at = count === 0 ? null : whole[count - 1];
    const seconds = at?.startedAt == null ? 0 : (Date.parse(at.startedAt) - start) / 1000 + (at.seconds ?? 0);
    return [Math.max(0, seconds), value] as const;
  });
}

import { ask } from "../api/ask.js";
import {
  EvaluationsDocument,
  type EvaluationsQuery,
  type ProgressPartsFragment,
} from "../generated/operations.js";
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

/** The value of an objective, such as `latency` or `jetson-tx2.latency`, of an evaluation; smaller ones are better. */
function minimised(evaluation: Evaluation, objective: string): number | undefined {
  const dot = objective.lastIndexOf(".");
  const name = objective.slice(dot + 1) as "accuracy" | "latency" | "energy";
  const device = dot < 0 ? undefined : objective.slice(0, dot);
  const from = device === undefined ? evaluation : evaluation.costs.find((one) => one.device.key === device);
  const value = (from as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (typeof value !== "number") return undefined;
  return name === "accuracy" ? -value : value;
}

/** The hypervolume over the evaluations of a run: pairs of x and hypervolume; undefined where it cannot be computed. */
export function curveOf(
  evaluations: readonly Evaluation[],
  { objectiveNames, referenceValues }: Pick<ProgressPartsFragment, "objectiveNames" | "referenceValues">,
  over: "evaluations" | "seconds",
): readonly (readonly [number, number])[] | undefined {
  const whole = evaluations.filter(({ fidelity, status }) => fidelity === null && status !== "PENDING");
  const reference = objectiveNames.map((name) => {
    const value = referenceValues.find(({ objective }) => objective === name)?.value ?? Number.NaN;
    return name.endsWith("accuracy") ? -value : value;
  });
  if (reference.some(Number.isNaN)) return undefined;
  const points = whole.map((one) => {
    const values = objectiveNames.map((name) => minimised(one, name));
    return values.some((value) => value === undefined) ? undefined : (values as number[]);
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

import { METRICS } from "../../base/metric.js";
import { orderBy } from "../../base/order-by.js";
import type { RunEvaluation, RunEvaluations } from "./evaluations.js";

/** What evaluations can be sorted by; costs are those on the run's first device. */
export const EVALUATION_ORDERS = ["number", ...METRICS, "seconds"] as const;
export type EvaluationOrder = (typeof EVALUATION_ORDERS)[number];

/** Which evaluations of a run to list, and in which order. */
export interface EvaluationFilter {
  /** Default: every status. */
  readonly status?: RunEvaluation["status"];
  /** Default: `number`. Evaluations without the value come last. */
  readonly order?: EvaluationOrder;
  readonly descending?: boolean;
}

/** The evaluations that pass a filter, sorted. */
export function orderEvaluations(
  { run, evaluations }: RunEvaluations,
  { status, order = "number", descending = false }: EvaluationFilter,
): readonly RunEvaluation[] {
  const [first] = run.settings.devices;
  const wanted = evaluations.filter((evaluation) => status === undefined || evaluation.status === status);
  return orderBy(
    wanted,
    (evaluation) =>
      order === "latency" || order === "energy" ? evaluation.costs.get(first)?.[order] : evaluation[order],
    descending,
  );
}

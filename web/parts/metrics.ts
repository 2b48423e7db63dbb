import { catalog } from "../api/catalog.js";

/** What people call a metric of a task: its accuracy by the name of the task's score, such as weighted F1. */
export function wordsOf(metric: string, task: string | undefined): string {
  if (metric !== "accuracy") return metric;
  return catalog.state.value.data?.tasks.find(({ key }) => key === task)?.scoreName ?? metric;
}

/** A text with a capital at its beginning. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** The metric of an objective, such as `latency` of `jetson-tx2.latency`. */
export const metricIn = (objective: string): string => objective.slice(objective.lastIndexOf(".") + 1);

const UNITS: Readonly<Record<string, string>> = { accuracy: "", latency: "ms", energy: "mJ" };

const declared = (objective: string) =>
  catalog.state.value.data?.metrics.find(({ name }) => name === metricIn(objective));

/** Whether larger values of an objective are better. */
export const isLargerBetter = (objective: string): boolean =>
  metricIn(objective) === "accuracy" || declared(objective)?.direction === "MAX";

/** The unit of an objective; empty where it has none. */
export const unitOf = (objective: string): string =>
  UNITS[metricIn(objective)] ?? declared(objective)?.unit ?? "";

/** The title of an axis: the objective, and its unit. */
export function axisTitle(objective: string, task: string | undefined): string {
  const unit = unitOf(objective);
  return unit === "" ? wordsOf(objective, task) : `${objective} [${unit}]`;
}

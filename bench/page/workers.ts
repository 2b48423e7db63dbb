import { resultOf, tableOf } from "./markdown.js";

interface WorkersResult {
  readonly evaluations: number;
  readonly workers: number;
  readonly secondsOfOne: number;
  readonly secondsOfAll: number;
  readonly ratio: number;
  readonly ratioWithStart: number;
  readonly areEqual: boolean;
}

/** How much faster several workers finish a search than one. */
export function workersBlock(): string {
  const { evaluations, workers, ...result } = resultOf<WorkersResult>("workers");
  const head = [
    "evaluations",
    "1 worker [s]",
    `${workers} workers [s]`,
    "ratio",
    "with the start",
    "equal runs",
  ];
  const figures = [result.secondsOfOne, result.secondsOfAll].map((seconds) => seconds.toFixed(1));
  const ratios = [result.ratio, result.ratioWithStart].map((ratio) => ratio.toFixed(2));
  const [ratio, withStart] = ratios;
  return tableOf(head, [
    [String(evaluations), ...figures, `**${ratio}**`, withStart, result.areEqual ? "yes" : "no"],
  ]);
}

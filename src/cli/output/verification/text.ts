import { type Metric, nameOf, unitOf } from "../../../base/metric.js";
import type { FrontOfVerification } from "../../../service/verification/front-change.js";
import type {
  Verification,
  VerifiedMetric,
  VerifiedPoint,
  VerifiedValue,
} from "../../../service/verification/verification.js";
import { count, number, percent, short, withUnit } from "../format.js";
import type { GeneText } from "../genes/gene-code.js";
import { pointTable, volumeText } from "../points.js";
import { left, right, table } from "../table.js";

/** The number of waiting points that are listed before the waiting begins. */
const LISTED = 20;

const LEGEND =
  "p predicted, c summed from an operator profile, ! measurements disagree; error: (predicted - measured) / measured";

/** What waits for measurements, and how they come about. */
export function waitingText({ points, task, device, counts }: Verification, genes: GeneText): string {
  const waiting = points.filter(({ status }) => status === "waiting");
  const shown = waiting.slice(0, LISTED).map(({ id, architecture, values }) => ({
    id,
    architecture,
    ...Object.fromEntries(values.map(({ metric, predicted }) => [metric, predicted])),
  }));
  const more = counts.waiting - shown.length;
  const awaited = counts.waiting === 1 ? "1 point waits" : `${count(counts.waiting)} points wait`;
  return [
    `${awaited} for a measurement on ${device}:`,
    pointTable(shown, genes),
    ...(more > 0 ? [`and ${count(more)} more`] : []),
    `measure them there: harmonic profile --task ${task} --device ${device} --server URL --verify`,
    `or give them out: harmonic measurements suggest --task ${task} --device ${device} --count ${counts.waiting} ` +
      "--format csv",
  ].join("\n");
}

/** A verification for people: a table per metric, how well each was predicted, and the new front. */
export function verificationText(
  verification: Verification,
  change: FrontOfVerification,
  genes: GeneText,
  limit = Number.POSITIVE_INFINITY,
): string {
  const { metrics, points, counts, notes } = verification;
  const { front } = change;
  const shown = front.points.slice(0, limit);
  const hidden = front.points.length - shown.length;
  const measured = metrics.filter((one) => one.measured > 0);
  return [
    ...measured.map(({ metric }) => metricTable(metric, points, genes)),
    ...(measured.length === 0 ? [] : [LEGEND]),
    statusText(counts),
    ...metrics.filter((one) => one.awaited || one.measured > 0).map(figuresText),
    ...failedText(points),
    ...notes,
    changeText(change),
    ...(front.points.length === 0
      ? ["The front is empty."]
      : ["", "The front now:", pointTable(shown, genes)]),
    ...(hidden > 0 ? [`${count(hidden)} more networks of the front are not shown; see --limit`] : []),
    ...(front.points.length === 0 ? [] : [volumeText(front.objectives, front.referencePoint, front)]),
    ...front.notes,
  ]
    .filter((line, i, lines) => line !== "" || lines[i + 1] === "The front now:")
    .join("\n");
}

/** Predicted against measured values of one metric, in the order of the points; those without one are left out. */
function metricTable(metric: Metric, points: readonly VerifiedPoint[], genes: GeneText): string {
  const isFraction = unitOf(metric) === "fraction";
  const head = (what: string) => right(withUnit(what, isFraction ? "" : unitOf(metric)));
  const rows = points.flatMap(({ id, architecture, values }) => {
    const value = values.find((one) => one.metric === metric);
    if (value?.measured === undefined) return [];
    return [[short(id), ...valueCells(value), genes.of(architecture)]];
  });
  const columns = [
    left("architecture"),
    head(`predicted ${nameOf(metric)}`),
    head("90 % interval"),
    head("measured"),
    right("error"),
    left("inside"),
    left("genes"),
  ];
  return table(columns, rows);
}

function valueCells({ predicted, measured, error, inside }: VerifiedValue): string[] {
  const { value, lower, upper, source } = predicted;
  return [
    `${number(value)} ${source === "COST_MODEL" ? "c" : "p"}`,
    lower === undefined ? "-" : `${number(lower)} to ${number(upper)}`,
    `${number(measured?.value)}${measured?.clashing === true ? " !" : ""}`,
    error === undefined ? "-" : signedPercent(error),
    inside === undefined ? "-" : inside ? "yes" : "no",
  ];
}

const signedPercent = (share: number): string => `${share > 0 ? "+" : ""}${percent(share)}`;

const statusText = (counts: Verification["counts"]): string =>
  [
    `verified points: ${counts.measured} measured`,
    ...(counts.waiting === 0 ? [] : [`${counts.waiting} wait`]),
    ...(counts.failed === 0 ? [] : [`${counts.failed} failed or given up`]),
    ...(counts["not-awaited"] === 0
      ? []
      : [`${counts["not-awaited"]} without anything to measure on the device`]),
  ].join(", ");

/** How well a metric was predicted, in a line. The error is (predicted - measured) / measured. */
function figuresText(figures: VerifiedMetric): string {
  const { metric, points, measured, within10, spearman, coverage90, intervals } = figures;
  const of = (share: number, all: number) => `${Math.round(share * all)} of ${all} (${percent(share)})`;
  return [
    `${nameOf(metric)}: ${measured} of ${points} predictions are measured`,
    ...(within10 === undefined ? [] : [`within 10 %: ${of(within10, measured)}`]),
    ...(spearman === undefined ? [] : [`Spearman's rank correlation ${spearman.toFixed(3)}`]),
    ...(coverage90 === undefined ? [] : [`inside the 90 % interval: ${of(coverage90, intervals)}`]),
  ].join("; ");
}

/** The points that were not measured, by reason. */
function failedText(points: readonly VerifiedPoint[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, reason } of points) {
    if (reason === undefined) continue;
    reasons.set(reason, [...(reasons.get(reason) ?? []), short(id)]);
  }
  return [...reasons].map(([reason, ids]) => `not measured: ${ids.join(", ")}: ${reason}`);
}

function changeText(change: FrontOfVerification): string {
  const { added, removed, hypervolumePredicted, hypervolumeMeasured, notMeasured, beyondLimits } = change;
  const { objectives } = change.front;
  const without = [
    ...(notMeasured === 0 ? [] : [`${notMeasured} not measured`]),
    ...(beyondLimits === 0 ? [] : [`${beyondLimits} beyond the limits`]),
  ].join(" and ");
  const predicted = volumeText(objectives, change.referencePoint, { hypervolume: hypervolumePredicted });
  return [
    `front: ${added.length} new points and ${removed.length} gone since it was asked to be verified`,
    `as predicted it had ${predicted}`,
    `as measured it has hypervolume ${number(hypervolumeMeasured)}${without === "" ? "" : ` (without ${without})`}`,
  ].join("\n");
}

/** The value of the latest measurement in words, for a line of progress; empty while there is none. */
export function progressText({ counts, metrics }: Verification): string {
  const parts = metrics.flatMap(({ metric, within10, measured }) =>
    within10 === undefined
      ? []
      : [`${nameOf(metric)} within 10 %: ${Math.round(within10 * measured)} of ${measured}`],
  );
  return [...parts, ...(counts.failed === 0 ? [] : [`${counts.failed} failed`])].join(", ");
}

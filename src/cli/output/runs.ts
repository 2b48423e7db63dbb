import { defined } from "../../base/defined.js";
import { isMaximised, nameOf } from "../../base/metric.js";
import type { RunSettings, RunStatus } from "../../records/run.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import { count, number, short, unitText } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import { inMetricOrder, pointJson, pointTable, volumeText } from "./points.js";
import { left, table } from "./table.js";

/** A run in the form of `search --json`. */
export const runJson = ({ run, evaluations, leftOut, scores, spent, points, hypervolume }: RunProgress) => ({
  run: run.id,
  status: run.status.kind,
  evaluations,
  ...defined({ leftOut }),
  ...(run.settings.fidelities && { scores, spent }),
  points: points.map(pointJson),
  hypervolume,
});

/** Why a run ended, in the form of `--json`; nothing if it has not. */
export function endJson(status: RunStatus) {
  if (status.kind === "failed") return { reason: status.reason };
  if (status.kind !== "finished") return {};
  const { reason, rule, expectedGain } = status;
  return { reason, stoppedBy: rule ?? null, ...defined({ expectedGain }) };
}

/** The status of a run, with the reason if it finished or failed. */
export function statusText(status: RunStatus): string {
  return status.kind === "finished" || status.kind === "failed"
    ? `${status.kind}: ${status.reason}`
    : status.kind;
}

/** A run for people: status, evaluations, the networks that it waits for, and the front with its hypervolume. */
export function runText(progress: RunProgress, genes: GeneText): string {
  const { run, evaluations, failed, leftOut = 0, scores, spent, points, pending } = progress;
  const budget = count(run.settings.budget);
  const head = `run ${run.id}: ${statusText(run.status)}, ${count(evaluations)} of ${budget} evaluations`;
  return [
    failed === 0 ? head : `${head}, ${count(failed)} failed`,
    ...(scores === 0 ? [] : [`cheap scores: ${count(scores)}; total cost: ${number(spent)} evaluations`]),
    ...aimText(run.settings),
    ...(leftOut === 0
      ? []
      : [`${count(leftOut)} networks of the table are left out: they lack a value that the search needs`]),
    ...pendingText(pending, genes),
    ...(points.length === 0
      ? ["no feasible network yet"]
      : [
          pointTable(points, genes),
          volumeText(inMetricOrder(progress.referencePoint), progress.referencePoint, {
            hypervolume: progress.hypervolume,
          }),
        ]),
  ].join("\n");
}

/** The networks that a run waits for, by id and genes; nothing for a run that waits for none. */
function pendingText(pending: RunProgress["pending"], genes: GeneText): string[] {
  if (pending.length === 0) return [];
  const rows = pending.map(({ id, architecture }) => [short(id), genes.of(architecture)]);
  return [
    `waiting for measurements of ${count(pending.length)} networks:`,
    table([left("architecture"), left("genes")], rows),
    ...(genes.legend === "" ? [] : [genes.legend]),
  ];
}

/** A line with the objectives and limits of a run whose objectives were given or own metrics limited; else nothing. */
function aimText({ objectives, constraints }: RunSettings): string[] {
  const { limits: own = [] } = constraints;
  if (objectives === undefined && own.length === 0) return [];
  const { minAccuracy, maxLatency, maxEnergy } = constraints;
  const limits = [
    ...(minAccuracy === undefined ? [] : [`accuracy of at least ${minAccuracy}`]),
    ...(maxLatency === undefined ? [] : [`latency up to ${maxLatency} ms`]),
    ...(maxEnergy === undefined ? [] : [`energy up to ${maxEnergy} mJ`]),
    ...own.map(
      ({ metric, value }) =>
        `${nameOf(metric)} ${isMaximised(metric) ? "of at least" : "up to"} ${value}${unitText(metric)}`,
    ),
  ];
  const within = limits.length === 0 ? "" : ` within ${limits.join(", ")}`;
  const aims = objectives?.map(nameOf).join(", ") ?? "accuracy and every cost of the devices";
  return [`optimises ${aims}${within}`];
}

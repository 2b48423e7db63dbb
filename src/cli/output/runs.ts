import { defined } from "../../base/defined.js";
import type { DeviceId } from "../../base/ids.js";
import { COST_METRICS, isMaximised, nameOf } from "../../base/metric.js";
import type { JobRecord } from "../../records/job.js";
import type { RunSettings, RunStatus } from "../../records/run.js";
import { objectiveNamesOf } from "../../runs/request/optimised.js";
import type { RunProgress } from "../../runs/view/run-progress.js";
import { statusName } from "../../runs/view/status-name.js";
import { limitOf, type OwnLimit } from "../../search/constraints/constraints.js";
import { shownName } from "../../search/objective-names.js";
import { count, number, short, unitText } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import { byName, pointJson, pointTable, volumeText } from "./points.js";
import { left, table } from "./table.js";

/** A run in the form of `search --json`. With several devices it says what the hypervolume is of. */
export const runJson = (progress: RunProgress) => ({
  run: progress.run.id,
  status: statusName(progress.run.status),
  evaluations: progress.evaluations,
  ...defined({ leftOut: progress.leftOut }),
  ...(progress.run.settings.fidelities && { scores: progress.scores, spent: progress.spent }),
  points: progress.points.map(pointJson),
  hypervolume: progress.hypervolume,
  ...(progress.run.settings.devices.length > 1 && {
    objectives: progress.objectives.map(shownName),
    referencePoint: byName(progress.referencePoint),
  }),
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
    : statusName(status);
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
    ...parallelText(run.settings),
    ...(leftOut === 0
      ? []
      : [`${count(leftOut)} networks of the table are left out: they lack a value that the search needs`]),
    ...pendingText(pending, genes),
    ...deadText(progress.deadLetters, genes),
    ...(points.length === 0
      ? ["no feasible network yet"]
      : [
          pointTable(points, genes),
          volumeText(progress.objectives, progress.referencePoint, {
            hypervolume: progress.hypervolume,
          }),
        ]),
  ].join("\n");
}

/** The networks that a run waits for, by id and genes; nothing for a run that waits for none. */
function pendingText(pending: RunProgress["pending"], genes: GeneText): string[] {
  if (pending.length === 0) return [];
  const isClaimed = pending.some(({ job }) => job !== undefined);
  const rows = pending.map(({ id, architecture, job }) => [
    short(id),
    genes.of(architecture),
    ...(isClaimed ? [claimText(job)] : []),
  ]);
  return [
    `waiting for measurements of ${count(pending.length)} networks:`,
    table([left("architecture"), left("genes"), ...(isClaimed ? [left("worker")] : [])], rows),
    ...(genes.legend === "" ? [] : [genes.legend]),
  ];
}

/** Who evaluates a network, and how earlier claims of it ended. */
function claimText(job: JobRecord | undefined): string {
  if (job === undefined) return "";
  const { state, past } = job;
  const now =
    state.kind === "claimed"
      ? `${state.worker} until ${state.leaseUntil.slice(0, 19)}Z`
      : state.kind === "waiting" && past.at(-1)?.outcome === "failed"
        ? `again at ${state.notBefore.slice(0, 19)}Z`
        : "";
  const before = past.map(({ worker, outcome, reason }) => `${outcome} (${worker}): ${reason}`);
  return [now, ...before].filter((text) => text !== "").join("; ");
}

/** The evaluations that are not tried again, with their reasons; nothing where there are none. */
function deadText(letters: RunProgress["deadLetters"], genes: GeneText): string[] {
  if (letters.length === 0) return [];
  const rows = letters.map(({ id, architecture, job }) => [
    short(id),
    genes.of(architecture),
    job.state.reason,
  ]);
  return [
    `${count(letters.length)} networks could not be evaluated and are not tried again:`,
    table([left("architecture"), left("genes"), left("reason")], rows),
  ];
}

/** A line with the number of networks that are out at the same time; nothing where batches are handed out. */
const parallelText = ({ parallel }: RunSettings): string[] =>
  parallel === undefined
    ? []
    : [`up to ${count(parallel)} ${parallel === 1 ? "network is" : "networks are"} out at the same time`];

/**
 * A line with the objectives and limits of a run whose objectives were given, or that limits own metrics or single
 * devices; nothing for another run.
 */
function aimText(settings: RunSettings): string[] {
  const { objectives, constraints, devices } = settings;
  const { minAccuracy, perDevice = [], limits: own = [] } = constraints;
  if (objectives === undefined && perDevice.length === 0 && own.length === 0) return [];
  const costs = (device: DeviceId | undefined, on: string) => {
    const [latency, energy] = COST_METRICS.map((metric) => limitOf(constraints, metric, device));
    return [
      ...(latency === undefined ? [] : [`latency up to ${latency} ms${on}`]),
      ...(energy === undefined ? [] : [`energy up to ${energy} mJ${on}`]),
    ];
  };
  const limits = [
    ...(minAccuracy === undefined ? [] : [`accuracy of at least ${minAccuracy}`]),
    ...(perDevice.length === 0 ? costs(undefined, "") : devices.flatMap((id) => costs(id, ` on ${id}`))),
    ...own.map(ownLimitText),
  ];
  const names =
    objectiveNamesOf(settings)?.map(shownName).join(", ") ?? "accuracy and every cost of the devices";
  const within = limits.length === 0 ? "" : ` within ${limits.join(", ")}`;
  return [`optimises ${names}${within}`];
}

function ownLimitText({ metric, device, value }: OwnLimit): string {
  const bound = isMaximised(metric) ? "of at least" : "up to";
  return `${nameOf(metric)} ${bound} ${value}${unitText(metric)}${device === undefined ? "" : ` on ${device}`}`;
}

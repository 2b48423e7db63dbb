import { createHash } from "node:crypto";
import { onceMore } from "../../base/async/once-more.js";
import { InvalidInput } from "../../base/errors.js";
import type { ArchitectureId, DeviceId } from "../../base/ids.js";
import { isOwn, nameOf, ownerOf } from "../../base/metric.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { Change } from "../../records/changes.js";
import type { JobRecord } from "../../records/job.js";
import type { Measurement } from "../../records/measurement.js";
import type { SearchRun } from "../../records/run.js";
import { measuredValues } from "../../runs/execution/evaluators/measured-values.js";
import type { SettledJob } from "../../runs/jobs/exchange.js";
import { claimId, jobChange, knownClaim, requireHeld } from "../../runs/jobs/held-claim.js";
import { claimedByQueue, failQueued, storedJob, storeJob } from "../../runs/jobs/queued-results.js";
import { done } from "../../runs/jobs/transitions.js";
import { readPlan } from "../../runs/plan/plan.js";
import type { Objective } from "../../search/ports.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Architecture } from "../../space/types.js";
import type { Context } from "../context.js";
import { type MeasurementInput, readMeasurement } from "../measurements/read-measurement.js";
import { receiptId } from "../measurements/submission.js";

/** What a worker measured, unchecked: metrics of the task, and costs on the run's device or on each of several. */
export interface EvaluationMeasurement extends Omit<MeasurementInput, "architecture"> {
  /** Costs on several devices; a run on one device has them beside the accuracy. */
  readonly devices?: readonly DeviceMeasurement[];
}

/** Costs on one of several devices, unchecked. */
export interface DeviceMeasurement
  extends Pick<MeasurementInput, "latency" | "energy" | "latencySd" | "energySd" | "metrics"> {
  readonly device: string;
}

/** An evaluation whose result is stored. */
export interface CompletedEvaluation {
  readonly run: SearchRun;
  readonly architecture: ArchitectureId;
  readonly measurements: readonly Measurement[];
}

/**
 * Stores the result of a claimed evaluation, once: the same result again gets the same answer. The check that the claim
 * is its worker's is part of the commit, so that a worker whose evaluation was given to another changes nothing. Throws
 * `NotFound` and `Conflict` on `claim`, and `InvalidInput` on a field of `measurement`, also where a metric is missing
 * that the run needs.
 */
export function completeEvaluation(
  context: Context,
  claim: string,
  measurement: EvaluationMeasurement,
): Promise<CompletedEvaluation> {
  return onceMore(() => completeOnce(context, claim, measurement));
}

async function completeOnce(
  context: Context,
  claim: string,
  measurement: EvaluationMeasurement,
): Promise<CompletedEvaluation> {
  const known = await knownClaim(context, claim);
  const { job, run, token } = known;
  const fingerprint = fingerprintOf(measurement);
  const { state } = job;
  const isRepeated = state.kind === "done" && job.token === token && state.fingerprint === fingerprint;
  const held = isRepeated ? undefined : requireHeld(known);
  const result = { run, architecture: await genesOf(context, job), claim, measurement };
  const measurements = await readResult(context, result);
  const answer = { run, architecture: job.architecture, measurements };
  if (held === undefined) return answer;
  await requireObjectives(context, result, measurements);
  const next = done(job, held, context.clock(), fingerprint);
  await storeResult(context, answer, claim, jobChange(job, next));
  return answer;
}

/**
 * Stores the result of a worker on a queue, unless there is one already. One that the run cannot use counts as a
 * failure of the worker.
 */
export async function completeQueued(
  context: Context,
  settled: Extract<SettledJob, { kind: "result" }>,
): Promise<void> {
  const { id, worker } = settled;
  try {
    await onceMore(() => completeQueuedOnce(context, settled));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    await failQueued(context, { kind: "failed", id, worker, reason: error.text });
  }
}

async function completeQueuedOnce(
  context: Context,
  { id, worker, measurement }: Extract<SettledJob, { kind: "result" }>,
): Promise<void> {
  const was = await storedJob(context, id);
  const run = await context.archive.get("run", was.run);
  if (run === undefined || was.state.kind === "done" || was.state.kind === "dead") return;
  const now = context.clock();
  const job = claimedByQueue(was, worker, now);
  if (job.state.kind !== "claimed") return;
  const claim = claimId(job);
  const result = { run, architecture: await genesOf(context, job), claim, measurement };
  const measurements = await readResult(context, result);
  await requireObjectives(context, result, measurements);
  const next = { ...done(job, job.state, now, fingerprintOf(measurement)), id };
  const answer = { run, architecture: job.architecture, measurements };
  await storeResult(context, answer, claim, storeJob(was, next));
}

const fingerprintOf = (measurement: object): string =>
  createHash("sha256").update(JSON.stringify(measurement)).digest("hex");

async function genesOf({ archive }: Context, { architecture }: JobRecord): Promise<Architecture> {
  const record = await archive.architecture(architecture);
  if (record !== undefined) return record.architecture;
  throw new Error(`architecture ${architecture} was handed out and is not stored`);
}

/** Stores measurements together with the change of their evaluation, and tells those who wait. */
async function storeResult(
  { archive, news }: Context,
  { run, measurements }: CompletedEvaluation,
  claim: string,
  change: Change,
): Promise<void> {
  const receipt = {
    id: receiptId(claim),
    fingerprint: "",
    answer: { measurements: measurements.map(({ id }) => ({ id })) },
  };
  await archive.commit([
    change,
    ...measurements.map((one): Change => ({ type: "measurement", record: one })),
    { type: "put", kind: "receipt", record: receipt },
  ]);
  announceMeasurements(news, measurements);
  news.announce({ kind: "run", run: run.id });
}

/** What a worker handed in for a network of a run. */
interface Result {
  readonly run: SearchRun;
  readonly architecture: Architecture;
  readonly claim: string;
  readonly measurement: EvaluationMeasurement;
}

/** The measurements of a result. Their ids follow from the claim. Throws `InvalidInput` on a field of `measurement`. */
async function readResult(
  context: Context,
  { run, architecture, claim, measurement: { devices = [], ...shared } }: Result,
): Promise<readonly Measurement[]> {
  const task = await context.catalog.task(run.settings.task);
  const subjects = {
    space: await context.catalog.space(task.space),
    task,
    origin: "search: measured by a worker",
    submissionId: claim,
    declared: await context.catalog.ownMetrics(),
  };
  const [only, another] = run.settings.devices;
  const parts: {
    input: Omit<MeasurementInput, "architecture">;
    device: DeviceId | undefined;
    field: string;
  }[] = [];
  if (devices.length === 0 || Object.keys(shared).length > 0) {
    const device = another === undefined ? only : undefined;
    parts.push({ input: shared, device, field: "measurement" });
  }
  for (const [i, { device: named, ...costs }] of devices.entries()) {
    const device = run.settings.devices.find((id) => id === named);
    const field = `measurement.devices[${i}]`;
    if (device === undefined) {
      const known = run.settings.devices.join(", ");
      throw new InvalidInput(`${field}.device`, `${field}.device must be a device of the run: ${known}`);
    }
    parts.push({ input: costs, device, field });
  }
  return parts.flatMap(({ input, device, field }, i) => {
    const given = { ...input, architecture };
    const { measurements } = named(field, i, () => readMeasurement(given, i, { ...subjects, device }));
    return measurements.map((one) => ({ ...one, run: run.id }));
  });
}

/** Errors that name a measurement of a list name it as `field` instead. */
function named<T>(field: string, index: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const own = (text: string) => text.replaceAll(`measurements[${index}]`, field);
    throw new InvalidInput(own(error.field ?? field), own(error.text), error.remedy);
  }
}

/** Throws `InvalidInput` where an objective of the run stays unknown: the run would wait for it for ever. */
async function requireObjectives(
  context: Context,
  { run, architecture }: Result,
  measurements: readonly Measurement[],
): Promise<void> {
  const { objectives } = await readPlan(context.archive, run.id);
  const task = await context.catalog.task(run.settings.task);
  const space = await context.catalog.space(task.space);
  for (const objective of objectives) {
    if (measurements.some((one) => has(one, objective))) continue;
    const values = await measuredValues(context, task, space, [objective]);
    if (values.of(fromArchitecture(space, architecture)) !== undefined) continue;
    const { metric, device } = objective;
    const on = device === undefined ? "" : ` on device "${device}"`;
    throw new InvalidInput(
      `measurement.${nameOf(metric)}`,
      `measurement must have ${nameOf(metric)}${on}: run "${run.id}" needs it, and it is not known of this network`,
    );
  }
}

/** Whether a measurement has the value of an objective. An accuracy on test data is none that a search uses. */
function has(one: Measurement, { metric, device }: Objective): boolean {
  if (one.subject === "device" && one.device !== device) return false;
  if (one.subject !== ownerOf(metric)) return false;
  if (isOwn(metric)) return one.metrics?.[metric] !== undefined;
  if (one.subject === "task") return one.accuracy !== undefined && one.fidelity.split === "validation";
  return metric !== "accuracy" && one[metric] !== undefined;
}

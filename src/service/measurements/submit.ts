import { createHash } from "node:crypto";
import { onceMore } from "../../base/async/once-more.js";
import { Conflict, InvalidInput } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { requireText } from "../../base/validate.js";
import type { Estimate } from "../../projections/estimate.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import { genesOf } from "../../projections/named.js";
import type { Change } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { Task } from "../../records/task.js";
import { waitingRuns } from "../../runs/view/pending.js";
import { toArchitecture } from "../../space/architecture.js";
import type { CommitUnder } from "../audit/trail.js";
import type { Context } from "../context.js";
import { type MeasurementInput, readMeasurement } from "./read-measurement.js";
import { receiptId } from "./submission.js";

/** Measurements to store, unchecked. */
export interface SubmitMeasurements {
  /** Required: it determines the search space of the architectures. */
  readonly task?: string;
  /** Required where a measurement has a latency, an energy or another metric of devices. */
  readonly device?: string;
  readonly measurements: readonly MeasurementInput[];
  readonly idempotencyKey?: string;
  /** Origin of the measurements, in words. Default: `client`. */
  readonly origin?: string;
}

/** What a submission stored. */
export interface Submission {
  /** Key of the submission: its idempotency key, or else a new one. Lists and retractions name it so. */
  readonly submission: string;
  readonly measurements: readonly Measurement[];
  /** Number of measurements stored. */
  readonly stored: number;
  /** Submitted architectures whose measurements now disagree (see `combineReadings`). */
  readonly clashing: readonly ArchitectureId[];
}

const MOST_PER_CALL = 10_000;

/**
 * Stores what a client measured, all of it or nothing: accuracy for the task, latency and energy for the device, and
 * the metrics that users declared for either. With
 * an idempotency key, the same request again, also at the same time, returns the first answer; the same key with other
 * content throws `Conflict` on `idempotencyKey`.
 *
 * @param commit stores the changes, all of them or none, under the key of the submission
 */
export function submitMeasurements(
  context: Context,
  input: SubmitMeasurements,
  commit: CommitUnder = (_, changes) => context.archive.commit(changes),
): Promise<Submission> {
  return onceMore(() => submitOnce(context, input, commit));
}

async function submitOnce(
  context: Context,
  input: SubmitMeasurements,
  commit: CommitUnder,
): Promise<Submission> {
  const receipt = receiptOf(input);
  if (receipt !== undefined) {
    const known = await context.archive.get("receipt", receipt.id);
    if (known !== undefined && known.fingerprint !== receipt.fingerprint) {
      throw new Conflict(
        "idempotencyKey",
        `idempotencyKey "${input.idempotencyKey}" was used for another request`,
      );
    }
    if (known !== undefined) return answerAgain(context, known.answer as Answer, receipt.key);
  }
  const { task, device, space } = await subjectsOf(context, input);
  const key = receipt?.key ?? context.newId();
  const submissionId = receipt?.id ?? key;
  requireCount(input.measurements);
  const origin = requireText(input.origin ?? "client", "origin", 200);
  const declared = await context.catalog.ownMetrics();
  const subjects = { space, task, device, origin, submissionId, declared };
  const records = await Promise.all(
    input.measurements.map(async (given, i) => {
      const field = `measurements[${i}].architecture`;
      const architecture = await genesOf(context.archive, space, given.architecture, field);
      return readMeasurement({ ...given, architecture }, i, subjects);
    }),
  );
  const measurements = await withRuns(
    context,
    task,
    records.flatMap((record) => record.measurements),
  );
  const changes: Change[] = records.map(({ id, genotype }) => ({
    type: "architecture",
    record: { id, space: space.spec.id, architecture: toArchitecture(space, genotype) },
  }));
  for (const record of measurements) changes.push({ type: "measurement", record });
  const answer: Answer = {
    measurements,
    stored: measurements.length,
    ...(receipt && { clashing: await clashesOf(context, measurements, "new") }),
  };
  // The record comes first: a request that another one has overtaken fails before it stores the rest.
  const record = recordOf(key, receipt?.fingerprint, answer);
  await commit(key, [{ type: "insert", kind: "receipt", record }, ...changes]);
  announceMeasurements(context.news, measurements);
  return answerAgain(context, answer, key);
}

/** An answer as it is kept. Receipts of earlier releases, and submissions without an idempotency key, lack clashes. */
type Answer = Omit<Submission, "clashing" | "submission"> & Partial<Pick<Submission, "clashing">>;

/** The answer to a submission that is stored. */
async function answerAgain(context: Context, answer: Answer, submission: string): Promise<Submission> {
  const clashing = answer.clashing ?? (await clashesOf(context, answer.measurements, "stored"));
  return { ...answer, submission, clashing };
}

/** The record of a submission. Without an idempotency key it need not be answered again: ids are enough. */
function recordOf(key: string, fingerprint: string | undefined, answer: Answer) {
  const id = receiptId(key);
  if (fingerprint !== undefined) return { id, fingerprint, answer };
  return {
    id,
    fingerprint: "",
    answer: { measurements: answer.measurements.map((one) => ({ id: one.id })) },
  };
}

/** The measurements, each with the run that waits for it, if there is one. */
async function withRuns(
  context: Context,
  task: Task,
  measurements: readonly Measurement[],
): Promise<readonly Measurement[]> {
  const waiting = await waitingRuns(context, task.id);
  if (waiting.length === 0) return measurements;
  return measurements.map((measurement) => {
    const found = waiting.find(
      ({ run, networks }) =>
        networks.has(measurement.architecture) &&
        (measurement.subject === "task" || run.settings.devices.includes(measurement.device)),
    );
    return found === undefined ? measurement : { ...measurement, run: found.run.id };
  });
}

/**
 * The networks of these measurements whose measurements disagree, including these. `new` ones are not stored yet, and
 * are compared with what is; that way the answer can be stored together with them. One that was stored, and was
 * retracted since, counts no more.
 */
async function clashesOf(
  context: Context,
  measurements: readonly Measurement[],
  state: "new" | "stored",
): Promise<readonly ArchitectureId[]> {
  const clashing = new Set<ArchitectureId>();
  const ofTask = measurements.filter((m) => m.subject === "task");
  const ofDevice = measurements.filter((m) => m.subject === "device");
  const { subjects } = context;
  const combined = await Promise.all([
    ofTask.length > 0 ? subjects.accuraciesOf(ofTask, state) : undefined,
    ofDevice.length > 0 ? subjects.costsOf(ofDevice, state) : undefined,
  ]);
  for (const { architecture } of measurements) {
    const estimates = combined.flatMap(
      (values) => Object.values(values?.get(architecture) ?? {}) as Estimate[],
    );
    if (estimates.some((estimate) => estimate.clashing)) clashing.add(architecture);
  }
  return [...clashing];
}

/** The record by which a repeated request is recognised; undefined without an idempotency key. */
function receiptOf(input: SubmitMeasurements): { key: string; id: string; fingerprint: string } | undefined {
  if (input.idempotencyKey === undefined) return undefined;
  const key = requireText(input.idempotencyKey, "idempotencyKey", 200);
  if (key === "") throw new InvalidInput("idempotencyKey", "idempotencyKey must not be empty");
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  return { key, id: receiptId(key), fingerprint };
}

async function subjectsOf(context: Context, input: SubmitMeasurements) {
  if (input.task === undefined)
    throw new InvalidInput("task", "task must be given: it names the search space of the architectures");
  const task = await context.catalog.task(input.task);
  const device = input.device === undefined ? undefined : (await context.catalog.device(input.device)).id;
  return { task, device, space: await context.catalog.space(task.space) };
}

function requireCount({ length }: readonly unknown[]): void {
  if (length === 0) throw new InvalidInput("measurements", "measurements must not be empty");
  if (length <= MOST_PER_CALL) return;
  throw new InvalidInput(
    "measurements",
    `measurements must be at most ${MOST_PER_CALL} in one call, not ${length}`,
  );
}

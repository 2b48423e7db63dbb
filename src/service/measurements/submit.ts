import { createHash } from "node:crypto";
import { Conflict, InvalidInput } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { requireText } from "../../base/validate.js";
import type { Estimate } from "../../projections/estimate.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { Change } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import { toArchitecture } from "../../space/architecture.js";
import type { Context } from "../context.js";
import { type MeasurementInput, readMeasurement } from "./read-measurement.js";

export interface SubmitMeasurements {
  readonly task?: string;
  readonly device?: string;
  readonly measurements: readonly MeasurementInput[];
  readonly idempotencyKey?: string;
  readonly origin?: string;
}

export interface Submission {
  readonly measurements: readonly Measurement[];
  /** How many of them were not known before. */
  readonly stored: number;
  readonly clashing: readonly ArchitectureId[];
}

const MOST_PER_CALL = 10_000;

/**
 * Stores what a client measured: accuracy for the task, latency and energy for the device. All of it or nothing. With an
 * idempotency key, the same request again gives the first answer; the same key with other content is a `Conflict`.
 */
export async function submitMeasurements(context: Context, input: SubmitMeasurements): Promise<Submission> {
  const receipt = receiptOf(input);
  if (receipt !== undefined) {
    const known = await context.archive.get("receipt", receipt.id);
    if (known !== undefined && known.fingerprint !== receipt.fingerprint) {
      throw new Conflict(
        "idempotencyKey",
        `idempotencyKey "${input.idempotencyKey}" was used for another request`,
      );
    }
    if (known !== undefined) return withClashes(context, known.answer as Omit<Submission, "clashing">);
  }
  const { task, device, space } = await subjectsOf(context, input);
  const submissionId = receipt?.id ?? context.newId();
  requireCount(input.measurements);
  const origin = requireText(input.origin ?? "client", "origin", 200);
  const records = input.measurements.map((measurement, i) =>
    readMeasurement(measurement, i, { space, task, device, origin, submissionId }),
  );
  const measurements = records.flatMap((record) => record.measurements);
  const changes: Change[] = records.map(({ id, genotype }) => ({
    type: "architecture",
    record: { id, space: space.spec.id, architecture: toArchitecture(space, genotype) },
  }));
  for (const record of measurements) changes.push({ type: "measurement", record });
  const answer = { measurements, stored: measurements.length };
  if (receipt !== undefined)
    changes.push({ type: "insert", kind: "receipt", record: { ...receipt, answer } });
  await context.archive.commit(changes);
  announceMeasurements(context.news, measurements);
  return withClashes(context, answer);
}

/** Says which of the submitted networks now have measurements that disagree. */
async function withClashes(context: Context, answer: Omit<Submission, "clashing">): Promise<Submission> {
  const clashing = new Set<ArchitectureId>();
  const byAccuracy = answer.measurements.find((m) => m.subject === "task");
  const byCost = answer.measurements.find((m) => m.subject === "device");
  const tables = await Promise.all([
    byAccuracy && context.subjects.ofTask(byAccuracy.space, byAccuracy.task),
    byCost && context.subjects.ofDevice(byCost.space, byCost.device),
  ]);
  for (const { architecture } of answer.measurements) {
    const estimates = tables.flatMap(
      (table) => Object.values(table?.combined.get(architecture) ?? {}) as Estimate[],
    );
    if (estimates.some((estimate) => estimate.clashing)) clashing.add(architecture);
  }
  return { ...answer, clashing: [...clashing] };
}

function receiptOf(input: SubmitMeasurements): { id: string; fingerprint: string } | undefined {
  if (input.idempotencyKey === undefined) return undefined;
  const key = requireText(input.idempotencyKey, "idempotencyKey", 200);
  if (key === "") throw new InvalidInput("idempotencyKey", "idempotencyKey must not be empty");
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  return { id: `measurements/${key}`, fingerprint };
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

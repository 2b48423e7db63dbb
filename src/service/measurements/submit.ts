import { createHash } from "node:crypto";
import { defined, optional } from "../../base/defined.js";
import { Conflict, InvalidInput } from "../../base/errors.js";
import type { ArchitectureId, DeviceId } from "../../base/ids.js";
import { isoInstant } from "../../base/instant.js";
import { fraction, MOST_COST, millijoules, milliseconds } from "../../base/units.js";
import { requireInteger, requireNumber, requireText } from "../../base/validate.js";
import type { Estimate } from "../../projections/estimate.js";
import { announceMeasurements } from "../../projections/measurements/announce.js";
import type { Change } from "../../records/changes.js";
import { contentId } from "../../records/content-id.js";
import type { Measurement } from "../../records/measurement.js";
import type { Task } from "../../records/task.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";

const MOST_PER_CALL = 10_000;

/** A year. */
const MOST_SECONDS = 31_536_000;

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
  const records = readAll(input, {
    space,
    task,
    device,
    origin: requireText(input.origin ?? "client", "origin", 200),
    submissionId,
  });
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

interface Subjects {
  readonly space: Space;
  readonly task: Task;
  readonly device: DeviceId | undefined;
  readonly origin: string;
  readonly submissionId: string;
}

function readAll(input: SubmitMeasurements, subjects: Subjects) {
  if (input.measurements.length === 0)
    throw new InvalidInput("measurements", "measurements must not be empty");
  if (input.measurements.length > MOST_PER_CALL) {
    throw new InvalidInput(
      "measurements",
      `measurements must be at most ${MOST_PER_CALL} in one call, not ${input.measurements.length}`,
    );
  }
  return input.measurements.map((measurement, i) => readOne(measurement, `measurements[${i}]`, i, subjects));
}

function readOne(input: MeasurementInput, field: string, index: number, subjects: Subjects) {
  const { space, task, device, submissionId } = subjects;
  const genotype = parseArchitecture(space, input.architecture, `${field}.architecture`);
  const id = architectureId(space, genotype);
  const shared = {
    space: space.spec.id,
    architecture: id,
    origin: subjects.origin,
    retracted: false,
    repeats: requireInteger(input.repeats ?? 1, `${field}.repeats`, 1, 1_000_000),
    ...defined({
      measuredAt: optional(input.measuredAt, (measuredAt) => requireDate(measuredAt, `${field}.measuredAt`)),
    }),
  };
  const measurements: Measurement[] = [];
  if (input.accuracy !== undefined) {
    const key = contentId(submissionId, index, "task", task.id);
    measurements.push({ ...shared, id: key, subject: "task", task: task.id, ...accuracyOf(input, field) });
  }
  if (input.latency !== undefined || input.energy !== undefined) {
    if (device === undefined)
      throw new InvalidInput("device", `device must be given: ${field} has a latency or an energy`);
    measurements.push({
      ...shared,
      id: contentId(submissionId, index, "device", device),
      subject: "device",
      device,
      ...costOf(input, field),
    });
  }
  if (measurements.length === 0)
    throw new InvalidInput(field, `${field} must have an accuracy, a latency [ms] or an energy [mJ]`);
  return { id, genotype, measurements };
}

function accuracyOf(input: MeasurementInput, field: string) {
  const ownsSd = input.sd !== undefined && input.latency === undefined;
  return {
    accuracy: fraction(
      requireNumber(input.accuracy, `${field}.accuracy`, { least: 0, most: 1, unit: "fraction" }),
    ),
    ...(ownsSd
      ? { accuracySd: requireNumber(input.sd, `${field}.sd`, { least: 0, most: 1, unit: "fraction" }) }
      : {}),
    fidelity: {
      split: input.split ?? ("validation" as const),
      training: requireText(input.training ?? "", `${field}.training`, 200),
      seeds: (input.seeds ?? []).map((seed, i) => requireInteger(seed, `${field}.seeds[${i}]`, 0, 2 ** 32)),
      ...defined({
        seconds: optional(input.seconds, (seconds) =>
          requireNumber(seconds, `${field}.seconds`, {
            least: 0,
            most: MOST_SECONDS,
            unit: "s",
          }),
        ),
      }),
    },
  };
}

function costOf(input: MeasurementInput, field: string) {
  const positive = (value: number, name: string, unit: string) =>
    requireNumber(value, `${field}.${name}`, { above: 0, most: MOST_COST, unit });
  return {
    ...defined({
      latency: optional(input.latency, (latency) => milliseconds(positive(latency, "latency", "ms"))),
      energy: optional(input.energy, (energy) => millijoules(positive(energy, "energy", "mJ"))),
    }),
    ...(input.sd !== undefined && input.latency !== undefined
      ? {
          latencySd: milliseconds(
            requireNumber(input.sd, `${field}.sd`, { least: 0, most: MOST_COST, unit: "ms" }),
          ),
        }
      : {}),
    ...defined({
      batch: optional(input.batch, (batch) => requireInteger(batch, `${field}.batch`, 1, 1_000_000)),
      powerMode: optional(input.powerMode, (powerMode) => requireText(powerMode, `${field}.powerMode`, 100)),
      runtime: optional(input.runtime, (runtime) => requireText(runtime, `${field}.runtime`, 100)),
    }),
  };
}

function requireDate(value: string, field: string): string {
  const instant = typeof value === "string" ? isoInstant(value) : undefined;
  if (instant !== undefined) return instant;
  const given = String(value).slice(0, 40);
  throw new InvalidInput(field, `${field} must be an ISO 8601 date and time with a zone, not "${given}"`);
}

export interface MeasurementInput {
  readonly architecture: unknown;
  readonly accuracy?: number;
  readonly latency?: number;
  readonly energy?: number;
  readonly repeats?: number;
  /** Standard deviation between repeats, of the latency [ms] where one is given, else of the accuracy. */
  readonly sd?: number;
  readonly batch?: number;
  readonly powerMode?: string;
  readonly runtime?: string;
  /** ISO 8601. */
  readonly measuredAt?: string;
  readonly split?: "validation" | "test";
  readonly training?: string;
  readonly seeds?: readonly number[];
  /** How long training took [s]. */
  readonly seconds?: number;
}

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

import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isoInstant } from "../../base/instant.js";
import { type Metric, ownerOf, unitOf } from "../../base/metric.js";
import { fraction, MOST_COST, millijoules, milliseconds } from "../../base/units.js";
import { requireInteger, requireNumber, requireText } from "../../base/validate.js";
import { contentId } from "../../records/content-id.js";
import type { Measurement } from "../../records/measurement.js";
import type { Task } from "../../records/task.js";
import { parseArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";

/** A measurement as a client writes it; at least one of accuracy, latency and energy is given. */
export interface MeasurementInput {
  readonly architecture: unknown;
  /** Fraction. */
  readonly accuracy?: number;
  /** Milliseconds. */
  readonly latency?: number;
  /** Millijoules. */
  readonly energy?: number;
  readonly repeats?: number;
  /** Standard deviations between the repeats, each in its metric's unit. */
  readonly accuracySd?: number;
  readonly latencySd?: number;
  readonly energySd?: number;
  /** Former name of `latencySd` where a latency is given, else of `accuracySd`. */
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

/** What the measurements of one submission have in common. */
export interface Subjects {
  readonly space: Space;
  readonly task: Task;
  readonly device: DeviceId | undefined;
  readonly origin: string;
  readonly submissionId: string;
}

/** A year. */
const MOST_SECONDS = 31_536_000;

/**
 * Checks one measurement and makes it into records: one of the task where it has an accuracy, one of the device where it has a
 * cost. Errors name the field below `measurements[index]`.
 */
export function readMeasurement(given: MeasurementInput, index: number, subjects: Subjects) {
  const { space, task, device, submissionId } = subjects;
  const field = `measurements[${index}]`;
  const input = withSpreads(given, field);
  const genotype = parseArchitecture(space, input.architecture, `${field}.architecture`);
  const id = architectureId(space, genotype);
  const shared = {
    space: space.spec.id,
    architecture: id,
    origin: subjects.origin,
    retracted: false,
    repeats: requireInteger(input.repeats ?? 1, `${field}.repeats`, 1, 1_000_000),
    ...defined({ measuredAt: optional(input.measuredAt, (at) => requireDate(at, `${field}.measuredAt`)) }),
  };
  const measurements: Measurement[] = [];
  if (input.accuracy !== undefined) {
    const key = contentId(submissionId, index, "task", task.id);
    measurements.push({ ...shared, id: key, subject: "task", task: task.id, ...accuracyOf(input, field) });
  }
  if (input.latency !== undefined || input.energy !== undefined) {
    if (device === undefined)
      throw new InvalidInput("device", `device must be given: ${field} has a latency or an energy`);
    const key = contentId(submissionId, index, "device", device);
    measurements.push({ ...shared, id: key, subject: "device", device, ...costOf(input, field) });
  }
  if (measurements.length === 0)
    throw new InvalidInput(field, `${field} must have an accuracy, a latency [ms] or an energy [mJ]`);
  return { id, genotype, measurements };
}

const SPREADS = { accuracy: "accuracySd", latency: "latencySd", energy: "energySd" } as const;

/** The measurement with `sd` under the name of what it meant. A spread needs its value: without it, it would be lost in silence. */
function withSpreads({ sd, ...input }: MeasurementInput, field: string): MeasurementInput {
  for (const metric of ["accuracy", "latency", "energy"] as const) {
    if (input[SPREADS[metric]] === undefined || input[metric] !== undefined) continue;
    const name = `${field}.${SPREADS[metric]}`;
    throw new InvalidInput(name, `${name} is the spread of the ${metric}, which is not given`);
  }
  if (sd === undefined) return input;
  const meant = input.latency !== undefined ? "latency" : "accuracy";
  if (input[meant] === undefined)
    throw new InvalidInput(
      `${field}.sd`,
      `${field}.sd is of a latency or an accuracy: give the energy's as energySd`,
    );
  if (input[SPREADS[meant]] !== undefined)
    throw new InvalidInput(`${field}.sd`, `${field}.sd and ${SPREADS[meant]} are the same: give one of them`);
  return { ...input, [SPREADS[meant]]: requireSpread(sd, meant, `${field}.sd`) };
}

function requireSpread(value: number, metric: Metric, field: string): number {
  const most = ownerOf(metric) === "task" ? 1 : MOST_COST;
  return requireNumber(value, field, { least: 0, most, unit: unitOf(metric) });
}

function accuracyOf(input: MeasurementInput, field: string) {
  return {
    accuracy: fraction(
      requireNumber(input.accuracy, `${field}.accuracy`, { least: 0, most: 1, unit: unitOf("accuracy") }),
    ),
    ...defined({
      accuracySd: optional(input.accuracySd, (sd) => requireSpread(sd, "accuracy", `${field}.accuracySd`)),
    }),
    fidelity: {
      split: input.split ?? ("validation" as const),
      training: requireText(input.training ?? "", `${field}.training`, 200),
      seeds: (input.seeds ?? []).map((seed, i) => requireInteger(seed, `${field}.seeds[${i}]`, 0, 2 ** 32)),
      ...defined({
        seconds: optional(input.seconds, (seconds) =>
          requireNumber(seconds, `${field}.seconds`, { least: 0, most: MOST_SECONDS, unit: "s" }),
        ),
      }),
    },
  };
}

function costOf(input: MeasurementInput, field: string) {
  const positive = (value: number, metric: Metric) =>
    requireNumber(value, `${field}.${metric}`, { above: 0, most: MOST_COST, unit: unitOf(metric) });
  const spread = (value: number, metric: "latency" | "energy") =>
    requireSpread(value, metric, `${field}.${SPREADS[metric]}`);
  return defined({
    latency: optional(input.latency, (value) => milliseconds(positive(value, "latency"))),
    energy: optional(input.energy, (value) => millijoules(positive(value, "energy"))),
    latencySd: optional(input.latencySd, (value) => milliseconds(spread(value, "latency"))),
    energySd: optional(input.energySd, (value) => millijoules(spread(value, "energy"))),
    batch: optional(input.batch, (batch) => requireInteger(batch, `${field}.batch`, 1, 1_000_000)),
    powerMode: optional(input.powerMode, (mode) => requireText(mode, `${field}.powerMode`, 100)),
    runtime: optional(input.runtime, (runtime) => requireText(runtime, `${field}.runtime`, 100)),
  });
}

function requireDate(value: string, field: string): string {
  const instant = typeof value === "string" ? isoInstant(value) : undefined;
  if (instant !== undefined) return instant;
  const given = String(value).slice(0, 40);
  throw new InvalidInput(field, `${field} must be an ISO 8601 date and time with a zone, not "${given}"`);
}

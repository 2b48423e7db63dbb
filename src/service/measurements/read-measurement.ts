import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { DeviceId } from "../../base/ids.js";
import { isoInstant } from "../../base/instant.js";
import {
  type BuiltInMetric,
  COST_METRICS,
  METRICS,
  type OwnMetric,
  ownerOf,
  unitOf,
} from "../../base/metric.js";
import { fraction, MOST_COST, MOST_EXAMPLES } from "../../base/units.js";
import { requireInteger, requireNumber, requireText } from "../../base/validate.js";
import { contentId } from "../../records/content-id.js";
import { costsOf } from "../../records/costs.js";
import { type Measurement, SD_FIELDS } from "../../records/measurement.js";
import type { Task } from "../../records/task.js";
import { parseArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import { type OwnValueInput, readOwnValues } from "./own-values.js";

/**
 * A measurement as a client wrote it, unchecked. At least one of accuracy, latency, energy and metrics has to be given.
 */
export interface MeasurementInput {
  /** A map from gene to choice, or the key of an archived architecture or a unique beginning of it. */
  readonly architecture: unknown;
  /** Fraction. */
  readonly accuracy?: number;
  /** Milliseconds. */
  readonly latency?: number;
  /** Millijoules. */
  readonly energy?: number;
  /** Values of metrics that users declared, each in its unit. */
  readonly metrics?: readonly OwnValueInput[];
  /** Runs that each value is the mean of. Default 1. */
  readonly repeats?: number;
  /** Standard deviation of the accuracy between repeats, fraction. */
  readonly accuracySd?: number;
  /** Examples that each run's accuracy was scored on, from which its binomial error follows. */
  readonly examples?: number;
  /** Standard deviation of the latency between repeats [ms]. */
  readonly latencySd?: number;
  /** Standard deviation of the energy between repeats [mJ]. */
  readonly energySd?: number;
  /** Former name: means `latencySd` where a latency is given, else `accuracySd`. */
  readonly sd?: number;
  readonly batch?: number;
  readonly powerMode?: string;
  readonly runtime?: string;
  /** ISO 8601 date and time with a zone. */
  readonly measuredAt?: string;
  /** Split that the accuracy was measured on. Default `validation`. */
  readonly split?: "validation" | "test";
  /** How the network was trained, in words. */
  readonly training?: string;
  /** Random seeds of the trainings. */
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
  /** The metrics that users declared. */
  readonly declared: readonly OwnMetric[];
}

/** One year, in seconds. */
const MOST_SECONDS = 31_536_000;

/**
 * Checks one measurement and turns it into records: one for the task where it has an accuracy or another metric of
 * tasks, one for the device where it has a latency, an energy or another metric of devices. Throws `InvalidInput`
 * naming the field, for example `measurements[3].latency`.
 */
export function readMeasurement(given: MeasurementInput, index: number, subjects: Subjects) {
  const { space, task, device, submissionId } = subjects;
  const field = `measurements[${index}]`;
  const input = withNamedDeviations(given, field);
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
  const own = readOwnValues(input.metrics, `${field}.metrics`, subjects.declared);
  const measurements: Measurement[] = [];
  if (input.accuracy !== undefined || own.task !== undefined) {
    const id = contentId(submissionId, index, "task", task.id);
    const values = { ...accuracyOf(input, field), ...defined({ metrics: own.task }) };
    measurements.push({ ...shared, id, subject: "task", task: task.id, ...values });
  }
  if (own.device !== undefined || COST_METRICS.some((metric) => input[metric] !== undefined)) {
    if (device === undefined) {
      const what = own.device === undefined ? "a latency or an energy" : "a metric of devices";
      throw new InvalidInput("device", `device must be given: ${field} has ${what}`);
    }
    const id = contentId(submissionId, index, "device", device);
    const values = { ...costOf(input, field), ...defined({ metrics: own.device }) };
    measurements.push({ ...shared, id, subject: "device", device, ...values });
  }
  if (measurements.length === 0) {
    throw new InvalidInput(
      field,
      `${field} must have an accuracy, a latency [ms] or an energy [mJ], or a metric of your own`,
    );
  }
  return { id, genotype, measurements };
}

/**
 * The measurement with `sd` renamed to the field that it means. Throws `InvalidInput` for a standard deviation or a
 * number of examples without its value, because it would be dropped without notice.
 */
function withNamedDeviations({ sd, ...input }: MeasurementInput, field: string): MeasurementInput {
  for (const metric of METRICS) {
    if (input[SD_FIELDS[metric]] === undefined || input[metric] !== undefined) continue;
    const name = `${field}.${SD_FIELDS[metric]}`;
    throw new InvalidInput(name, `${name} is the standard deviation of the ${metric}, which is not given`);
  }
  if (input.examples !== undefined && input.accuracy === undefined) {
    const name = `${field}.examples`;
    throw new InvalidInput(name, `${name} is the number of examples of the accuracy, which is not given`);
  }
  if (sd === undefined) return input;
  const meant = input.latency !== undefined ? "latency" : "accuracy";
  if (input[meant] === undefined)
    throw new InvalidInput(
      `${field}.sd`,
      `${field}.sd is the standard deviation of a latency or an accuracy; give that of an energy as energySd`,
    );
  if (input[SD_FIELDS[meant]] !== undefined)
    throw new InvalidInput(
      `${field}.sd`,
      `${field}.sd and ${SD_FIELDS[meant]} mean the same: give only one of them`,
    );
  return { ...input, [SD_FIELDS[meant]]: requireDeviation(sd, meant, `${field}.sd`) };
}

function requireDeviation(value: number, metric: BuiltInMetric, field: string): number {
  const most = ownerOf(metric) === "task" ? 1 : MOST_COST;
  return requireNumber(value, field, { least: 0, most, unit: unitOf(metric) });
}

function accuracyOf(input: MeasurementInput, field: string) {
  return {
    ...defined({
      accuracy: optional(input.accuracy, (accuracy) =>
        fraction(
          requireNumber(accuracy, `${field}.accuracy`, { least: 0, most: 1, unit: unitOf("accuracy") }),
        ),
      ),
      accuracySd: optional(input.accuracySd, (sd) => requireDeviation(sd, "accuracy", `${field}.accuracySd`)),
      examples: optional(input.examples, (count) =>
        requireInteger(count, `${field}.examples`, 1, MOST_EXAMPLES),
      ),
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
  const positive = (value: number, metric: BuiltInMetric) =>
    requireNumber(value, `${field}.${metric}`, { above: 0, most: MOST_COST, unit: unitOf(metric) });
  const deviations = COST_METRICS.map((metric) => {
    const name = SD_FIELDS[metric];
    return [name, optional(input[name], (sd) => requireDeviation(sd, metric, `${field}.${name}`))] as const;
  });
  return defined({
    ...costsOf((metric) => optional(input[metric], (value) => positive(value, metric))),
    ...Object.fromEntries(deviations),
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

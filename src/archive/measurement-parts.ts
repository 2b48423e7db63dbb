import type { ArchitectureId, DeviceId, MeasurementId, SpaceId, TaskId } from "../base/ids.js";
import { METRICS, type OwnMetric, ownerOf } from "../base/metric.js";
import { type Measurement, SD_FIELDS } from "../records/measurement.js";

/** The part that many measurements of one origin share, so that it is stored once. */
type TaskContext = Pick<
  Extract<Measurement, { subject: "task" }>,
  "origin" | "run" | "measuredAt" | "repeats" | "examples" | "fidelity" | "network"
>;
type DeviceContext = Pick<
  Extract<Measurement, { subject: "device" }>,
  "origin" | "run" | "measuredAt" | "repeats" | "batch" | "powerMode" | "runtime"
>;
export type MeasurementContext = (TaskContext | DeviceContext) & {
  /** The own metrics whose values are the last of the numbers; absent where there are none. */
  readonly metrics?: readonly OwnMetric[];
};

/**
 * The numbers of a measurement: each metric of the task or of the device and its standard deviation, in the order of
 * `METRICS` and in natural units; null where there is none. What was stored before a metric was added is shorter.
 * Values of own metrics follow, in the order in which the context names them.
 */
export type MeasurementNumbers = readonly (number | null)[];

/** The task or the device that measurements belong to, in one search space. */
export interface Subject {
  readonly space: SpaceId;
  readonly kind: "task" | "device";
  readonly id: string;
}

/** A measurement in parts, as it is stored. */
export interface MeasurementParts {
  readonly id: MeasurementId;
  readonly subject: Subject;
  readonly architecture: ArchitectureId;
  /** Must not have `undefined` properties, because it comes from JSON. */
  readonly context: MeasurementContext;
  readonly retracted: boolean;
  readonly numbers: MeasurementNumbers;
}

export function subjectOf(measurement: Measurement): Subject {
  const id = measurement.subject === "task" ? measurement.task : measurement.device;
  return { space: measurement.space, kind: measurement.subject, id };
}

export function contextOf(m: Measurement): MeasurementContext {
  const { origin, run, measuredAt, repeats } = m;
  const metrics = m.metrics === undefined ? undefined : Object.keys(m.metrics);
  const context: Record<string, unknown> = { origin, run, measuredAt, repeats, metrics };
  if (m.subject === "task") {
    context.examples = m.examples;
    context.fidelity = m.fidelity;
    context.network = m.network;
  } else {
    context.batch = m.batch;
    context.powerMode = m.powerMode;
    context.runtime = m.runtime;
  }
  return context as unknown as MeasurementContext;
}

/**
 * Whether two measurements certainly have the same subject and context. The check is quick rather than complete: it is
 * for the long runs of equal ones in an import.
 */
export function hasSameOrigin(a: Measurement | undefined, b: Measurement): boolean {
  if (a === undefined || a.origin !== b.origin || a.run !== b.run || a.measuredAt !== b.measuredAt)
    return false;
  if (a.repeats !== b.repeats || a.space !== b.space || !haveSameMetrics(a, b)) return false;
  if (a.subject === "task") {
    if (b.subject !== "task" || a.task !== b.task) return false;
    return a.examples === b.examples && a.fidelity === b.fidelity && a.network === b.network;
  }
  if (b.subject === "task" || a.device !== b.device) return false;
  return a.batch === b.batch && a.powerMode === b.powerMode && a.runtime === b.runtime;
}

function haveSameMetrics({ metrics: a }: Measurement, { metrics: b }: Measurement): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Object.keys(a).join() === Object.keys(b).join();
}

export function numbersOf(measurement: Measurement): MeasurementNumbers {
  const fields = measurement as Readonly<Record<string, unknown>>;
  const names = NUMBERS[measurement.subject];
  const numbers: (number | null)[] = [];
  for (let i = 0; i < names.length; i++) numbers.push((fields[names[i]] ?? null) as number | null);
  if (measurement.metrics === undefined) return numbers;
  return [...numbers, ...(Object.values(measurement.metrics) as number[])];
}

const numbersBelongingTo = (owner: Subject["kind"]): readonly string[] =>
  METRICS.filter((metric) => ownerOf(metric) === owner).flatMap((metric) => [metric, SD_FIELDS[metric]]);

const NUMBERS = { task: numbersBelongingTo("task"), device: numbersBelongingTo("device") };

/**
 * Returns a function that makes the measurements of a subject and a context from what differs between them. Copying one
 * prepared object per measurement is what makes long logs quick to read.
 */
export function measurementJoiner(
  { space, kind, id: subject }: Subject,
  { metrics: own, ...context }: MeasurementContext,
): (parts: Omit<MeasurementParts, "subject" | "context">) => Measurement {
  const shared = {
    id: "",
    architecture: "",
    retracted: false,
    space,
    subject: kind,
    [kind]: subject,
    ...context,
  };
  const names = NUMBERS[kind];
  return ({ id, architecture, retracted, numbers }) => {
    const joined: Record<string, unknown> = { ...shared };
    joined.id = id;
    joined.architecture = architecture;
    joined.retracted = retracted;
    const builtIn = numbers.length - (own?.length ?? 0);
    for (let i = 0; i < names.length && i < builtIn; i++) {
      const value = numbers[i] ?? null;
      if (value !== null) joined[names[i]] = value;
    }
    if (own !== undefined) {
      joined.metrics = Object.fromEntries(own.map((metric, i) => [metric, numbers[builtIn + i]]));
    }
    return joined as unknown as Measurement;
  };
}

/** A measurement with its fields in the one order that does not depend on where it was stored. */
export const inOrder = (measurement: Measurement): Measurement =>
  measurementJoiner(
    subjectOf(measurement),
    contextOf(measurement),
  )({
    id: measurement.id,
    architecture: measurement.architecture,
    retracted: measurement.retracted,
    numbers: numbersOf(measurement),
  });

/** The subject that `Archive.measurementsSince` is asked for. */
export function subjectAsked(
  asked:
    | { readonly space: SpaceId; readonly task: TaskId }
    | { readonly space: SpaceId; readonly device: DeviceId },
): Subject {
  const [kind, id] = "task" in asked ? (["task", asked.task] as const) : (["device", asked.device] as const);
  return { space: asked.space, kind, id };
}

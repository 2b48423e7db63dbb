import type { ArchitectureId, DeviceId, MeasurementId, SpaceId, TaskId } from "../base/ids.js";
import type { Measurement } from "../records/measurement.js";

/** The part that many measurements of one origin share, so that it is stored once. */
type TaskContext = Pick<
  Extract<Measurement, { subject: "task" }>,
  "origin" | "measuredAt" | "repeats" | "fidelity"
>;
type DeviceContext = Pick<
  Extract<Measurement, { subject: "device" }>,
  "origin" | "measuredAt" | "repeats" | "batch" | "powerMode" | "runtime"
>;
export type MeasurementContext = TaskContext | DeviceContext;

/**
 * The numbers of a measurement: [accuracy, its sd] of a task, or [latency, its sd, energy, its sd] of a device, in
 * natural units; null where there is none.
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
  const { origin, measuredAt, repeats } = m;
  const context: Record<string, unknown> = { origin, measuredAt, repeats };
  if (m.subject === "task") context.fidelity = m.fidelity;
  else {
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
  if (a === undefined || a.origin !== b.origin || a.measuredAt !== b.measuredAt) return false;
  if (a.repeats !== b.repeats || a.space !== b.space) return false;
  if (a.subject === "task") return b.subject === "task" && a.task === b.task && a.fidelity === b.fidelity;
  if (b.subject === "task" || a.device !== b.device) return false;
  return a.batch === b.batch && a.powerMode === b.powerMode && a.runtime === b.runtime;
}

export function numbersOf(m: Measurement): MeasurementNumbers {
  if (m.subject === "task") return [m.accuracy, m.accuracySd ?? null];
  return [m.latency ?? null, m.latencySd ?? null, m.energy ?? null, m.energySd ?? null];
}

const NUMBERS = {
  task: ["accuracy", "accuracySd"],
  device: ["latency", "latencySd", "energy", "energySd"],
} as const;

/** The measurement that has these parts. */
export function joinMeasurement({ subject, numbers, context, ...rest }: MeasurementParts): Measurement {
  const { space, kind, id } = subject;
  const joined: Record<string, unknown> = { ...rest, space, subject: kind, [kind]: id, ...context };
  NUMBERS[kind].forEach((name, i) => {
    const value = numbers[i] ?? null;
    if (value !== null) joined[name] = value;
  });
  return joined as unknown as Measurement;
}

/** The subject that `Archive.measurementsSince` is asked for. */
export function subjectAsked(
  asked:
    | { readonly space: SpaceId; readonly task: TaskId }
    | { readonly space: SpaceId; readonly device: DeviceId },
): Subject {
  const [kind, id] = "task" in asked ? (["task", asked.task] as const) : (["device", asked.device] as const);
  return { space: asked.space, kind, id };
}

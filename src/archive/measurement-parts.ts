import type { ArchitectureId, DeviceId, MeasurementId, SpaceId, TaskId } from "../base/ids.js";
import type { Measurement } from "../records/measurement.js";

/** What many measurements of one origin share; stored once. */
type TaskContext = Pick<
  Extract<Measurement, { subject: "task" }>,
  "origin" | "measuredAt" | "repeats" | "fidelity" | "network"
>;
type DeviceContext = Pick<
  Extract<Measurement, { subject: "device" }>,
  "origin" | "measuredAt" | "repeats" | "batch" | "powerMode" | "runtime"
>;
export type MeasurementContext = TaskContext | DeviceContext;

/** Task: [accuracy, sd]; device: [latency, sd, energy, sd]; null: not measured. */
export type MeasurementNumbers = readonly (number | null)[];

export interface Subject {
  readonly space: SpaceId;
  readonly kind: "task" | "device";
  readonly id: string;
}

export function subjectOf(measurement: Measurement): Subject {
  const id = measurement.subject === "task" ? measurement.task : measurement.device;
  return { space: measurement.space, kind: measurement.subject, id };
}

export function contextOf(m: Measurement): MeasurementContext {
  const { origin, measuredAt, repeats } = m;
  const context: Record<string, unknown> = { origin, measuredAt, repeats };
  if (m.subject === "task") {
    context.fidelity = m.fidelity;
    context.network = m.network;
  } else {
    context.batch = m.batch;
    context.powerMode = m.powerMode;
    context.runtime = m.runtime;
  }
  return context as unknown as MeasurementContext;
}

/** Whether both surely have the same subject and context: quick, for the long runs of them that an import brings. */
export function sameOrigin(a: Measurement | undefined, b: Measurement): boolean {
  if (a === undefined || a.origin !== b.origin || a.measuredAt !== b.measuredAt) return false;
  if (a.repeats !== b.repeats || a.space !== b.space) return false;
  if (a.subject === "task") {
    if (b.subject !== "task" || a.task !== b.task) return false;
    return a.fidelity === b.fidelity && a.network === b.network;
  }
  if (b.subject === "task" || a.device !== b.device) return false;
  return a.batch === b.batch && a.powerMode === b.powerMode && a.runtime === b.runtime;
}

export function numbersOf(m: Measurement): MeasurementNumbers {
  if (m.subject === "task") return [m.accuracy, m.accuracySd ?? null];
  return [m.latency ?? null, m.latencySd ?? null, m.energy ?? null, m.energySd ?? null];
}

/** The measurement that was split; `context` must not have `undefined` properties (it comes from JSON). */
export function joinMeasurement(
  id: MeasurementId,
  subject: Subject,
  architecture: ArchitectureId,
  context: MeasurementContext,
  retracted: boolean,
  numbers: MeasurementNumbers,
): Measurement {
  const { space } = subject;
  const [first, second, third, fourth] = numbers;
  if (subject.kind === "task") {
    const joined = {
      id,
      space,
      architecture,
      retracted,
      subject: subject.kind,
      task: subject.id,
      accuracy: first,
    };
    const spread = second === null ? undefined : { accuracySd: second };
    return { ...joined, ...context, ...spread } as unknown as Measurement;
  }
  const joined: Record<string, unknown> = {
    id,
    space,
    architecture,
    retracted,
    subject: subject.kind,
    device: subject.id,
    ...context,
  };
  if (first !== null) joined.latency = first;
  if (second !== null) joined.latencySd = second;
  if (third !== null) joined.energy = third;
  if (fourth !== null) joined.energySd = fourth;
  return joined as unknown as Measurement;
}

export function subjectAsked(
  asked:
    | { readonly space: SpaceId; readonly task: TaskId }
    | { readonly space: SpaceId; readonly device: DeviceId },
): Subject {
  const [kind, id] = "task" in asked ? (["task", asked.task] as const) : (["device", asked.device] as const);
  return { space: asked.space, kind, id };
}

import {
  architectureIdOf,
  deviceId,
  measurementId,
  predictorId,
  runId,
  spaceId,
  taskId,
  verificationId,
} from "../../src/base/ids.js";
import { fraction, millijoules, milliseconds } from "../../src/base/units.js";
import type { ArchitectureRecord } from "../../src/records/architecture.js";
import type { Change } from "../../src/records/changes.js";
import type { Measurement } from "../../src/records/measurement.js";
import type { PredictorRecord } from "../../src/records/predictor.js";
import type { RunFinding, SearchRun } from "../../src/records/run.js";
import type { Task } from "../../src/records/task.js";
import type { VerificationRound } from "../../src/records/verification.js";

export const SPACE = spaceId("space");
export const DEVICE = deviceId("jetson");
export const TASK = taskId("digits");

export function task(id: string, over: Partial<Task> = {}): Task {
  return { id: taskId(id), space: SPACE, name: `Task ${id}`, description: "", ...over };
}

export function architecture(n: number | string, space = SPACE): ArchitectureRecord {
  return {
    id: architectureIdOf(`a${n}`),
    space,
    architecture: { depth: 2, operator: `conv ${n}`, width: 0.5 },
  };
}

export function latency(id: string, n: number | string, over: Partial<DeviceMeasurement> = {}): Measurement {
  return {
    id: measurementId(id),
    space: SPACE,
    architecture: architectureIdOf(`a${n}`),
    origin: "table.csv",
    retracted: false,
    subject: "device",
    device: DEVICE,
    latency: milliseconds(1 / 3),
    repeats: 1,
    ...over,
  };
}
type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

export function accuracy(id: string, n: number | string, over: Partial<TaskMeasurement> = {}): Measurement {
  return {
    id: measurementId(id),
    space: SPACE,
    architecture: architectureIdOf(`a${n}`),
    origin: "client",
    measuredAt: "2026-01-02T03:04:05.006Z",
    retracted: false,
    subject: "task",
    task: TASK,
    accuracy: fraction(0.9234567890123456),
    accuracySd: fraction(1e-17),
    repeats: 3,
    fidelity: { split: "validation", training: "25 epochs", seeds: [1, 2, 3] },
    ...over,
  };
}
type TaskMeasurement = Extract<Measurement, { subject: "task" }>;

export const fullLatency = (id: string, n: number): Measurement =>
  latency(id, n, {
    measuredAt: "2026-01-02T03:04:05.006Z",
    latencySd: milliseconds(0.01),
    energy: millijoules(123_456.789),
    energySd: millijoules(0),
    repeats: 50,
    batch: 8,
    powerMode: "MAXN",
    runtime: "tensorrt 8.6",
  });

export function predictor(id: string, over: Partial<PredictorRecord> = {}): PredictorRecord {
  return {
    id: predictorId(id),
    space: SPACE,
    metric: "accuracy",
    task: TASK,
    version: 1,
    promoted: false,
    family: "ridge",
    seed: 7,
    trainedOn: 100,
    quality: {
      kendallTau: 0.9,
      spearman: Number.NaN,
      mae: 0.01,
      within5: 1,
      within10: 1,
      coverage90: 0.9,
      width90: Number.POSITIVE_INFINITY,
      intervalScore90: -0,
      intervalScore90ConstantWidth: 0.1,
      networks: 100,
    },
    createdAt: "2026-01-02T03:04:05.006Z",
    state: { version: 1, metric: "accuracy", weights: [0.1, -2e-300, 1 / 3, -0], "a.b": { $set: null } },
    ...over,
  };
}

export function run(id: string, createdAt = "2026-01-02T03:04:05.006Z"): SearchRun {
  return {
    id: runId(id),
    space: SPACE,
    settings: {
      task: TASK,
      devices: [DEVICE],
      budget: 300,
      evaluator: "table",
      strategy: "surrogate",
      constraints: { maxLatency: milliseconds(5), genes: { depth: [2, 3] } },
      seed: 1,
    },
    status: { kind: "running", owner: "host/1", heartbeatAt: createdAt },
    createdAt,
    evaluations: 0,
  };
}

export function finding(runName: string, index: number): RunFinding {
  const { id, architecture: genes } = architecture(index);
  const outcomes: readonly RunFinding["outcome"][] = [
    { kind: "evaluated", values: [0.9 + index / 1000, 1 / (index + 1)] },
    { kind: "scored", fidelity: 1, value: index / 100 },
    { kind: "failed", reason: "out of memory" },
    { kind: "scored", fidelity: 0 },
  ];
  const outcome = outcomes[index % 4];
  return { run: runId(runName), index, architecture: id, genes, outcome };
}

export function verification(id: string, number: number): VerificationRound {
  const { id: network, architecture: genes } = architecture(number);
  const predicted = { value: 1 / 3, lower: 1e-17, upper: 7, source: "PREDICTED" } as const;
  const estimates = {
    accuracy: { value: 0.9, source: "MEASURED" } as const,
    latency: { ...predicted, predictor: predictorId("p1") },
    "device:min:ram:MB": predicted,
  };
  return {
    id: `${id}/${number}`,
    verification: verificationId(id),
    number,
    space: SPACE,
    question: { task: TASK, device: DEVICE, constraints: { maxLatency: 5, genes: { depth: [2] } }, first: 3 },
    objectives: ["accuracy", "latency", "device:min:ram:MB"],
    referencePoint: { accuracy: 0, latency: 5 },
    askedAt: "2026-01-02T03:04:05.006Z",
    points: [{ id: network, architecture: genes, estimates }],
  };
}

export const put = (record: Task): Change => ({ type: "put", kind: "task", record });
export const insert = (record: Task): Change => ({ type: "insert", kind: "task", record });
export const store = (record: ArchitectureRecord): Change => ({ type: "architecture", record });
export const measure = (record: Measurement): Change => ({ type: "measurement", record });
export const note = (record: RunFinding): Change => ({ type: "finding", record });
export const retract = (id: string): Change => ({ type: "retract", measurement: measurementId(id) });

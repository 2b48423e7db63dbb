import { trainPredictor } from "../../predictors/training/train.js";
import { openArchive } from "../../src/archive/open.js";
import { deviceId, measurementId, predictorId, taskId } from "../../src/base/ids.js";
import type { Metric } from "../../src/base/metric.js";
import { fraction, millijoules, milliseconds } from "../../src/base/units.js";
import { namedDevice } from "../../src/hardware/named-device.js";
import type { Archive } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import type { Measurement } from "../../src/records/measurement.js";
import type { PredictorRecord } from "../../src/records/predictor.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { compileSpace } from "../../src/space/compile.js";
import { architectureId } from "../../src/space/identity.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import type { Genotype } from "../../src/space/types.js";
import { TOY_SPACE } from "../support/service.js";

const spec = parseSpace(TOY_SPACE);
export const toySpace = compileSpace(spec);
export const TASK = taskId("toy-task");
export const DEVICE = deviceId("toy-device");

/** All 24 networks; the first 12 have depth 1, the others depth 2. */
export const NETWORKS: readonly Genotype[] = [...enumerate(toySpace)];

/** The true values of a network: accuracy and costs rise with depth, width and operator. */
export function valuesOf([depth, width, operator]: Genotype): Readonly<Record<Metric, number>> {
  const latency = (1 + depth) * 2 ** width * (1 + 0.3 * operator);
  return {
    accuracy: 0.5 + 0.1 * depth + 0.06 * width + 0.02 * operator,
    latency,
    energy: 2 * latency + operator,
  };
}

/** An archive in memory with the toy space, its task and its device, and nothing measured. */
export async function toyArchive(): Promise<Archive> {
  const archive = await openArchive("sqlite::memory:");
  await archive.commit([
    { type: "put", kind: "space", record: spec },
    { type: "put", kind: "task", record: { id: TASK, space: spec.id, name: "Toy", description: "" } },
    { type: "put", kind: "device", record: namedDevice(DEVICE) },
  ]);
  return archive;
}

/** Stores networks with their true accuracy, latency and energy, as far as `metrics` names them. */
export function measuredChanges(
  networks: readonly Genotype[],
  metrics: readonly Metric[] = ["accuracy", "latency", "energy"],
): Change[] {
  return networks.flatMap((network): Change[] => {
    const architecture = architectureId(toySpace, network);
    const values = valuesOf(network);
    const shared = { space: spec.id, architecture, origin: "test", retracted: false, repeats: 1 };
    const accuracy: Measurement = {
      ...shared,
      id: measurementId(`${architecture} accuracy`),
      subject: "task",
      task: TASK,
      accuracy: fraction(values.accuracy),
      fidelity: { split: "validation", training: "", seeds: [] },
    };
    const cost: Measurement = {
      ...shared,
      id: measurementId(`${architecture} cost ${metrics}`),
      subject: "device",
      device: DEVICE,
      ...(metrics.includes("latency") && { latency: milliseconds(values.latency) }),
      ...(metrics.includes("energy") && { energy: millijoules(values.energy) }),
    };
    const genes = toArchitecture(toySpace, network);
    return [
      { type: "architecture", record: { id: architecture, space: spec.id, architecture: genes } },
      ...(metrics.includes("accuracy") ? [{ type: "measurement", record: accuracy } as const] : []),
      ...(metrics.some((metric) => metric !== "accuracy")
        ? [{ type: "measurement", record: cost } as const]
        : []),
    ];
  });
}

/** A promoted predictor of a metric, trained on the true values of some networks. */
export function predictorRecord(id: string, metric: Metric, networks: readonly Genotype[]): PredictorRecord {
  const values = Float64Array.from(networks, (network) => valuesOf(network)[metric]);
  const set = { space: toySpace, metric, genotypes: networks, values, extras: [] };
  const { family, state, quality, contest } = trainPredictor(set, { seed: 1, family: "gaussian-process" });
  return {
    id: predictorId(id),
    space: spec.id,
    metric,
    ...(metric === "accuracy" ? { task: TASK } : { device: DEVICE }),
    version: 1,
    promoted: true,
    family,
    seed: 1,
    trainedOn: networks.length,
    quality,
    contest,
    createdAt: "2026-01-01T00:00:00.000Z",
    state,
  };
}

export const putPredictor = (record: PredictorRecord): Change => ({ type: "put", kind: "predictor", record });

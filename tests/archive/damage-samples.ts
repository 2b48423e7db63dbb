import { architectureIdOf, measurementId, runId } from "../../src/base/ids.js";
import type { Archive } from "../../src/records/archive.js";
import type { Change } from "../../src/records/changes.js";
import {
  accuracy,
  architecture,
  DEVICE,
  finding,
  latency,
  measure,
  note,
  predictor,
  put,
  run,
  SPACE,
  store,
  TASK,
  task,
} from "../contract/archive-samples.js";

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

/** An archive with something in every table, with index, row and overflow pages. */
export function damageSamples(): Change[] {
  return [
    ...numbers(30).map((i) => put(task(`t${i}`, { description: `é ${"words ".repeat(i * 9)}` }))),
    { type: "put", kind: "space", record: { id: SPACE, genes: [], increasing: [] } },
    {
      type: "put",
      kind: "device",
      record: { id: DEVICE, name: "Jetson", description: "", runtime: "", batch: 1 },
    },
    ...numbers(6).map((i) => predictorOf(i)),
    { type: "put", kind: "run", record: run("r") },
    ...numbers(60).map((i) => note(finding("r", i))),
    ...numbers(300).map((n) => store(architecture(n))),
    ...numbers(600).map((i) => measure(latency(`m${i}`, i % 310))),
    ...numbers(200).map((i) => measure(accuracy(`n${i}`, i))),
    ...numbers(5).map((i): Change => ({ type: "retract", measurement: measurementId(`m${i}`) })),
    { type: "blob", key: "table", bytes: Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7) % 256) },
    { type: "blob", key: "estimated/1", bytes: new Uint8Array(9_000).fill(3) },
  ];
}

const predictorOf = (i: number): Change => {
  const weights = numbers(400).map((n) => n / (i + 3));
  return {
    type: "put",
    kind: "predictor",
    record: predictor(`p${i}`, { version: i, state: { version: 1, metric: "accuracy", weights } }),
  };
};

/** Everything that can be read from the archive of `damageSamples`, by name. */
export const readings: Readonly<Record<string, (archive: Archive) => Promise<unknown>>> = {
  tasks: (archive) => archive.list("task"),
  task: (archive) => archive.get("task", "t29"),
  spaces: (archive) => archive.list("space"),
  device: (archive) => archive.get("device", DEVICE),
  predictors: (archive) => archive.listPredictors({ space: SPACE, metric: "accuracy" }),
  predictor: (archive) => archive.get("predictor", "p3"),
  runs: (archive) => archive.listRuns({ limit: 5 }),
  findings: (archive) => archive.findings(runId("r")),
  architectures: (archive) => archive.architectures(SPACE, 0),
  pages: async (archive) => {
    const pages: unknown[] = [];
    for (let page: readonly unknown[] = [0]; page.length > 0; pages.push(...page))
      page = await archive.architectures(SPACE, pages.length, 70);
    return pages;
  },
  architecture: (archive) => archive.architecture(architectureIdOf("a200")),
  latencies: (archive) => archive.measurementsSince({ space: SPACE, device: DEVICE }, 0),
  accuracies: (archive) => archive.measurementsSince({ space: SPACE, task: TASK }, 0),
  ofOne: (archive) => archive.measurementsOf(architectureIdOf("a7")),
  measurement: (archive) => archive.measurement(measurementId("m400")),
  ids: (archive) => archive.idsWithPrefix("measurement", "m1", 20),
  blob: async (archive) => [...((await archive.blob("table")) ?? [])],
  derived: async (archive) => [...((await archive.blob("estimated/1")) ?? [])].length,
  counts: (archive) => archive.counts(),
};

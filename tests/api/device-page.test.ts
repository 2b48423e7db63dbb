import { afterEach, beforeEach, expect, it } from "vitest";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

const [header, ...lines] = toyTable().split("\n");
/** The rows that are measured after the training. */
const LATER = [2, 5, 9, 13, 16, 21];
const PAGE = `query ($first: Int! = 20) { device(id: "toy-device") {
  known { space { key } tasks { key } measured { metric networks } profile { covers missing } }
  findings { kind space { key } metric predictor { key } text cause advice count
    evidence(first: $first) { architecture measurements measured expected } }
  next { task { key } architectures { key genes } notes }
  similar { device { key } space { key } metric spearman networks ratio }
  notes } task(id: "toy-task") { findings { kind metric count } notes } }`;

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await api.service.registerSearchSpace(TOY_SPACE);
  const source = [header, ...lines.filter((_, i) => !LATER.includes(i))].join("\n");
  await api.service.importSamples({ name: "toy-table", space: "toy", source });
  const twin = toyTable().replaceAll("toy-device", "twin-board");
  await api.service.importSamples({ name: "twin-table", space: "toy", source: twin });
  for (const metric of ["accuracy", "latency", "energy"])
    await api.service.trainPredictor({ task: "toy-task", device: "toy-device", metric, family: "ridge" });
});
afterEach(() => api.close());

it("has the fields of a device's page", async () => {
  const { data, errors } = await api.ask(PAGE);
  expect(errors).toEqual([]);
  expect(data?.device).toMatchObject({
    known: [
      {
        ...{ space: { key: "toy" }, tasks: [{ key: "toy-task" }], profile: null },
        measured: [
          { metric: "latency", networks: 18 },
          { metric: "energy", networks: 18 },
        ],
      },
    ],
    findings: [],
    next: [{ task: { key: "toy-task" }, architectures: [{}, {}, {}] }],
    similar: [{ device: { key: "twin-board" }, metric: "LATENCY", spearman: 1, networks: 18, ratio: 1 }, {}],
    notes: [],
  });
  expect(data?.task).toEqual({ findings: [], notes: [] });
});

it("reports drift after measurements of a slower device, in the words of the API", async () => {
  const measurements = lines.flatMap((line, i) => {
    const [depth, width, operator, accuracy, latency] = line.split(",");
    if (!LATER.includes(i)) return [];
    const architecture = { depth: Number(depth), width: Number(width), operator };
    return [{ architecture, latency: 3 * Number(latency), accuracy: Number(accuracy) }];
  });
  await api.service.submitMeasurements({ task: "toy-task", device: "toy-device", measurements });
  const { data, errors } = await api.ask(PAGE, { first: 2 });
  expect(errors).toEqual([]);
  expect(data?.device).toMatchObject({
    findings: [
      { kind: "CONDITIONS", metric: "latency", count: 6, text: expect.stringContaining("are 3 times") },
      {
        ...{ kind: "DRIFT", metric: "latency", predictor: { key: "toy.toy-device.latency.v1" }, count: 6 },
        advice: [
          expect.stringContaining("mutation retractMeasurement"),
          expect.stringContaining("mutation retrainPredictor"),
        ],
        evidence: [{ measurements: [expect.any(String)], measured: expect.any(Number) }, {}],
      },
    ],
  });
  expect((await api.ask(PAGE, { first: 0 })).errors[0]).toMatchObject({
    extensions: { code: "INVALID_INPUT", field: "first" },
  });
});

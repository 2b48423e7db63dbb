import { afterEach, beforeEach, expect, test } from "vitest";
import { withRam } from "../support/ram-table.js";
import { TOY_SPACE } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

const TABLE = withRam()
  .replaceAll("my-board", "boardA")
  .split("\n")
  .map((line, i) => `${line},${i === 0 ? "boardB.ram" : 50 + 10 * ((i * 5) % 24)}`)
  .join("\n");

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await api.service.registerSearchSpace(TOY_SPACE);
  await api.ask(
    'mutation { addMetric(input: {name: "ram", of: DEVICE, direction: MIN, unit: "MB"}) { __typename } }',
  );
  await api.service.importSamples({ name: "both", space: "toy", source: TABLE });
});
afterEach(() => api.close());

const DEVICES = 'task: "toy-task", devices: ["boardA", "boardB"]';
const POINT = "metrics { name } devices { device { key } metrics { name value unit source } }";

test("a front has an own metric of each device as an objective, and shows it there", async () => {
  const { data, errors } = await api.ask(`{ paretoFront(
    ${DEVICES}, objectives: [ACCURACY], ownObjectives: ["ram"],
    constraints: { limits: [{ metric: "ram", max: 200 }, { metric: "boardB.ram", max: 270 }] }
  ) { objectives ownObjectives objectiveNames referencePoint { accuracy metrics { name } }
      referenceValues { objective value } nodes { ${POINT} } } }`);
  expect(errors).toEqual([]);
  expect(data?.paretoFront).toMatchObject({
    objectives: ["ACCURACY"],
    ownObjectives: ["ram"],
    objectiveNames: ["accuracy", "boardA.ram", "boardB.ram"],
    referencePoint: { metrics: [] },
    referenceValues: [
      { objective: "accuracy" },
      { objective: "boardA.ram", value: 200 },
      { objective: "boardB.ram", value: 270 },
    ],
  });
  const ram = { name: "ram", value: expect.any(Number), unit: "MB", source: "MEASURED" };
  expect(data).toHaveProperty("paretoFront.nodes.0", {
    metrics: [],
    devices: [
      { device: { key: "boardA" }, metrics: [ram] },
      { device: { key: "boardB" }, metrics: [ram] },
    ],
  });
});

test("recommend names what a network misses on a device, and weighs a metric on one", async () => {
  const missed = await api.ask(`{ recommend(
    ${DEVICES}, objectiveNames: ["accuracy", "boardA.ram"],
    constraints: { limits: [{ metric: "boardA.ram", max: 1 }] }
  ) { ... on Infeasible { nearest { misses { metrics { name } byName { objective value } } } } } }`);
  expect(missed.data).toHaveProperty("recommend.nearest.0", {
    misses: { metrics: [], byName: [{ objective: "boardA.ram", value: 99 }] },
  });
  const weighed = await api.ask(`{ recommend(
    ${DEVICES}, objectiveNames: ["accuracy", "ram"],
    preference: { kind: WEIGHTED, weights: { metrics: [{ name: "boardA.ram", value: 2 }] } }
  ) { ... on Recommendation { reason } } }`);
  expect(weighed.data?.recommend).toMatchObject({
    reason: expect.stringContaining("weighted accuracy 0, boardA.ram 2, boardB.ram 0"),
  });
});

test("a search says its objectives and limits by name", async () => {
  const { data, errors } = await api.ask(`mutation { startSearch(input: {
    ${DEVICES}, budget: 4, evaluator: EXTERNAL, objectiveNames: ["accuracy", "boardB.ram"],
    constraints: { limits: [{ metric: "boardA.ram", max: 200 }] }
  }) { ... on StartSearchSuccess { run { objectives ownObjectives objectiveNames
         constraints { limits { metric max min } } progress { objectiveNames } } }
       ... on InvalidInputProblem { message } } }`);
  expect(errors).toEqual([]);
  expect(data?.startSearch).toEqual({
    run: {
      objectives: ["ACCURACY"],
      ownObjectives: ["ram"],
      objectiveNames: ["accuracy", "boardB.ram"],
      constraints: { limits: [{ metric: "boardA.ram", max: 200, min: null }] },
      progress: { objectiveNames: ["accuracy", "boardB.ram"] },
    },
  });
});

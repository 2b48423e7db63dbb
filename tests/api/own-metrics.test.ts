import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withRam } from "../support/ram-table.js";
import { TOY_SPACE } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

const ADD = `mutation ($input: AddMetricInput!) { addMetric(input: $input) {
  __typename
  ... on AddMetricSuccess { created metric { name of direction unit } }
  ... on ConflictProblem { message field }
  ... on InvalidInputProblem { message field }
} }`;
const RAM = { name: "ram", of: "DEVICE", direction: "MIN", unit: "MB" };

describe("own metrics over GraphQL", () => {
  let api: TestApi;
  const ask = async (query: string, variables?: unknown) => {
    const { data, errors } = await api.ask(query, variables);
    expect(errors).toEqual([]);
    return data as Record<string, Readonly<Record<string, never>>>;
  };

  beforeEach(async () => {
    api = await startApi();
    await api.service.registerSearchSpace(TOY_SPACE);
    expect((await ask(ADD, { input: RAM })).addMetric).toEqual({
      __typename: "AddMetricSuccess",
      created: true,
      metric: RAM,
    });
    await api.service.importSamples({ name: "ram", space: "toy", source: withRam() });
  });
  afterEach(() => api.close());

  it("are declared once, and listed", async () => {
    expect((await ask(ADD, { input: RAM })).addMetric).toMatchObject({ created: false });
    const { addMetric } = await ask(ADD, { input: { ...RAM, direction: "MAX" } });
    expect(addMetric).toMatchObject({ __typename: "ConflictProblem", field: "name" });
    const { addMetric: wrong } = await ask(ADD, { input: { ...RAM, name: "energy" } });
    expect(wrong).toMatchObject({ __typename: "InvalidInputProblem", field: "name" });
    expect(await ask("{ metrics { name of direction unit } }")).toEqual({ metrics: [RAM] });
  });

  const POINT = "metrics { name unit value lower upper source clashing extrapolated }";

  it("are objectives and limits of fronts and recommendations", async () => {
    const { paretoFront } = await ask(`{ paretoFront(
      task: "toy-task", device: "my-board", objectives: [ACCURACY], ownObjectives: ["ram"],
      constraints: { limits: [{ metric: "ram", max: 250 }] }
    ) {
      objectives ownObjectives referencePoint { accuracy metrics { name value unit } } nodes { ${POINT} }
    } }`);
    expect(paretoFront).toMatchObject({
      objectives: ["ACCURACY"],
      ownObjectives: ["ram"],
      referencePoint: { metrics: [{ name: "ram", value: 250, unit: "MB" }] },
    });
    const nodes = paretoFront.nodes as readonly { readonly metrics: readonly { readonly value: number }[] }[];
    expect(nodes[0].metrics[0]).toMatchObject({ name: "ram", unit: "MB", source: "MEASURED", lower: null });
    expect(nodes.every(({ metrics }) => metrics[0].value <= 250)).toBe(true);
    const { recommend } = await ask(`{ recommend(
      task: "toy-task", device: "my-board", objectives: [ACCURACY], ownObjectives: ["ram"],
      preference: { kind: WEIGHTED, weights: { metrics: [{ name: "ram", value: 1 }] } }
    ) { ... on Recommendation { point { metrics { value } } } } }`);
    expect(recommend).toEqual({ point: { metrics: [{ value: 100 }] } });
    const missed = await ask(`{ recommend(
      task: "toy-task", device: "my-board", constraints: { limits: [{ metric: "ram", max: 90 }] }
    ) { ... on Infeasible { nearest { misses { latency metrics { name value unit } } } } } }`);
    expect((missed.recommend.nearest as readonly unknown[])[0]).toEqual({
      misses: { latency: null, metrics: [{ name: "ram", value: 10, unit: "MB" }] },
    });
  });

  it("refuse a limit in the wrong direction, and an unknown one, by field", async () => {
    const front = (limit: string) =>
      api.ask(`{ paretoFront(task: "toy-task", device: "my-board", constraints: { limits: [${limit}] }) {
        totalCount } }`);
    for (const [limit, field] of [
      ['{ metric: "ram", min: 90 }', "constraints.limits[0].max"],
      ['{ metric: "ram", min: 90, max: 100 }', "constraints.limits[0].min"],
      ['{ metric: "ram" }', "constraints.limits[0].max"],
      ['{ metric: "flash", max: 90 }', "constraints.limits[0].metric"],
      ['{ metric: "energy", max: 90 }', "constraints.limits[0].metric"],
    ])
      expect((await front(limit)).errors[0].extensions).toMatchObject({ code: "INVALID_INPUT", field });
  });

  it("are predicted by predictors, which are listed by their name", async () => {
    const train = (named: string) =>
      ask(`mutation { retrainPredictor(input: { task: "toy-task", device: "my-board", ${named}, family: "ridge" }) {
        ... on RetrainPredictorSuccess { predictor { metric ownMetric } }
        ... on InvalidInputProblem { field }
      } }`);
    expect((await train('ownMetric: "ram"')).retrainPredictor).toEqual({
      predictor: { metric: null, ownMetric: "ram" },
    });
    expect((await train("seed: 1")).retrainPredictor).toEqual({ field: "metric" });
    expect((await train('metric: LATENCY, ownMetric: "ram"')).retrainPredictor).toEqual({
      field: "ownMetric",
    });
    expect(await ask(`{ predictors(ownMetric: "ram") { metric ownMetric } }`)).toEqual({
      predictors: [{ metric: null, ownMetric: "ram" }],
    });
    const { predict } = await ask(`{ predict(task: "toy-task", device: "my-board",
      architectures: [{ depth: 1, width: 16, operator: "a" }]
    ) { ... on Predictions { predictions { ${POINT} } } } }`);
    expect(predict.predictions).toMatchObject([{ metrics: [{ name: "ram", source: "PREDICTED" }] }]);
  });

  it("are objectives and limits of searches, whose evaluations have them", async () => {
    const { startSearch } = await ask(`mutation { startSearch(input: {
      task: "toy-task", devices: ["my-board"], budget: 6, evaluator: TABLE, samples: "ram",
      objectives: [ACCURACY], ownObjectives: ["ram"], constraints: { limits: [{ metric: "ram", max: 300 }] }
    }) { ... on StartSearchSuccess { run { key } } ... on InvalidInputProblem { message } } }`);
    const { key } = startSearch.run as { readonly key: string };
    const query = `query ($key: ID!) {
      searchRun(id: $key) {
        status objectives ownObjectives constraints { maxLatency limits { metric max min } }
        progress { referencePoint { metrics { name value } } points { ${POINT} } }
      }
      evaluations(run: $key) { nodes { latency metrics { name value unit } costs { metrics { name } } } }
    }`;
    let answer = await ask(query, { key });
    for (let i = 0; i < 200 && answer.searchRun.status === ("RUNNING" as never); i++) {
      await new Promise((done) => setTimeout(done, 20));
      answer = await ask(query, { key });
    }
    expect(answer.searchRun).toMatchObject({
      status: "FINISHED",
      objectives: ["ACCURACY"],
      ownObjectives: ["ram"],
      constraints: { maxLatency: null, limits: [{ metric: "ram", max: 300, min: null }] },
      progress: { referencePoint: { metrics: [{ name: "ram", value: 300 }] } },
    });
    expect((answer.searchRun.progress as { points: unknown[] }).points[0]).toMatchObject({
      metrics: [{ name: "ram", source: "MEASURED" }],
    });
    const nodes = answer.evaluations.nodes as readonly unknown[];
    expect(nodes).toHaveLength(6);
    expect(nodes[0]).toMatchObject({
      latency: null,
      metrics: [{ name: "ram", unit: "MB" }],
      costs: [{ metrics: [{ name: "ram" }] }],
    });
  });

  it("are submitted and listed with measurements", async () => {
    const submit = `mutation ($metrics: [MetricValueInput!]) { submitMeasurements(input: {
      task: "toy-task", device: "my-board",
      measurements: [{ architecture: { depth: 1, width: 16, operator: "a" }, metrics: $metrics }]
    }) {
      ... on SubmitMeasurementsSuccess { stored measurements { latency metrics { name value unit } } }
      ... on InvalidInputProblem { message field }
    } }`;
    const { submitMeasurements } = await ask(submit, { metrics: [{ name: "ram", value: 321 }] });
    expect(submitMeasurements).toEqual({
      stored: 1,
      measurements: [{ latency: null, metrics: [{ name: "ram", value: 321, unit: "MB" }] }],
    });
    const refused = await ask(submit, { metrics: [{ name: "flash", value: 321 }] });
    expect(refused.submitMeasurements).toMatchObject({
      field: "measurements[0].metrics[0].name",
      message: expect.stringContaining("the mutation addMetric"),
    });
    const { measurements } = await ask(
      `{ measurements(device: "my-board") { nodes { metrics { name value unit } } } }`,
    );
    const nodes = measurements.nodes as readonly { readonly metrics: readonly unknown[] }[];
    expect(nodes.filter(({ metrics }) => metrics.length === 1)).toHaveLength(25);
  });
});

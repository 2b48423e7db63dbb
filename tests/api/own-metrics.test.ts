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

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../contract/archive-samples.js";
import { fillToy, startApi, type TestApi } from "./harness.js";

const NETWORK = { depth: 2, width: 64, operator: "d" };

describe("arguments that name an architecture, a run or a measurement", () => {
  let api: TestApi;
  let key: string;
  let measurement: string;

  beforeAll(async () => {
    api = await startApi();
    await fillToy(api.service);
    for (const id of ["abcdef-1", "abcdef-2", "bcdefg-1"])
      await api.archive.commit([{ type: "put", kind: "run", record: run(id) }]);
    const { data } = await api.ask(
      `query ($networks: [JSON!]!) { predict(task: "toy-task", architectures: $networks) {
        ... on Predictions { predictions { architecture { key measurements { key } } } } } }`,
      { networks: [NETWORK] },
    );
    const [found] = (
      data as {
        predict: { predictions: { architecture: { key: string; measurements: { key: string }[] } }[] };
      }
    ).predict.predictions;
    key = found.architecture.key;
    measurement = found.architecture.measurements[0].key;
  });
  afterAll(() => api.close());

  it("take a unique beginning of the key", async () => {
    const { data, errors } = await api.ask(
      `query ($key: ID!, $network: JSON!) {
        architecture(id: $key) { key genes }
        predict(task: "toy-task", architectures: [$network]) {
          ... on Predictions { predictions { architecture { key } } }
        }
      }`,
      { key: key.slice(0, 6), network: key.slice(0, 8) },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      architecture: { key, genes: NETWORK },
      predict: { predictions: [{ architecture: { key } }] },
    });
    const changed = await api.ask(
      `mutation ($network: JSON!, $measurement: ID!) {
        submitMeasurements(input: { task: "toy-task", measurements: [{ architecture: $network, accuracy: 0.5 }] }) {
          ... on SubmitMeasurementsSuccess { measurements { architecture { key } } }
        }
        retractMeasurement(id: $measurement) {
          ... on RetractMeasurementSuccess { measurement { key retracted } }
        }
        cancelSearch(id: "bcdefg") { ... on CancelSearchSuccess { run { key status } } }
      }`,
      { network: key.slice(0, 7), measurement: measurement.slice(0, 9) },
    );
    expect(changed.errors).toEqual([]);
    expect(changed.data).toMatchObject({
      submitMeasurements: { measurements: [{ architecture: { key } }] },
      retractMeasurement: { measurement: { key: measurement, retracted: true } },
      cancelSearch: { run: { key: "bcdefg-1", status: "CANCELLED" } },
    });
  });

  it("say which keys an ambiguous beginning has, and what an unknown one may have meant", async () => {
    const { data } = await api.ask(
      `mutation ($near: ID!) {
        several: cancelSearch(id: "abcdef") { ... on InvalidInputProblem { field message } }
        none: cancelSearch(id: "zzzzzz") { ... on NotFoundProblem { field kind key message } }
        near: retractMeasurement(id: $near) { ... on NotFoundProblem { message } }
      }`,
      { near: `${measurement.slice(0, 6)}zzz` },
    );
    expect(data).toEqual({
      several: { field: "id", message: expect.stringContaining("abcdef-1, abcdef-2 begin with it") },
      none: {
        field: "id",
        kind: "run",
        key: "zzzzzz",
        message: expect.stringContaining("the newest runs are bcdefg-1, abcdef-2, abcdef-1"),
      },
      near: { message: expect.stringContaining(`did you mean ${measurement}`) },
    });
    const query = await api.ask(
      `{ searchRun(id: "abcdef") { key } unknown: searchRun(id: "zzzzzz") { key } }`,
    );
    expect(query.data).toEqual({ searchRun: null, unknown: null });
    expect(query.errors[0].extensions).toMatchObject({ code: "INVALID_INPUT", field: "id" });
  });
});

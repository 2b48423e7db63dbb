import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globalId } from "../../src/api/input/ids.js";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

const PROBLEM = "... on Problem { code message field }";

describe("the API from an empty archive to a front", () => {
  let api: TestApi;
  const data: TestApi["data"] = (...asked) => api.data(...asked);

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it("registers a space, a task and a device, once", async () => {
    const query = `mutation ($space: JSON!) {
      registerSearchSpace(input: { space: $space }) { __typename ${PROBLEM}
        ... on RegisterSearchSpaceSuccess { created
          space { id key cardinality partialCardinality structure definition tasks { key }
            genes { name choices ordered tier activeWhen { gene equals in atLeast atMost } } } } }
      registerTask(input: { id: "my-task", space: "toy" }) { __typename ${PROBLEM}
        ... on RegisterTaskSuccess { created
          task { id key name description measured predictors { key } space { key } } } }
      registerDevice(input: { id: "my-device", batch: 4 }) { __typename ${PROBLEM}
        ... on RegisterDeviceSuccess { created
          device { id key name description runtime batch measured predictors { key } } } }
    }`;
    const first = await data(query, { space: TOY_SPACE });
    expect(first.registerSearchSpace).toMatchObject({
      created: true,
      space: { id: globalId("SearchSpace", "toy"), key: "toy", cardinality: "24", partialCardinality: "24" },
    });
    expect(first.registerSearchSpace.space.genes[2]).toEqual({
      name: "operator",
      choices: ["a", "b", "c", "d"],
      ordered: false,
      tier: 1,
      activeWhen: [],
    });
    expect(first.registerTask.task).toMatchObject({ key: "my-task", space: { key: "toy" }, measured: 0 });
    expect(first.registerDevice.device).toMatchObject({ key: "my-device", batch: 4, measured: 0 });
    const second = await data(query, { space: first.registerSearchSpace.space.definition });
    for (const result of Object.values(second)) expect(result).toMatchObject({ created: false });
  });

  it("completes a known device", async () => {
    const { registerDevice } = await data(
      `mutation { registerDevice(input: { id: "my-device", name: "My device" }) {
        ... on RegisterDeviceSuccess { created device { name batch } } } }`,
    );
    expect(registerDevice).toEqual({ created: false, device: { name: "My device", batch: 4 } });
  });

  it("imports a table and creates the tasks and devices that its columns name", async () => {
    const { importSamples } = await data(
      `mutation ($csv: String!) { importSamples(input: { name: "toy-table", space: "toy", csv: $csv }) {
        __typename ${PROBLEM}
        ... on ImportSamplesSuccess { networks measurementsStored alreadyImported
          table { id key rows columns checksum importedAt distinct measurementsStored space { key } }
          columns { name kind subject values missing min max }
          tasksCreated { key measured } devicesCreated { key measured } } } }`,
      { csv: toyTable() },
    );
    expect(importSamples).toMatchObject({
      __typename: "ImportSamplesSuccess",
      networks: 24,
      alreadyImported: false,
      table: { key: "toy-table", rows: 24, distinct: null },
      tasksCreated: [{ key: "toy-task", measured: 24 }],
      devicesCreated: [{ key: "toy-device", measured: 24 }],
    });
    expect(importSamples.columns.map((column: { kind: string }) => column.kind)).toEqual(
      expect.arrayContaining(["ACCURACY", "LATENCY", "ENERGY"]),
    );
    const { sampleTables } = await data("{ sampleTables { key } }");
    expect(sampleTables).toEqual([{ key: "toy-table" }]);
  });

  it("stores measurements, shows them, and retracts one", async () => {
    const architecture = { depth: 2, width: 64, operator: "d" };
    const submit = `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) {
      __typename ${PROBLEM}
      ... on SubmitMeasurementsSuccess { stored clashing { key }
        measurements { id key accuracy accuracySd latency latencySd energy energySd repeats
          batch powerMode runtime origin measuredAt retracted network
          fidelity { split training seeds } task { key } device { key } architecture { key genes } } } } }`;
    const input = {
      task: globalId("Task", "my-task"),
      device: "my-device",
      idempotencyKey: "first",
      measurements: [
        { architecture, accuracy: 0.75, split: "VALIDATION", training: "25 epochs", seeds: [1, 2] },
        { architecture, latency: 12.5, energy: 30, repeats: 10, sd: 0.5, powerMode: "MAXN" },
      ],
    };
    const { submitMeasurements } = await data(submit, { input });
    expect(submitMeasurements).toMatchObject({ __typename: "SubmitMeasurementsSuccess", stored: 2 });
    const [accuracy, cost] = submitMeasurements.measurements;
    expect(accuracy).toMatchObject({
      accuracy: 0.75,
      task: { key: "my-task" },
      device: null,
      fidelity: { split: "VALIDATION", training: "25 epochs", seeds: [1, 2] },
      network: null,
    });
    expect(cost).toMatchObject({ latency: 12.5, latencySd: 0.5, repeats: 10, powerMode: "MAXN", task: null });

    const { node } = await data(`query ($id: ID!) { node(id: $id) { __typename id key } }`, { id: cost.id });
    expect(node).toEqual({ __typename: "Measurement", id: cost.id, key: cost.key });

    const retract = `mutation ($id: ID!) { retractMeasurement(id: $id) { __typename ${PROBLEM}
      ... on RetractMeasurementSuccess { measurement { key retracted } } } }`;
    for (const id of [cost.id, cost.key])
      expect((await data(retract, { id })).retractMeasurement.measurement).toEqual({
        key: cost.key,
        retracted: true,
      });

    const shown = await data(
      `query ($id: ID!) { architecture(id: $id) {
        key genes partial macs params space { key } measurements { key retracted } } }`,
      { id: cost.architecture.key },
    );
    expect(shown.architecture).toMatchObject({
      genes: architecture,
      partial: false,
      macs: null,
      params: null,
    });
    const flags = Object.fromEntries(
      shown.architecture.measurements.map((m: { key: string; retracted: boolean }) => [m.key, m.retracted]),
    );
    expect(flags[cost.key]).toBe(true);
    expect(flags[accuracy.key]).toBe(false);
  });

  it("pages through a front, and a cursor continues only its own query", async () => {
    const query = `query ($first: Int, $after: String, $constraints: Constraints, $device: ID!) {
      paretoFront(task: "toy-task", device: $device, first: $first, after: $after, constraints: $constraints) {
        edges { cursor node { feasibility extrapolated architecture { key genes }
          accuracy { value lower upper source repeats sd measuredAt clashing extrapolated predictor { key }
            fidelity { split training seeds } }
          testAccuracy { value } latency { value source } energy { value source } } }
        nodes { architecture { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        totalCount objectives referencePoint { accuracy latency energy } hypervolume sources notes version
        nearest { point { architecture { key } } misses { accuracy latency energy params } } } }`;
    const device = "toy-device";
    const { paretoFront: whole } = await data(query, { device });
    expect(whole.totalCount).toBeGreaterThan(3);
    expect(whole).toMatchObject({
      objectives: ["ACCURACY", "LATENCY", "ENERGY"],
      sources: ["MEASURED"],
      nearest: [],
    });
    expect(whole.hypervolume).toBeGreaterThan(0);

    const keys: string[] = [];
    let after: string | null = null;
    do {
      const { paretoFront: page }: { paretoFront: typeof whole } = await data(query, {
        device: globalId("Device", device),
        first: 2,
        after,
      });
      keys.push(...page.nodes.map((point: { architecture: { key: string } }) => point.architecture.key));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(keys).toEqual(
      whole.nodes.map((point: { architecture: { key: string } }) => point.architecture.key),
    );

    const empty = (await data(query, { device, first: 0 })).paretoFront;
    expect(empty).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, endCursor: null } });

    const foreign = await api.ask(query, {
      device,
      after: whole.pageInfo.startCursor,
      constraints: { maxLatency: 5 },
    });
    expect(foreign.errors[0]?.extensions).toMatchObject({ code: "INVALID_INPUT", field: "after" });
  });

  it("says what the nearest networks miss if none is feasible", async () => {
    const { paretoFront, recommend } = await data(`{
      paretoFront(task: "toy-task", device: "toy-device", constraints: { minAccuracy: 0.99 }) {
        totalCount nearest { misses { accuracy latency } } }
      recommend(task: "toy-task", device: "toy-device", constraints: { minAccuracy: 0.99 }) { __typename
        ... on Infeasible { nearest { misses { accuracy } } notes } } }`);
    expect(paretoFront.totalCount).toBe(0);
    expect(paretoFront.nearest[0].misses.accuracy).toBeGreaterThan(0);
    expect(recommend.__typename).toBe("Infeasible");
  });

  it("recommends the knee and the cheapest", async () => {
    const { knee, cheapest, weighted } = await data(`{
      knee: recommend(task: "toy-task", device: "toy-device") { __typename
        ... on Recommendation { reason point { architecture { key } latency { value } } } }
      cheapest: recommend(
        task: "toy-task", device: "toy-device", preference: { kind: CHEAPEST, metric: LATENCY }) { __typename
        ... on Recommendation { reason point { architecture { genes } } } }
      weighted: recommend(task: "toy-task", device: "toy-device", confidence: 0.5, constraints: { minAccuracy: 0.1 },
        preference: { kind: WEIGHTED, weights: { latency: 1 } }) { __typename
        ... on Recommendation { reason point { feasibility architecture { genes } } } } }`);
    expect(weighted.point).toEqual({ feasibility: 1, architecture: cheapest.point.architecture });
    expect(knee.__typename).toBe("Recommendation");
    expect(knee.reason).not.toBe("");
    expect(cheapest.point.architecture.genes).toEqual({ depth: 1, width: 16, operator: "a" });
  });

  it("finds any object by its global id, and nothing by another text", async () => {
    const { searchSpaces, tasks, devices } = await data(
      `{ searchSpaces { id } tasks { id } devices { id } }`,
    );
    for (const { id } of [...searchSpaces, ...tasks, ...devices])
      expect((await data(`query ($id: ID!) { node(id: $id) { id } }`, { id })).node).toEqual({ id });
    const unknown = [
      "",
      "toy",
      globalId("Task", "nothing"),
      globalId("SearchRun", "nothing"),
      globalId("Measurement", "a/b"),
    ];
    for (const id of unknown)
      expect((await data(`query ($id: ID!) { node(id: $id) { id } }`, { id })).node).toBeNull();
  });
});

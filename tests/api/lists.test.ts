import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

type Tree = Record<string, never>;

describe("lists", () => {
  let api: TestApi;
  const ask = async (query: string, variables?: unknown) => {
    const { data, errors } = await api.ask(query, variables);
    expect(errors).toEqual([]);
    return data as Tree & Record<string, Record<string, unknown>>;
  };

  beforeAll(async () => {
    api = await startApi();
    await fillToy(api.service);
  });
  afterAll(() => api.close());

  it("of measurements are filtered, sorted and paged", async () => {
    const query = `query ($after: String) {
      measurements(device: "toy-device", order: LATENCY, descending: true, first: 20, after: $after) {
        totalCount edges { cursor } nodes { key latency device { key } }
        pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }`;
    const first = (await ask(query)).measurements as unknown as {
      totalCount: number;
      nodes: { key: string; latency: number }[];
      pageInfo: { endCursor: string };
    };
    expect(first).toMatchObject({ totalCount: 24, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(first.nodes[0].latency).toBe(12.16);
    const second = (await ask(query, { after: first.pageInfo.endCursor })).measurements as typeof first;
    expect(second.nodes).toHaveLength(4);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(new Set([...first.nodes, ...second.nodes].map(({ key }) => key)).size).toBe(24);
    const wrong = await api.ask(
      `{ measurements(task: "toy-task", after: "${first.pageInfo.endCursor}") { totalCount } }`,
    );
    expect(wrong.errors[0].extensions).toMatchObject({ code: "INVALID_INPUT", field: "after" });
  });

  it("of architectures come with what was measured on the task and the device", async () => {
    const { architectures } = await ask(`{
      architectures(task: "toy-task", device: "toy-device", order: ACCURACY, descending: true, first: 1) {
        totalCount nodes { key genes }
        edges { accuracy { value source } latency { value } energy { value } }
      }
    }`);
    expect(architectures).toMatchObject({
      totalCount: 24,
      nodes: [{ genes: { depth: 2, width: 64, operator: "d" } }],
      edges: [
        {
          accuracy: { value: 0.888, source: "MEASURED" },
          latency: { value: 12.16 },
          energy: { value: 27.32 },
        },
      ],
    });
    const others = await ask(`{ architectures(space: "nas-bench-201") { totalCount nodes { key } } }`);
    expect(others.architectures).toEqual({ totalCount: 0, nodes: [] });
  });

  it("of evaluations show what failed, and failEvaluation makes a run go on", async () => {
    await api.service.registerDevice({ id: "board" });
    const started = await ask(`mutation { startSearch(input: {
      task: "toy-task", devices: ["board"], budget: 2, evaluator: EXTERNAL, strategy: RANDOM
    }) { ... on StartSearchSuccess { run { key } } } }`);
    const { key } = (started.startSearch as { run: { key: string } }).run;
    const query = `query ($run: ID!) { evaluations(run: $run) {
      totalCount
      nodes {
        number status reason accuracy latency costs { device { key } } proposedBy seconds architecture { key }
      }
    } }`;
    const read = async () =>
      (await ask(query, { run: key })).evaluations as unknown as {
        totalCount: number;
        nodes: { status: string; architecture: { key: string } }[];
      };
    let found = await read();
    for (let tries = 0; tries < 200 && found.totalCount === 0; tries++) found = await read();
    expect(found.nodes[0].status).toBe("PENDING");
    for (const { architecture } of found.nodes) {
      const { failEvaluation } = await ask(
        `mutation ($run: ID!, $architecture: ID!) {
          failEvaluation(run: $run, architecture: $architecture, reason: "no memory") {
          ... on FailEvaluationSuccess { architecture { key } reason run { key } }
          ... on Problem { message }
        } }`,
        { run: key, architecture: architecture.key.slice(0, 9) },
      );
      expect(failEvaluation).toEqual({ architecture, reason: "no memory", run: { key } });
    }
    for await (const { failed } of api.service.followRun(key, AbortSignal.timeout(5000)))
      if (failed === 2) break;
    expect((await read()).nodes).toMatchObject([
      { number: 1, status: "FAILED", reason: "no memory", accuracy: null, costs: [], proposedBy: "RANDOM" },
      { number: 2, status: "FAILED" },
    ]);
    const missing = await ask(
      `mutation { failEvaluation(reason: "x") { ... on InvalidInputProblem { field } } }`,
    );
    expect(missing.failEvaluation).toEqual({ field: "run" });
  });

  it("of measurements name the submission, by which retractMeasurements takes all of it back", async () => {
    const network = { depth: 1, width: 16, operator: "a" };
    const sent = await ask(
      `mutation ($network: JSON!) { submitMeasurements(input: { task: "toy-task", device: "toy-device",
        measurements: [{ architecture: $network, accuracy: 0.5, latency: 3 }] }) {
        ... on SubmitMeasurementsSuccess { submission stored } } }`,
      { network },
    );
    const { submission } = sent.submitMeasurements as { submission: string };
    const retract = `mutation ($origin: MeasurementOrigin!) { retractMeasurements(origin: $origin) {
      ... on RetractMeasurementsSuccess { retracted before } ... on Problem { code message field } } }`;
    const run = async (origin: unknown) => (await ask(retract, { origin })).retractMeasurements;
    expect(await run({ submission })).toEqual({ retracted: 2, before: 0 });
    expect(await run({ submission })).toEqual({ retracted: 0, before: 2 });
    expect(await run({ import: "toy-table", run: "x" })).toMatchObject({
      code: "INVALID_INPUT",
      field: "run",
    });
    expect(await run({})).toMatchObject({ code: "INVALID_INPUT", field: "import" });
    expect(await run({ submission: "none" })).toMatchObject({ code: "NOT_FOUND", field: "submission" });
    expect(await run({ import: "toy-table" })).toEqual({ retracted: 48, before: 0 });
    const left = await ask(
      `{ measurements(retracted: false) { totalCount } all: measurements { totalCount } }`,
    );
    expect(left).toEqual({ measurements: { totalCount: 0 }, all: { totalCount: 50 } });
  });
});

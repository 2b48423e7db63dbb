import { type Client, createClient, type SubscribePayload } from "graphql-ws";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { expectWithin } from "../support/within.js";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
let clients: Client[] = [];

const connect = (params?: Record<string, unknown>) => {
  const client = createClient({
    url: api.server.url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(params === undefined ? {} : { connectionParams: params }),
  });
  clients.push(client);
  return client;
};

beforeEach(async () => {
  api = await startApi();
  await fillToy(api.service);
});
afterEach(async () => {
  for (const client of clients) await client.dispose();
  clients = [];
  await api.close();
});

/** Collects the events of a subscription until it ends, or until it fails with an error. */
async function collect(
  client: Client,
  payload: SubscribePayload,
): Promise<{ events: unknown[]; error: unknown }> {
  const events: unknown[] = [];
  try {
    for await (const event of client.iterate(payload)) events.push(event);
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

async function startRun(budget: number): Promise<string> {
  const { data } = await api.ask(
    `mutation ($budget: Int!) { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: $budget,
      evaluator: TABLE, samples: "toy-table", strategy: RANDOM, seed: 3 }) {
        ... on StartSearchSuccess { run { id key status } } } }`,
    { budget },
  );
  return (data as { startSearch: { run: { id: string } } }).startSearch.run.id;
}

const PROGRESS = `subscription ($id: ID!) { searchProgress(id: $id) {
  evaluations failed hypervolume elapsedSeconds etaSeconds
  referencePoint { accuracy latency } pending { architecture { key } }
  points { architecture { key genes } accuracy { value } }
  run { key status reason endedAt budget evaluator samples strategy seed evaluations createdAt
    constraints { maxLatency genes } task { key } devices { key } space { key } } } }`;

describe("searchProgress", () => {
  it("ends at the best network if one metric is optimised", async () => {
    const { data } = await api.ask(
      `mutation { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: 12, evaluator: TABLE,
        samples: "toy-table", strategy: RANDOM, objectives: [ACCURACY], constraints: { maxLatency: 3 } }) {
        ... on StartSearchSuccess { run { id objectives } } } }`,
    );
    const { run } = (data as { startSearch: { run: { id: string; objectives: string[] } } }).startSearch;
    expect(run.objectives).toEqual(["ACCURACY"]);
    const { events } = await collect(connect(), { query: PROGRESS, variables: { id: run.id } });
    const progress = events.at(-1) as { data: { searchProgress: { points: unknown[] } } };
    expect(progress.data.searchProgress.points).toHaveLength(1);
    expect(progress.data.searchProgress).toMatchObject({ referencePoint: { latency: null } });
  });

  it("tells how many cheap scores were requested, and the total cost", async () => {
    const { data } = await api.ask(
      `mutation { startSearch(input: { task: "toy-task", devices: ["toy-device"], budget: 18, evaluator: TABLE,
        samples: "scored-table", fidelities: [{ name: "early_accuracy", cost: 0.2 }] }) {
        ... on StartSearchSuccess { run { id fidelities { name cost } } } } }`,
    );
    const { run } = (data as { startSearch: { run: { id: string; fidelities: unknown } } }).startSearch;
    expect(run.fidelities).toEqual([{ name: "early_accuracy", cost: 0.2 }]);
    const query = "subscription ($id: ID!) { searchProgress(id: $id) { evaluations scores spent } }";
    const { events } = await collect(connect(), { query, variables: { id: run.id } });
    const last = events.at(-1) as { data: { searchProgress: Record<string, number> } };
    const { evaluations, scores, spent } = last.data.searchProgress;
    expect(scores).toBeGreaterThan(0);
    expect(spent).toBeCloseTo(evaluations + 0.2 * scores, 9);
  });

  it("gives the state and then every change, and ends with the run", async () => {
    const id = await startRun(10);
    const { events, error } = await collect(connect(), { query: PROGRESS, variables: { id } });
    expect(error).toBeUndefined();
    const progress = events.map(
      (event) => (event as { data: { searchProgress: never } }).data.searchProgress,
    ) as {
      evaluations: number;
      run: { status: string; budget: number; seed: number; samples: string };
      points: unknown[];
    }[];
    const counts = progress.map(({ evaluations }) => evaluations);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const last = progress.at(-1);
    expect(last).toMatchObject({
      evaluations: 10,
      run: { status: "FINISHED", budget: 10, seed: 3, samples: "toy-table" },
    });
    expect(last?.points.length).toBeGreaterThan(0);

    const { data } = await api.ask(
      `query ($id: ID!) {
        searchRun(id: $id) { status evaluations progress { hypervolume leftOut run { key } } }
        searchRuns(first: 1) { nodes { id } edges { cursor } pageInfo { hasNextPage } } }`,
      { id },
    );
    expect(data).toMatchObject({
      searchRun: { status: "FINISHED", evaluations: 10, progress: { leftOut: 0 } },
      searchRuns: { nodes: [{ id }] },
    });
  });

  it("of an unknown run is an error with a code", async () => {
    const { events, error } = await collect(connect(), { query: PROGRESS, variables: { id: "nothing" } });
    const errors = error ?? (events[0] as { errors: unknown }).errors;
    expect(errors).toMatchObject([
      { extensions: { code: "NOT_FOUND" }, message: expect.stringContaining("nothing") },
    ]);
  });
});

describe("runs", () => {
  it("are paged, newest first, and a cursor continues", async () => {
    for (let i = 0; i < 3; i++) await startRun(2);
    const page = async (after: string | null) => {
      const { data, errors } = await api.ask(
        `query ($after: String) { searchRuns(first: 2, after: $after) {
          nodes { key createdAt } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      expect(errors).toEqual([]);
      return (
        data as {
          searchRuns: {
            nodes: { key: string; createdAt: string }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }
      ).searchRuns;
    };
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.nodes.length, second.nodes.length]).toEqual([2, 1]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const nodes = [...first.nodes, ...second.nodes];
    expect(new Set(nodes.map(({ key }) => key)).size).toBe(3);
    const times = nodes.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it("that wait for measurements list the networks to measure, and can be cancelled and resumed", async () => {
    await api.service.registerTask({ id: "new-task", space: "toy" });
    await api.service.registerDevice({ id: "new-device" });
    const { data } = await api.ask(
      `mutation { startSearch(input: {
        task: "new-task", devices: ["new-device"], budget: 4, evaluator: EXTERNAL, strategy: RANDOM }) {
        ... on Problem { message } ... on StartSearchSuccess { run { key } } } }`,
    );
    const { key } = (data as { startSearch: { run: { key: string } } }).startSearch.run;
    const pending = async () => {
      const { data } = await api.ask(
        "query ($id: ID!) { searchRun(id: $id) { progress { pending { architecture { key genes } } } } }",
        { id: key },
      );
      return (data as { searchRun: { progress: { pending: { architecture: { genes: object } }[] } } })
        .searchRun.progress.pending;
    };
    await expect.poll(pending, { timeout: 5_000 }).not.toEqual([]);
    for (const { architecture } of await pending())
      expect(Object.keys(architecture.genes)).toEqual(["depth", "width", "operator"]);
    for (const [name, status] of [
      ["cancelSearch", "CANCELLED"],
      ["resumeSearch", "RUNNING"],
      ["cancelSearch", "CANCELLED"],
    ]) {
      const type = `${name[0].toUpperCase()}${name.slice(1)}Success`;
      const answer = await api.ask(
        `mutation ($id: ID!) { result: ${name}(id: $id) {
          ... on Problem { message } ... on ${type} { run { status } } } }`,
        { id: key },
      );
      expect(answer.data).toEqual({ result: { run: { status } } });
    }
  });
});

describe("frontChanged", () => {
  it("tells which networks joined and left the front", async () => {
    const client = connect();
    const events = client.iterate({
      query: `subscription { frontChanged(task: "toy-task", device: "toy-device") {
        task { key measured } device { key } hypervolume
        hypervolumePredicted snapshot { architecture { key } latency { value } }
        changed { architecture { key } latency { value } }
        added { architecture { key genes } latency { value } } removed { key genes } } }`,
    });
    const { value: first } = await events.next();
    expect(first.errors).toBeUndefined();
    const { snapshot } = first.data.frontChanged as { snapshot: { architecture: { key: string } }[] };
    expect(first.data.frontChanged).toMatchObject({ added: [], removed: [], changed: [] });
    const { data } = await api.ask(
      `{ paretoFront(task: "toy-task", device: "toy-device") { nodes { architecture { key } latency { value } } } }`,
    );
    expect(snapshot).toEqual((data as { paretoFront: { nodes: unknown } }).paretoFront.nodes);
    const next = events.next();
    await api.service.submitMeasurements({
      task: "toy-task",
      device: "toy-device",
      measurements: [
        { architecture: { depth: 2, width: 64, operator: "a" }, accuracy: 1, latency: 0.01, energy: 0.01 },
      ],
    });
    const { value } = await next;
    expect(value.errors).toBeUndefined();
    const change = value.data.frontChanged as Record<"added" | "removed" | "changed", unknown[]>;
    expect(change).toMatchObject({ task: { key: "toy-task" }, snapshot: null });
    expect(change.changed).toHaveLength(1);
    expect(change.added.length + change.removed.length).toBeGreaterThan(0);
    await events.return?.();
  });

  it("narrows with `sources`, an empty list of which is an error with a code", async () => {
    const ask = (sources: string) => ({
      query: `subscription { frontChanged(task: "toy-task", device: "toy-device", sources: [${sources}]) {
        snapshot { latency { source } } } }`,
    });
    const events = connect().iterate(ask("PREDICTED"));
    expect((await events.next()).value).toEqual({ data: { frontChanged: { snapshot: [] } } });
    await events.return?.();
    const refused = await collect(connect(), ask(""));
    expect(refused.error ?? (refused.events[0] as { errors: unknown }).errors).toMatchObject([
      { extensions: { code: "INVALID_INPUT", field: "sources" } },
    ]);
  });

  it("of an unknown device is an error with a code", async () => {
    const query = `subscription { frontChanged(task: "toy-task", device: "nothing") { hypervolume } }`;
    const { events, error } = await collect(connect(), { query });
    expect(error ?? (events[0] as { errors: unknown }).errors).toMatchObject([
      { extensions: { code: "NOT_FOUND", field: "device" } },
    ]);
  });
});

describe("the socket", () => {
  it("also answers queries, with the same limits and masking of errors", async () => {
    const client = connect();
    const ask = async (query: string) => {
      const { events, error } = await collect(client, { query });
      return error === undefined ? events[0] : { errors: error };
    };
    expect(await ask("{ tasks { key } }")).toEqual({ data: { tasks: [{ key: "toy-task" }] } });
    expect(await ask("{ tasks { kee } }")).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    expect(await ask("{ tasks {")).toMatchObject({
      errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }],
    });
    expect(await ask(`{ ${"tasks { key } ".repeat(2_001)} }`)).toMatchObject({
      errors: [{ extensions: { code: "QUERY_TOO_LARGE" } }],
    });
    expect(await ask(`{ paretoFront(task: "x", device: "y") { version } }`)).toMatchObject({
      errors: [{ extensions: { code: "NOT_FOUND", field: "task" } }],
    });
  });

  it("requires the token", async () => {
    await api.close();
    api = await startApi({ apiToken: "right" });
    const query = "{ tasks { key } }";
    for (const params of [undefined, { authorization: "Bearer wrong" }, { token: "right" }]) {
      const { error } = await collect(connect(params), { query });
      expect(error).toMatchObject({ code: 4403, reason: "Forbidden" });
    }
    for (const name of ["authorization", "Authorization"]) {
      const { events } = await collect(connect({ [name]: "Bearer right" }), { query });
      expect(events).toEqual([{ data: { tasks: [] } }]);
    }
  });

  it("completes its subscriptions when the server closes, and is closed", async () => {
    let followed: AbortSignal | undefined;
    await api.close();
    api = await startApi({
      change: (service) => ({
        ...service,
        followFront: (front, signal) => {
          followed = signal;
          return service.followFront(front, signal);
        },
      }),
    });
    await fillToy(api.service);
    const query = `subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }`;
    const ended = collect(connect(), { query });
    while (followed === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = Date.now();
    await api.server.close();
    expect((await ended).error).toBeUndefined();
    expectWithin(Date.now() - began, 1_500);
    expect(followed.aborted).toBe(true);
  });
});

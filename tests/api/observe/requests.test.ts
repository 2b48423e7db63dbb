import { request } from "node:http";
import { createClient } from "graphql-ws";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { fillToy, startApi, type TestApi } from "../harness.js";
import { metricsOf } from "./metrics-of.js";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let api: TestApi;
afterEach(() => api.close());

const linesOf = ({ log }: TestApi) => log.map((line) => JSON.parse(line) as Record<string, unknown>);
const requestsOf = (from: TestApi) => linesOf(from).filter(({ msg }) => msg === "request");

/** Starts a server whose field `task` fails unexpectedly. */
const startBroken = () =>
  startApi({
    change: (service) => ({ ...service, tasks: () => Promise.reject(new Error("the secret is xyzzy")) }),
  });

async function post(query: string, headers: Record<string, string> = {}, variables = {}) {
  const response = await fetch(api.server.url, {
    method: "POST",
    body: JSON.stringify({ query, variables }),
    headers: { "content-type": "application/json", ...headers },
  });
  return { id: response.headers.get("x-request-id"), body: (await response.json()) as never };
}

describe("a request over HTTP", () => {
  it("keeps a sane id of the client, and gets a new one otherwise", async () => {
    api = await startApi();
    expect((await post("{ __typename }", { "x-request-id": "proxy/7:a.b=c" })).id).toBe("proxy/7:a.b=c");
    for (const bad of ["", "a b", "x".repeat(129), "a,b", '"', "{}", "é"]) {
      expect((await post("{ __typename }", { "x-request-id": bad })).id, bad).toMatch(UUID);
    }
    const twice = await new Promise((resolve) => {
      const asked = request(api.server.url, { method: "GET", headers: { "X-Request-Id": ["a", "b"] } });
      asked.on("response", (response) => resolve(response.headers["x-request-id"])).end();
    });
    expect(twice).toMatch(UUID);
    for (const path of ["/health", "/nothing", "/export/x.zip"]) {
      const response = await fetch(new URL(path, api.server.url), { headers: { "x-request-id": "mine" } });
      expect(response.headers.get("x-request-id"), path).toBe("mine");
    }
  });

  it("is one line of the log, without text of the query, variables or tokens", async () => {
    api = await startApi({ apiToken: "sesame" });
    const authorization = { authorization: "Bearer sesame" };
    const query = "query Private($id: ID!) { task: node(id: $id) { id } }";
    await post(query, { ...authorization, "x-request-id": "one" }, { id: "hidden" });
    await post("{ tasks { id } devices { id } }", authorization);
    await post("{ tasks { id } }");
    await post("{ nothing }", authorization);
    await post("{ tasks {", authorization);
    await expect.poll(() => requestsOf(api).length).toBe(5);
    const [first, ...others] = requestsOf(api);
    expect(first).toMatchObject({
      level: 30,
      requestId: "one",
      method: "POST",
      route: "/graphql",
      operation: "node",
      kind: "query",
      outcome: expect.stringMatching(/^(ok|failed)$/),
      ms: expect.any(Number),
    });
    expect(others).toMatchObject([
      { operation: "several", kind: "query", outcome: "ok", status: 200 },
      { operation: "invalid", outcome: "refused", status: 401, code: "UNAUTHENTICATED" },
      { operation: "invalid", kind: "query", outcome: "refused", code: "GRAPHQL_VALIDATION_FAILED" },
      { operation: "invalid", kind: "unknown", outcome: "refused", code: "GRAPHQL_PARSE_FAILED" },
    ]);
    expect(api.log.join("")).not.toMatch(/Private|hidden|sesame|nothing|\$id/);
  });

  it("with an internal error tells its id, under which the log has the error", async () => {
    api = await startBroken();
    const { body } = await post("{ tasks { id } }", { "x-request-id": "report-me" });
    expect(body).toMatchObject({
      errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "report-me" } }],
    });
    expect(JSON.stringify(body)).not.toContain("xyzzy");
    await expect.poll(() => requestsOf(api)).toMatchObject([{ outcome: "internal", requestId: "report-me" }]);
    expect(linesOf(api).find(({ level }) => level === 50)).toMatchObject({
      requestId: "report-me",
      err: { message: "the secret is xyzzy" },
    });
  });

  it("of a probe is logged at debug, unless it fails", async () => {
    api = await startApi();
    for (const path of ["/health", "/ready", "/metrics"]) await fetch(new URL(path, api.server.url));
    await post("{ __typename }");
    await expect.poll(() => requestsOf(api)).toMatchObject([{ route: "/graphql" }]);
  });
});

describe("an operation over WebSocket", () => {
  const connect = () =>
    createClient({ url: api.server.url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });

  it("has an id, a line and its place in the metrics", async () => {
    api = await startApi();
    await fillToy(api.service);
    const client = connect();
    const one = async (query: string, extensions?: Record<string, unknown>) => {
      const events: unknown[] = [];
      for await (const event of client.iterate({ query, ...(extensions && { extensions }) })) {
        events.push(event);
        break;
      }
      return events;
    };
    await one("{ tasks { id } }", { requestId: "over-socket" });
    await one("{ nothing }").catch(() => undefined);
    const watched = one(
      `subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }`,
    );
    await watched;
    await expect.poll(() => requestsOf(api).length).toBe(3);
    expect(requestsOf(api)).toMatchObject([
      { requestId: "over-socket", transport: "websocket", operation: "tasks", kind: "query", outcome: "ok" },
      { requestId: expect.stringMatching(UUID), operation: "invalid", code: "GRAPHQL_VALIDATION_FAILED" },
      { operation: "frontChanged", kind: "subscription", outcome: "ok" },
    ]);
    const metrics = await metricsOf(api.server);
    expect(metrics.get('requests_total{operation="tasks",kind="query",outcome="ok"}')).toBe(1);
    expect(metrics.get('requests_total{operation="frontChanged",kind="subscription",outcome="ok"}')).toBe(1);
    expect(metrics.get("subscriptions")).toBe(0);
    await client.dispose();
  });

  it("with an internal error tells its id", async () => {
    api = await startBroken();
    const client = connect();
    const events: unknown[] = [];
    const asked = { query: "{ tasks { id } }", extensions: { requestId: "ws-1", traceparent: 7 } };
    for await (const event of client.iterate(asked)) events.push(event);
    expect(events).toMatchObject([{ errors: [{ extensions: { requestId: "ws-1" } }] }]);
    await client.dispose();
  });

  it("is counted among the open subscriptions until it ends, whoever ends it", async () => {
    api = await startApi();
    await fillToy(api.service);
    const query = `subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }`;
    const clients = [connect(), connect()];
    const iterators = clients.map((client) => client.iterate({ query }));
    for (const iterator of iterators) await iterator.next();
    expect((await metricsOf(api.server)).get("subscriptions")).toBe(2);
    await iterators[0]?.return?.();
    await clients[1]?.terminate();
    await iterators[1]?.next().catch(() => undefined);
    await expect.poll(async () => (await metricsOf(api.server)).get("subscriptions")).toBe(0);
    for (const client of clients) await client.dispose();
  });
});

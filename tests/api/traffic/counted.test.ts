import { afterEach, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";
import { metricsOf } from "../observe/metrics-of.js";
import { openSocket } from "./socket.js";

const QUERY = "{ __typename }";
const RIGHT = { authorization: "Bearer right" };

let api: TestApi;
afterEach(() => api.close());

/** The numbers of refusals by reason, as the administrator sees them, whose token has a count of its own. */
async function refusals(): Promise<Record<string, number>> {
  const metrics = await metricsOf(api.server, RIGHT);
  const found = [...metrics].flatMap(([name, value]) => {
    const reason = /^refused_total\{reason="(.*)"\}$/.exec(name)?.[1];
    return reason === undefined ? [] : [[reason, value] as const];
  });
  return Object.fromEntries(found);
}

/** Requests in the log, each as its transport or method and its code. */
const logged = () =>
  api.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === "request")
    .map(({ transport, method, code }) => `${transport ?? method} ${code ?? "-"}`);

describe("what traffic refuses is counted and logged", () => {
  it("over HTTP, and when a WebSocket is opened", async () => {
    api = await startApi({ apiToken: "right", traffic: { rateLimit: 20 } });
    for (let i = 0; i < 22; i++) await api.ask(QUERY);
    await expect(openSocket(api)).rejects.toThrow("429");
    expect(await refusals()).toEqual({ unauthenticated: 20, rate_limited: 3 });
    expect(logged().filter((line) => line === "POST RATE_LIMITED")).toHaveLength(2);
  });

  it("in the operations of a WebSocket, and when that is closed", async () => {
    api = await startApi({ apiToken: "right", traffic: { rateLimit: 20 } });
    const { secret } = await api.service.createToken({ name: "one", role: "read" });
    const authorization = `Bearer ${secret}`;
    await expect.poll(async () => (await api.ask(QUERY, {}, { authorization })).status).toBe(200);
    const socket = await openSocket(api, { authorization });
    const answers = [];
    for (let i = 0; i < 22; i++) answers.push(await socket.ask({ query: QUERY }, String(i)));
    const refused = answers.filter(({ errors }) => errors[0]?.extensions.code === "RATE_LIMITED").length;
    expect(refused).toBeGreaterThan(2);
    await expect.poll(refusals).toMatchObject({ rate_limited: refused });
    expect(logged().filter((line) => line === "websocket RATE_LIMITED")).toHaveLength(refused);
    for (let i = 0; i < 40; i++) socket.send({ type: "ping" });
    await socket.closed;
    await expect.poll(refusals).toMatchObject({ rate_limited: refused + 1 });
  });

  it("for wrong tokens that come too often, over WebSocket, too", async () => {
    api = await startApi({ apiToken: "right", traffic: { rateLimit: 10 } });
    for (let i = 0; i < 9; i++) await api.ask(QUERY, {}, { authorization: `Bearer ${i}` });
    const burst = Array.from({ length: 10 }, (_, i) => api.ask(QUERY, {}, { authorization: `Bearer x${i}` }));
    const statuses = (await Promise.all(burst)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(1);
  });

  it("where it is an operation that is not registered, or asks for the schema", async () => {
    api = await startApi({ apiToken: "right", traffic: { introspection: false } });
    await api.ask("{ __schema { types { name } } }", {}, RIGHT);
    const socket = await openSocket(api, RIGHT);
    await socket.ask({ query: "{ __schema { types { name } } }" });
    await expect.poll(refusals).toEqual({ introspection_disabled: 2 });
    expect(logged()).toContain("POST INTROSPECTION_DISABLED");
    expect(logged()).toContain("websocket INTROSPECTION_DISABLED");
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answerer } from "../../../src/api/operations/answerer.js";
import type { OperationPool, Route } from "../../../src/api/operations/pool.js";
import type { TrafficOptions } from "../../../src/api/traffic/options.js";
import { partsOf } from "../../../src/service/access/secret.js";
import { startApi, type TestApi } from "../harness.js";
import { openSocket } from "./socket.js";

type Executed = Pick<Route, "lane" | "client"> & { readonly signal: AbortSignal };

let api: TestApi;
let executed: Executed[];
let release: () => void;

/** A pool whose operations end once they are released or told to. */
function holdingPool(): OperationPool {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    gauges: { queued: () => 0, oldestQueuedSeconds: () => 0, busy: () => 0 },
    on: ({ lane, client }) => {
      const hold = async <T>(signal: AbortSignal, answer: T): Promise<T> => {
        executed.push({ lane, client, signal });
        const told = new Promise((resolve) => signal.addEventListener("abort", resolve));
        await Promise.race([released, told]);
        return answer;
      };
      return {
        http: (_, signal) => hold(signal, { status: 200, headers: {}, body: "{}" }),
        execute: (_, signal) => hold(signal, { json: '{"data":null}', codes: [] }),
      } as Partial<Answerer> as Answerer;
    },
    close: async () => undefined,
  };
}

const start = async (
  options: { readonly traffic?: Partial<TrafficOptions>; readonly apiToken?: string } = {},
) => {
  api = await startApi({ pool: holdingPool(), ...options });
};

const post = (query: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(api.server.url, {
    method: "POST",
    body: JSON.stringify({ query }),
    headers: { "content-type": "application/json", ...headers },
    ...(signal === undefined ? {} : { signal }),
  }).catch(() => undefined);

const aborted = () => executed.map(({ signal }) => signal.aborted);
const lanes = () => executed.map(({ lane }) => lane);
const pause = () => new Promise((resolve) => setTimeout(resolve, 200));

const QUERY = "{ tasks { key } }";
const JOB = 'mutation { retrainPredictor(input: { task: "t", metric: ACCURACY }) { __typename } }';
const CHANGE = 'mutation { registerDevice(input: { id: "d" }) { __typename } }';
const CANCEL = 'mutation { cancelJob(id: "1") { __typename } }';

beforeEach(() => {
  executed = [];
});
afterEach(async () => {
  release();
  await api.close();
});

describe("a client that leaves", () => {
  it("ends its queries over HTTP, and none of its changes", async () => {
    await start();
    const left = new AbortController();
    const asked = [QUERY, JOB, CHANGE].map((query) => post(query, {}, left.signal));
    await expect.poll(() => lanes().sort()).toEqual(["changes", "quick", "trainings"]);
    left.abort();
    await Promise.all(asked);
    await expect.poll(() => aborted().filter(Boolean)).toHaveLength(1);
    await pause();
    for (const { lane, signal } of executed) expect([lane, signal.aborted]).toEqual([lane, lane === "quick"]);
  });

  it("ends its queries over WebSocket, and none of its changes", async () => {
    await start();
    const socket = await openSocket(api);
    for (const [id, query] of Object.entries({ 1: QUERY, 2: JOB, 3: CHANGE }))
      socket.send({ type: "subscribe", id, payload: { query } });
    await expect.poll(lanes).toEqual(["quick", "trainings", "changes"]);
    for (const id of ["2", "3"]) socket.send({ type: "complete", id });
    await pause();
    expect(aborted()).toEqual([false, false, false]);
    socket.close();
    await expect.poll(aborted).toEqual([true, false, false]);
    await pause();
    expect(aborted()).toEqual([true, false, false]);
  });

  it("leaves a job that can still be cancelled", async () => {
    await start();
    const left = new AbortController();
    const asked = post(JOB, {}, left.signal);
    await expect.poll(lanes).toEqual(["trainings"]);
    left.abort();
    await asked;
    expect((await api.ask("{ jobs { fields } }")).data).toEqual({ jobs: [{ fields: ["retrainPredictor"] }] });
    expect((await api.ask(CANCEL)).data).toEqual({ cancelJob: { __typename: "CancelJobSuccess" } });
    expect(aborted()).toEqual([true]);
    await expect.poll(async () => (await api.ask("{ jobs { key } }")).data).toEqual({ jobs: [] });
  });

  it("leaves a job that ends with the server", async () => {
    await start();
    const left = new AbortController();
    const asked = post(JOB, {}, left.signal);
    await expect.poll(lanes).toEqual(["trainings"]);
    left.abort();
    await asked;
    await api.server.close();
    expect(aborted()).toEqual([true]);
  });
});

describe("operations take turns", () => {
  it("by the token of their client, over HTTP and WebSocket", async () => {
    await start({ apiToken: "right" });
    const { secret } = await api.service.createToken({ name: "one", role: "read" });
    const id = partsOf(secret)?.id;
    const authorization = `Bearer ${secret}`;
    await expect.poll(async () => (await api.ask("{ __typename }", {}, { authorization })).status).toBe(200);
    void post(QUERY, { authorization });
    void post(QUERY, { authorization: "Bearer right" });
    await expect.poll(lanes).toHaveLength(2);
    (await openSocket(api, { authorization })).send({
      type: "subscribe",
      id: "1",
      payload: { query: QUERY },
    });
    await expect.poll(lanes).toHaveLength(3);
    const clients = executed.map(({ client }) => client).sort();
    expect(clients).toEqual(["id:api-token", `id:token:${id}`, `id:token:${id}`]);
  });

  it("by the network of their client where no token is asked for, also behind a proxy", async () => {
    await start({ traffic: { trustProxy: 1 } });
    const from = { "x-forwarded-for": "2001:db8:0:1::7" };
    void post(QUERY);
    await expect.poll(lanes).toHaveLength(1);
    void post(QUERY, { ...from, authorization: "Bearer whatever" });
    await expect.poll(lanes).toHaveLength(2);
    (await openSocket(api, { headers: from })).send({
      type: "subscribe",
      id: "1",
      payload: { query: QUERY },
    });
    await expect.poll(lanes).toHaveLength(3);
    const network = "address:2001:db8:0:1::/64";
    expect(executed.map(({ client }) => client)).toEqual(["address:127.0.0.1", network, network]);
  });
});

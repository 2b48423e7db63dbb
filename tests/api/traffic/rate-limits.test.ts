import { afterEach, describe, expect, it } from "vitest";
import { BoundedLimiter } from "../../../src/api/traffic/bounded-limiter.js";
import { InFlight } from "../../../src/api/traffic/in-flight.js";
import { startApi, type TestApi } from "../harness.js";
import { openSocket } from "./socket.js";

const QUERY = "{ __typename }";
const RIGHT = { authorization: "Bearer right" };

let api: TestApi;
afterEach(() => api.close());

const base = () => api.server.url.replace("/graphql", "");

/** Asks until an answer has another status than 200; returns how many had it, and that answer. */
async function askUntilRefused(headers: Record<string, string> = {}) {
  for (let count = 0; count < 100; count++) {
    const response = await fetch(api.server.url, {
      method: "POST",
      body: JSON.stringify({ query: QUERY }),
      headers: { "content-type": "application/json", ...headers },
    });
    if (response.status === 200) continue;
    const { errors } = (await response.json()) as { errors: [{ message: string; extensions: object }] };
    return {
      count,
      status: response.status,
      wait: Number(response.headers.get("retry-after")),
      error: errors[0],
    };
  }
  throw new Error("none of 100 requests was refused");
}

describe("requests over HTTP", () => {
  it("are refused with 429 and Retry-After beyond the limit; /health is not counted", async () => {
    api = await startApi({ traffic: { rateLimit: 5 } });
    for (let i = 0; i < 10; i++) expect((await fetch(`${base()}/health`)).status).toBe(200);
    const { count, status, wait, error } = await askUntilRefused();
    expect([count, status]).toEqual([5, 429]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(error).toMatchObject({
      message: expect.stringMatching(/at most 5 a minute.*try again in \d+ s/),
      extensions: { code: "RATE_LIMITED", retryAfter: wait },
    });
    for (const path of ["/explorer", "/export/a.zip", "/nothing"])
      expect((await fetch(`${base()}${path}`)).status).toBe(429);
    for (const path of ["/health", "/health?x=1"]) expect((await fetch(`${base()}${path}`)).status).toBe(200);
  });

  it("are counted per token, and per address without a right one", async () => {
    api = await startApi({ apiToken: "right", traffic: { rateLimit: 5 } });
    const statuses = async (headers: Record<string, string>, times: number) => {
      const answers = [];
      for (let i = 0; i < times; i++) answers.push((await api.ask(QUERY, {}, headers)).status);
      return answers;
    };
    expect(await statuses({}, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await statuses(RIGHT, 6)).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it("do not get a new count for a token that the server does not need", async () => {
    api = await startApi({ traffic: { rateLimit: 5 } });
    for (let i = 0; i < 5; i++)
      expect((await api.ask(QUERY, {}, { authorization: `Bearer ${i}` })).status).toBe(200);
    expect((await api.ask(QUERY, {}, { authorization: "Bearer 6" })).status).toBe(429);
  });

  it("are not limited where the limit is off", async () => {
    api = await startApi({ apiToken: "right", traffic: { rateLimit: "off" } });
    for (let i = 0; i < 40; i++)
      expect((await api.ask(QUERY, {}, { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await api.ask(QUERY, {}, RIGHT)).status).toBe(200);
  });
});

describe("wrong tokens", () => {
  it("are looked at 30 times a minute and address; afterwards not even the right one is", async () => {
    api = await startApi({ apiToken: "right" });
    for (let i = 0; i < 30; i++)
      expect((await api.ask(QUERY, {}, { authorization: `Bearer ${i}` })).status).toBe(401);
    for (const headers of [RIGHT, { authorization: "Bearer x" }]) {
      const { status, errors } = await api.ask(QUERY, {}, headers);
      expect(status).toBe(429);
      expect(errors[0].message).toMatch(/wrong tokens.*try again in \d+ s/);
    }
    expect((await api.ask(QUERY)).status).toBe(401);
    const socket = await openSocket(api, RIGHT);
    expect(await socket.closed).toMatchObject({
      code: 1013,
      reason: expect.stringContaining("RATE_LIMITED"),
    });
  });

  it("count over WebSocket, too", async () => {
    api = await startApi({ apiToken: "right" });
    for (let i = 0; i < 30; i++) {
      const socket = await openSocket(api, { authorization: `Bearer ${i}` });
      expect((await socket.closed).code).toBe(4403);
    }
    expect((await api.ask(QUERY, {}, RIGHT)).status).toBe(429);
  });

  it("of one address do not count for another behind a proxy", async () => {
    api = await startApi({ apiToken: "right", traffic: { trustProxy: 1 } });
    const from = (address: string, token: string) =>
      api.ask(QUERY, {}, { authorization: `Bearer ${token}`, "x-forwarded-for": address });
    for (let i = 0; i < 31; i++) await from(`2001:db8:0:1::${i.toString(16)}`, "wrong");
    expect((await from("2001:db8:0:1:ffff::1", "right")).status).toBe(429);
    expect((await from("2001:db8:0:2::1", "right")).status).toBe(200);
    expect((await from("192.0.2.1", "right")).status).toBe(200);
  });
});

describe("a WebSocket", () => {
  it("is refused with 429 and Retry-After when its address asks too often", async () => {
    api = await startApi({ traffic: { rateLimit: 3 } });
    await askUntilRefused();
    await expect(openSocket(api)).rejects.toThrow("429");
  });

  it("gets an error for each operation beyond the limit, and is closed if it goes on", async () => {
    api = await startApi({ traffic: { rateLimit: 10 } });
    const socket = await openSocket(api);
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push(await socket.ask({ query: QUERY }, String(i)));
    const refused = answers.filter(({ errors }) => errors[0]?.extensions.code === "RATE_LIMITED");
    expect(answers[0]).toEqual({ data: { __typename: "Query" }, errors: [] });
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused[0].errors[0].extensions.retryAfter).toBeGreaterThan(0);
    for (let i = 0; i < 20; i++) socket.send({ type: "ping" });
    expect(await socket.closed).toMatchObject({
      code: 1013,
      reason: expect.stringMatching(/RATE_LIMITED: try again in \d+ s/),
    });
  });
});

describe("the counts", () => {
  it("keep a bounded number of clients, and limit those beyond it together", async () => {
    api = await startApi();
    const limiter = new BoundedLimiter(2, 60);
    for (let i = 0; i < 10_000; i++) expect(await limiter.count(`known ${i}`)).toBeUndefined();
    let refused = 0;
    for (let i = 0; i < 10_000; i++) if ((await limiter.count(`new ${i}`)) !== undefined) refused++;
    expect(refused).toBeGreaterThan(7_000);
    expect(await limiter.count("known 5")).toBeUndefined();
    expect((await limiter.count("known 5"))?.wait).toBeGreaterThan(0);
  });

  it("of what is open end when it is closed, once", () => {
    const open = new InFlight(2);
    const [first, second] = [open.enter("a"), open.enter("a")];
    expect(open.enter("a")).toBeUndefined();
    expect(open.enter("b")).toBeDefined();
    first?.();
    first?.();
    expect(open.enter("a")).toBeDefined();
    expect(open.enter("a")).toBeUndefined();
    second?.();
  });
});

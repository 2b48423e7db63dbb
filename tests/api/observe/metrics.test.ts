import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { OperationPool } from "../../../src/api/operations/pool.js";
import { fillToy, startApi, type TestApi } from "../harness.js";
import { metricsOf } from "./metrics-of.js";

let api: TestApi;
afterEach(() => api.close());

const NAMES = [
  "requests_total",
  "request_duration_seconds",
  "http_responses_total",
  "connections",
  "subscriptions",
  "connection_errors_total",
  "refused_total",
  "runs",
  "trainings",
  "predictor_age_seconds",
  "event_loop_delay_seconds",
  "archive_up",
];
const POOL = ["pool_queue_depth", "pool_queue_age_seconds", "pool_busy"];

/** A pool of which only the gauges are asked. */
const poolWith = (queued: number, age: number, busy: number): OperationPool => ({
  gauges: { queued: () => queued, oldestQueuedSeconds: () => age, busy: () => busy },
  on: () => {
    throw new Error("nothing is executed here");
  },
  close: async () => undefined,
});

const declared = async () => {
  const text = await (await fetch(new URL("/metrics", api.server.url))).text();
  return [...text.matchAll(/^# TYPE harmonic_(\S+) /gm)].map(([, name]) => name ?? "");
};

describe("/metrics", () => {
  it("has the agreed names, all with the prefix; the pool's only where there is one", async () => {
    api = await startApi();
    expect(await declared()).toEqual(expect.arrayContaining(NAMES));
    for (const name of POOL) expect(await declared()).not.toContain(name);
    await api.close();
    api = await startApi({ pool: poolWith(3, 1.5, 2) });
    const metrics = await metricsOf(api.server);
    expect(POOL.map((name) => metrics.get(name))).toEqual([3, 1.5, 2]);
  });

  it("is described in the guide, name by name", async () => {
    api = await startApi({ pool: poolWith(0, 0, 0) });
    const guide = readFileSync(new URL("../../../docs/guide/operating.md", import.meta.url), "utf8");
    const own = (await declared()).filter((name) => !/^(process|nodejs)_/.test(name));
    for (const name of own) expect(guide, name).toContain(`\`harmonic_${name}`);
    const told = [...guide.matchAll(/^\| `harmonic_([a-z_]+)/gm)].map(([, name]) => name);
    expect(new Set(told)).toEqual(new Set(own));
  });

  it("counts operations by root fields of the schema, never by words of clients", async () => {
    api = await startApi();
    for (const query of [
      "query A { a: tasks { id } b: tasks { id } }",
      "{ ...F } fragment F on Query { ... on Query { devices { id } } ...F }",
      "{ tasks { id } devices { id } }",
      "{ evil_name_1 }",
      "mutation { evil_name_2 }",
      "{ constructor __proto__ }",
      "subscription { evil_name_3 }",
      "{ broken",
      "",
    ])
      await api.ask(query);
    await api.send("[]");
    await api.send("{");
    await api.send('{"query": 7}');
    const metrics = await metricsOf(api.server);
    const counted = [...metrics].filter(([name]) => name.startsWith("requests_total"));
    const label = (operation: string, kind: string, outcome: string) =>
      `requests_total{operation="${operation}",kind="${kind}",outcome="${outcome}"}`;
    expect(new Map(counted)).toEqual(
      new Map([
        [label("tasks", "query", "ok"), 1],
        [label("devices", "query", "refused"), 1],
        [label("invalid", "query", "refused"), 2],
        [label("several", "query", "ok"), 1],
        [label("invalid", "mutation", "refused"), 1],
        [label("invalid", "subscription", "refused"), 1],
        [label("invalid", "unknown", "refused"), 5],
      ]),
    );
    expect([...metrics.keys()].join()).not.toContain("evil");
    expect(metrics.get('request_duration_seconds_bucket{le="30",operation="tasks"}')).toBe(1);
  });

  it("counts what was refused by reason, and connections that failed", async () => {
    api = await startApi({ apiToken: "right" });
    const token = { authorization: "Bearer right" };
    await api.ask("{ tasks { id } }");
    await api.ask(`{ ${"a: tasks { id } ".repeat(60)} }`, {}, token);
    await api.send("{", token);
    const socket = connect(Number(new URL(api.server.url).port), "127.0.0.1");
    socket.write("GET /else HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
    const metrics = await metricsOf(api.server, token);
    for (const reason of ["unauthenticated", "query_too_large", "malformed_json", "not_found"])
      expect(metrics.get(`refused_total{reason="${reason}"}`), reason).toBe(1);
    expect(metrics.get('http_responses_total{status="401"}')).toBe(1);
    expect(metrics.get("connection_errors_total")).toBe(0);
    socket.destroy();
  });

  it("needs the token where there is one", async () => {
    api = await startApi({ apiToken: "right" });
    for (const path of ["/health", "/ready"])
      expect((await fetch(new URL(path, api.server.url))).status).toBe(200);
    const metrics = new URL("/metrics", api.server.url);
    expect((await fetch(metrics)).status).toBe(401);
    expect((await fetch(metrics, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect((await fetch(metrics, { headers: { authorization: "Bearer right" } })).status).toBe(200);
  });

  it("shows runs, the age of predictors, and how late the event loop was", async () => {
    api = await startApi();
    await fillToy(api.service);
    await api.service.trainPredictor({ task: "toy-task", device: "toy-device", metric: "latency" });
    await api.service.registerTask({ id: "bare", space: "toy" });
    await api.service.registerDevice({ id: "bare" });
    const settings = { task: "bare", devices: ["bare"], budget: 5, evaluator: "external" } as const;
    const run = await api.service.startSearch(settings);
    const running = async () => (await metricsOf(api.server)).get('runs{status="running"}');
    await expect.poll(running).toBe(1);
    const metrics = await metricsOf(api.server);
    expect(metrics.get('runs{status="queued"}')).toBe(0);
    expect(metrics.get("trainings")).toBe(0);
    expect(metrics.get('predictor_age_seconds{which="newest"}')).toBeGreaterThan(0);
    expect(metrics.get("archive_up")).toBe(1);
    await api.service.cancelSearch(run.id);
    await expect.poll(running, { timeout: 5_000 }).toBe(0);
    await sleep(50);
    const until = performance.now() + 300;
    while (performance.now() < until);
    await sleep(50);
    const late = (await metricsOf(api.server)).get('event_loop_delay_seconds{quantile="1"}');
    expect(late).toBeGreaterThan(0.25);
    expect((await metricsOf(api.server)).get('event_loop_delay_seconds{quantile="1"}')).toBe(late);
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { expectWithin } from "../../support/within.js";
import { cleanUp, fill, missing, newFile, serve } from "./served.js";

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span["attributes"] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** A collector that takes OTLP over HTTP in JSON. */
async function collector() {
  const exports: Export[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      if (request.url === "/v1/traces") exports.push(JSON.parse(body));
      response.setHeader("Content-Type", "application/json");
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server,
    exports,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () =>
      exports.flatMap((one) => one.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans))),
  };
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const traceparent = `00-${TRACE}-${PARENT}-01`;
const QUICK = { OTEL_BSP_SCHEDULE_DELAY: "100", OTEL_SERVICE_NAME: "tested" };

let open: Awaited<ReturnType<typeof collector>> | undefined;
afterEach(() => {
  open?.server.closeAllConnections();
  open?.server.close();
});
afterAll(cleanUp);

const valuesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe.skipIf(missing !== "")(`traces${missing}`, { timeout: 120_000 }, () => {
  it("reach from the request of a client to the job that it started", async () => {
    const file = `sqlite:${newFile("traces.db")}`;
    await fill(file);
    open = await collector();
    const { spans, exports, endpoint } = open;
    const server = await serve(file, { ...QUICK, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const search = `mutation Secret { startSearch(input: { task: "task", devices: ["device"], budget: 4,
      evaluator: TABLE, samples: "table", strategy: RANDOM }) { ... on StartSearchSuccess { run { key } } } }`;
    const started = await server.ask(search, { traceparent, "x-request-id": "traced" });
    const { key } = started.data.startSearch.run;
    const train = `mutation { retrainPredictor(input: { task: "task", metric: ACCURACY, family: RIDGE }) {
      __typename } }`;
    await server.ask(train.replace("RIDGE", '"ridge"'));
    await server.ask("{ tasks { id } }", { traceparent: "00-nonsense" });
    const client = createClient({
      url: server.url.replace("http", "ws"),
      webSocketImpl: WebSocket,
    });
    const over = {
      query: "{ devices { id } }",
      extensions: { traceparent: `00-${"a".repeat(32)}-${PARENT}-01` },
    };
    for await (const _event of client.iterate(over));
    await client.dispose();
    const ended = () =>
      ["search.run", "search.propose"].every((name) => spans().some((one) => one.name === name));
    await expect.poll(ended, { timeout: 30_000 }).toBe(true);
    expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });

    const named = (name: string) => spans().find((span) => span.name === name)!;
    const request = named("mutation startSearch");
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2 });
    expect(valuesOf(request)).toMatchObject({
      "http.request.method": "POST",
      "http.route": "/graphql",
      "harmonic.requestId": "traced",
      "graphql.operation.type": "mutation",
    });
    const service = named("service.startSearch");
    expect(service).toMatchObject({ traceId: TRACE, parentSpanId: request.spanId });
    expect(
      spans().some((span) => span.name === "archive.commit" && span.parentSpanId === service.spanId),
    ).toBe(true);
    const run = named("search.run");
    expect(run).toMatchObject({ traceId: TRACE, parentSpanId: service.spanId });
    expect(valuesOf(run)["harmonic.run"]).toBe(key);
    const below = (name: string) =>
      spans().filter((one) => one.name === name && one.parentSpanId === run.spanId && one.traceId === TRACE);
    // One for each evaluation, in the process of the run, and one for the end, in the server.
    expect(below("archive.commit").length).toBeGreaterThanOrEqual(5);
    expect(below("search.propose").length).toBeGreaterThanOrEqual(1);
    const trained = named("predictor.train");
    expect(trained.parentSpanId).toBe(named("service.trainPredictor").spanId);
    expect(named("query tasks").traceId).not.toBe(TRACE);
    expect(named("query devices")).toMatchObject({ traceId: "a".repeat(32), parentSpanId: PARENT });
    expect(JSON.stringify(exports)).not.toContain("Secret");
    expect(JSON.stringify(exports[0]?.resourceSpans[0]?.resource)).toContain("tested");
  });

  it("that nobody takes are counted in the log, and hold nothing up", async () => {
    open = await collector();
    open.server.close();
    const server = await serve(`sqlite:${newFile("lost.db")}`, {
      ...QUICK,
      OTEL_EXPORTER_OTLP_ENDPOINT: open.endpoint,
      OTEL_EXPORTER_OTLP_TIMEOUT: "500",
    });
    await server.ask("{ tasks { id } }");
    await expect.poll(() => server.log(), { timeout: 20_000 }).toContain("traces could not be sent");
    const { code, ms } = await server.end("SIGTERM");
    expect(code).toBe(0);
    expectWithin(ms, 5_000);
  });

  it("are off unless asked for, and then nothing of the SDK is loaded", async () => {
    open = await collector();
    const { exports, endpoint } = open;
    const file = `sqlite:${newFile("off.db")}`;
    const off = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: "none", ...QUICK };
    const server = await serve(file, { ...off, NODE_OPTIONS: "--report-on-signal --report-signal=SIGUSR2" });
    await server.ask("{ tasks { id } }", { traceparent });
    await sleep(500);
    expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });
    expect(exports).toEqual([]);
  });
});

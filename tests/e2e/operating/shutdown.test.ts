import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { afterAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { openArchive } from "../../../src/archive/open.js";
import { runId } from "../../../src/base/ids.js";
import { metricsOf } from "../../api/observe/metrics-of.js";
import { testMongod } from "../../support/mongo.js";
import { testService } from "../../support/service.js";
import { expectWithin } from "../../support/within.js";
import { cleanUp, fill, missing, newFile, type Served, serve } from "./served.js";

const mongod = await testMongod();
afterAll(cleanUp);

const PROBLEM = "... on Problem { code message }";
const start = (input: string) =>
  `mutation { startSearch(input: { ${input} }) { ${PROBLEM} ... on StartSearchSuccess { run { id key } } } }`;
const SURROGATE = start(
  `task: "task", devices: ["device"], budget: 1000, evaluator: TABLE, samples: "table", strategy: SURROGATE`,
);
const EXTERNAL = start(`task: "bare", devices: ["bare"], budget: 50, evaluator: EXTERNAL`);
const TRAIN = `mutation { retrainPredictor(input: { task: "task", device: "device", metric: LATENCY }) {
  ${PROBLEM} ... on RetrainPredictorSuccess { promoted } } }`;

/** Asks again and again until the server does not answer any more; returns the statuses. */
async function load({ url }: Served): Promise<readonly number[]> {
  const statuses: number[] = [];
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ query: "{ tasks { id } }" });
  try {
    for (;;) {
      const response = await fetch(url, { method: "POST", headers, body });
      await response.text();
      statuses.push(response.status);
    }
  } catch {
    return statuses;
  }
}

/** Follows a run until the subscription ends; resolves to the number of events. Rejects where it ends otherwise. */
async function follow({ url }: Served, id: string): Promise<number> {
  const client = createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const query = `subscription { searchProgress(id: "${id}") { evaluations } }`;
  let events = 0;
  for await (const _event of client.iterate({ query })) events++;
  return events;
}

async function endsUnderLoad(url: string, signal: "SIGTERM" | "SIGINT"): Promise<void> {
  await fill(url);
  const server = await serve(url);
  const { run } = (await server.ask(SURROGATE)).data.startSearch;
  const waiting = (await server.ask(EXTERNAL)).data.startSearch.run;
  const loads = Promise.all([1, 2, 3, 4].map(() => load(server)));
  const followed = follow(server, run.id);
  const training = server.ask(TRAIN).then(
    ({ data }) => data.retrainPredictor,
    (error: Error) => error.message,
  );
  await expect.poll(async () => (await metricsOf(server)).get("trainings"), { timeout: 20_000 }).toBe(1);
  const query = `{ searchRun(id: "${run.id}") { evaluations } }`;
  await expect
    .poll(async () => (await server.ask(query)).data.searchRun.evaluations, { timeout: 30_000 })
    .toBeGreaterThan(5);
  const { code, ms } = await server.end(signal);
  expect({ code, log: code === 0 ? "" : server.log() }).toEqual({ code: 0, log: "" });
  expectWithin(ms, 10_000);
  expect(await followed).toBeGreaterThan(0);
  for (const statuses of await loads) for (const status of statuses) expect([200, 503]).toContain(status);
  const { code: problem } = (await training) as { readonly code?: string };
  expect([undefined, "UNAVAILABLE"]).toContain(problem);

  const archive = await openArchive(url);
  const { service } = await testService(archive);
  for (const { key } of [run, waiting]) {
    const { run: seen } = await service.run(key);
    expect(seen.status.kind).toBe("interrupted");
    const before = await archive.findings(runId(key));
    expect(before.map(({ index }) => index)).toEqual(before.map((_, i) => i));
  }
  const before = (await archive.findings(runId(run.key))).length;
  await service.resumeSearch(run.key);
  await expect
    .poll(async () => (await archive.findings(runId(run.key))).length, { timeout: 60_000 })
    .toBeGreaterThan(before);
  await service.close();
}

describe.skipIf(missing !== "")(`a server that is told to stop${missing}`, { timeout: 180_000 }, () => {
  it("ends under load, with a search and a training under way, within 10 s: SQLite", async () => {
    await endsUnderLoad(`sqlite:${newFile("load.db")}`, "SIGTERM");
  });

  it.skipIf(mongod.kind === "absent")("ends like that on MongoDB, too", async () => {
    if (mongod.kind !== "running") return;
    const url = new URL(mongod.uri);
    url.pathname = `/${randomUUID()}`;
    await endsUnderLoad(url.href, "SIGINT");
  });

  it("fails /ready at once, takes no more connections, and lets an open request finish", async () => {
    const server = await serve(`sqlite:${newFile("open.db")}`);
    const port = Number(new URL(server.url).port);
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    const body = JSON.stringify({ query: "{ __typename }" });
    const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
    socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`);
    await sleep(300);
    const ended = server.end("SIGTERM");
    await expect.poll(() => server.log()).toContain("stopping");
    await expect(fetch(new URL("/ready", server.url))).rejects.toThrow();
    socket.write(body.slice(5));
    await new Promise((closed) => socket.once("close", closed));
    expect(text).toContain("200 OK");
    expect(text).toContain('"__typename":"Query"');
    const { code, ms } = await ended;
    expect(code).toBe(0);
    expectWithin(ms, 4_000);
  });

  it("cuts a request that does not finish, and still ends in time", async () => {
    const server = await serve(`sqlite:${newFile("cut.db")}`);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
    socket.write("Content-Length: 100\r\n\r\n{");
    socket.on("error", () => undefined);
    await sleep(300);
    const { code, ms } = await server.end("SIGTERM");
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(3_000);
    expectWithin(ms, 10_000);
  });

  it("ends at once at a second signal", async () => {
    const server = await serve(`sqlite:${newFile("twice.db")}`);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    socket.on("error", () => undefined);
    await sleep(300);
    server.child.kill("SIGTERM");
    await expect.poll(() => server.log()).toContain("stopping");
    const { code, ms } = await server.end("SIGTERM");
    expect(code).toBe(130);
    expectWithin(ms, 1_000);
  });
});

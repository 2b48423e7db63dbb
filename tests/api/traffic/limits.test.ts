import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../../src/api/limits.js";
import { startApi, type TestApi } from "../harness.js";
import { openSocket, type TestSocket } from "./socket.js";

let api: TestApi;
let socket: TestSocket;
beforeAll(async () => {
  api = await startApi({
    change: (service) => ({ ...service, tasks: () => new Promise(() => undefined) }),
  });
  socket = await openSocket(api);
});
afterAll(async () => {
  socket.close();
  await api.close();
});

const repeated = (times: number, text: (i: number) => string) =>
  Array.from({ length: times }, (_, i) => text(i)).join(" ");

/** Queries that ask for too much of something, and the limit that says so. */
const EXCESSIVE: readonly (readonly [limit: string, query: string])[] = [
  ["directives", `{ __typename ${repeated(2_500, () => "@skip(if: false)")} }`],
  ["directives", `{ ${repeated(150, () => "a { b } @x @y")} }`.replaceAll("{ b } @x @y", "@x @y { b }")],
  ["variables", `query Q(${repeated(3_000, (i) => `$a${i}: Int`)}) { __typename }`],
  ["fragments", `{ __typename } ${repeated(200, (i) => `fragment F${i} on Query { __typename }`)}`],
  ["spreads", `{ ${repeated(8_000, () => "...F")} } fragment F on Query { __typename }`],
  ["operations", repeated(1_000, (i) => `query Q${i} { __typename }`)],
  ["repeats", `{ ${repeated(900, () => "tasks { key }")} }`],
  [
    "repeats",
    `{ ...A ...B } ${repeated(2, (i) => `fragment ${"AB"[i]} on Query { ${"tasks { key } ".repeat(101)} }`)}`,
  ],
  ["nesting", `{ predict(task: "t", architectures: ${"[".repeat(100)}${"]".repeat(100)}) { __typename } }`],
  ["nesting", `{ node(id: ${"{a:".repeat(50)}1${"}".repeat(50)}) { key } }`],
  ["fields", `{ ${repeated(2_001, () => "__typename")} }`],
  ["aliases", `{ ${repeated(51, (i) => `a${i}: devices { key }`)} }`],
  ["depth", `{ ${"tasks { space { ".repeat(8)} key ${"}}".repeat(8)} }`],
  ["complexity", `{ ${repeated(25, (i) => `a${i}: paretoFront(task: "t", device: "d") { totalCount }`)} }`],
];

describe("a query that asks for too much", () => {
  it.each(EXCESSIVE)("is refused over HTTP and WebSocket by the limit of %s", async (limit, query) => {
    const overHttp = await api.ask(query);
    expect(overHttp.status).toBe(400);
    for (const { errors } of [overHttp, await socket.ask({ query })])
      expect(errors).toMatchObject([{ extensions: { code: "QUERY_TOO_LARGE", limit } }]);
  });

  it.each([
    ["GRAPHQL_PARSE_FAILED", `{ ${"a ".repeat(LIMITS.tokens)} }`],
    ["GRAPHQL_PARSE_FAILED", `{ a(b: ${"[".repeat(15_000)}) }`],
    ["QUERY_TOO_LARGE", `{ a(b: "${"x".repeat(LIMITS.queryCharacters)}") }`],
  ])("or is too long to be read is refused with %s", async (code, query) => {
    for (const { errors } of [await api.ask(query), await socket.ask({ query })])
      expect(errors[0].extensions.code).toBe(code);
  });

  it("may have many variables that it does not declare; those count nothing", async () => {
    const variables = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`v${i}`, i]));
    for (const { data } of [
      await api.ask("{ __typename }", variables),
      await socket.ask({ query: "{ __typename }", variables }),
    ])
      expect(data).toEqual({ __typename: "Query" });
  });
});

describe("the input of a request", () => {
  const nested = `${"[".repeat(100)}${"]".repeat(100)}`;

  it("may not be nested deeply, over HTTP and WebSocket", async () => {
    const { status, errors } = await api.send(`{"query":"{ __typename }","variables":{"a":${nested}}}`);
    expect([status, errors[0].extensions.code]).toEqual([400, "JSON_TOO_LARGE"]);
    const other = await openSocket(api);
    other.send({
      type: "subscribe",
      id: "1",
      payload: { query: "{ __typename }", variables: JSON.parse(nested) },
    });
    expect(await other.closed).toMatchObject({ code: 4400, reason: expect.stringContaining("nested") });
  });

  it("may be one operation, not several", async () => {
    const batch = [{ query: "{ __typename }" }, { query: "{ __typename }" }];
    expect((await api.send(JSON.stringify(batch))).status).toBe(400);
    const other = await openSocket(api);
    other.send({ type: "subscribe", id: "1", payload: batch });
    expect((await other.closed).code).toBe(4400);
  });
});

describe("what one address has open at the same time", () => {
  it("is at most 100 operations per WebSocket, also if their ids are given up", async () => {
    const other = await openSocket(api);
    for (let i = 0; i < LIMITS.operationsPerSocket; i++)
      other.send({ type: "subscribe", id: `w${i}`, payload: { query: "{ tasks { key } }" } });
    const { errors } = await other.ask({ query: "{ __typename }" }, "one more");
    expect(errors[0].extensions.code).toBe("TOO_MANY_OPERATIONS");
    other.send({ type: "complete", id: "w0" });
    await expect.poll(async () => (await other.ask({ query: "{ __typename }" }, "again")).errors).toEqual([]);
    other.close();
  });

  it("is at most 200 WebSockets", async () => {
    const open: TestSocket[] = [];
    for (let i = 0; i < LIMITS.socketsPerAddress - 1; i++) open.push(await openSocket(api));
    await expect(openSocket(api)).rejects.toThrow("429");
    for (const { close } of open) close();
    await Promise.all(open.map(({ closed }) => closed));
    await expect.poll(async () => openSocket(api).then(({ close }) => close())).toBeUndefined();
  });

  it("is at most 1,000 connections", { retry: 2 }, async () => {
    const { port, hostname } = new URL(api.server.url);
    let closed = 0;
    const sockets = Array.from({ length: LIMITS.connectionsPerAddress + 100 }, () =>
      connect(Number(port), hostname)
        .on("error", () => undefined)
        .on("close", () => {
          closed++;
        }),
    );
    await expect.poll(() => closed, { timeout: 8_000 }).toBeGreaterThanOrEqual(100);
    expect(closed).toBeLessThan(150);
    for (const each of sockets) each.destroy();
    await expect.poll(async () => (await api.ask("{ __typename }")).status).toBe(200);
  });
});

import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";
import { openSocket, type TestSocket } from "./socket.js";

const sha = (text: string, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");

const TASKS = "query Tasks { tasks { key } }";
const DEVICE = "query Device($id: ID!) { device(id: $id) { ...F __typename } } fragment F on Device { key }";
const PROGRESS = "subscription Progress($id: ID!) { searchProgress(id: $id) { evaluations } }";
const CANCEL = 'mutation Cancel { cancelSearch(id: "none") { __typename } }';
const OTHER = "{ devices { key } }";

const entry = (body: string, name: string, type = "query") => ({ id: sha(body), name, type, body });
const manifest = (operations: readonly unknown[]) => ({
  format: "apollo-persisted-query-manifest",
  version: 1,
  operations,
});
const MANIFEST = manifest([
  entry(TASKS, "Tasks"),
  entry(DEVICE, "Device"),
  entry(PROGRESS, "Progress", "subscription"),
  entry(CANCEL, "Cancel", "mutation"),
]);

const folder = mkdtempSync(join(tmpdir(), "operations-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: unknown): string {
  const file = join(folder, `manifest-${++files}.json`);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const byHash = (body: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha(body) } } });

let api: TestApi | undefined;
let socket: TestSocket | undefined;
const open = async (operationsOnly: boolean, content: unknown = MANIFEST) => {
  api = await startApi({ traffic: { operations: fileOf(content), operationsOnly } });
  socket = await openSocket(api);
};
const close = async () => {
  socket?.close();
  await api?.close();
  [socket, api] = [undefined, undefined];
};

let ids = 0;
/** Sends a request over HTTP and over WebSocket. */
async function both(payload: Record<string, unknown>) {
  const overHttp = await (api as TestApi).send(JSON.stringify(payload));
  const overSocket = await (socket as TestSocket).ask(payload, String(++ids));
  return [overHttp, overSocket];
}

async function expectCode(payload: Record<string, unknown>, code: string) {
  for (const { errors, data } of await both(payload)) {
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(data ?? null).toBeNull();
  }
}

describe("a registered operation", () => {
  beforeAll(() => open(false));
  afterAll(close);

  it.each([
    byHash(TASKS),
    { ...byHash(TASKS), query: "" },
    { ...byHash(TASKS), query: TASKS },
    { ...byHash(TASKS), query: null },
    { documentId: sha(TASKS) },
    { documentId: `sha256:${sha(TASKS)}` },
    { id: sha(TASKS) },
    { id: sha(TASKS), operationName: "Tasks" },
  ])("is executed by its id over HTTP and WebSocket: %j", async (payload) => {
    const asked: Record<string, unknown> = { ...payload };
    if (asked.query === null) delete asked.query;
    for (const answer of await both(asked)) expect(answer).toMatchObject({ data: { tasks: [] }, errors: [] });
  });

  it("takes variables", async () => {
    for (const answer of await both({ documentId: sha(DEVICE), variables: { id: "x" } }))
      expect(answer).toMatchObject({ data: { device: null }, errors: [] });
    await expectCode({ documentId: sha(DEVICE) }, "BAD_USER_INPUT");
  });

  it("may be a subscription over WebSocket", async () => {
    const { errors } = await (socket as TestSocket).ask({ id: sha(PROGRESS), variables: { id: "x" } }, "s");
    expect(errors[0].extensions.code).toBe("NOT_FOUND");
  });

  it("may be read with GET, but a mutation may not", async () => {
    const get = async (parameters: Record<string, string>) => {
      const response = await fetch(`${api?.server.url}?${new URLSearchParams(parameters)}`, {
        headers: { "apollo-require-preflight": "1" },
      });
      return { status: response.status, body: await response.json() };
    };
    for (const parameters of [
      { extensions: JSON.stringify(byHash(TASKS).extensions) },
      { documentId: sha(TASKS) },
      { id: sha(TASKS), operationName: "Tasks", variables: "{}" },
    ] as Record<string, string>[])
      expect(await get(parameters)).toEqual({ status: 200, body: { data: { tasks: [] } } });
    expect((await get({ id: sha(CANCEL) })).status).toBe(405);
  });

  it("is told apart from one that nobody registered, and from another text", async () => {
    await expectCode(byHash(OTHER), "PERSISTED_QUERY_NOT_FOUND");
    await expectCode({ documentId: "__proto__" }, "PERSISTED_QUERY_NOT_FOUND");
    await expectCode({ ...byHash(TASKS), query: OTHER }, "BAD_REQUEST");
    await expectCode({ ...byHash(DEVICE.slice(1)), query: OTHER }, "BAD_REQUEST");
  });

  it("stands beside any other query", async () => {
    for (const payload of [{ query: OTHER }, { ...byHash(OTHER), query: OTHER }])
      for (const { data } of await both(payload)) expect(data).toEqual({ devices: [] });
  });
});

describe("registered operations only", () => {
  beforeAll(() => open(true));
  afterAll(close);

  it.each([
    { query: OTHER },
    { query: `${TASKS} ` },
    { ...byHash(OTHER), query: OTHER },
    { query: "{ __schema { description } }" },
    { query: "{" },
  ])("refuse all others over HTTP and WebSocket: %j", async (payload) => {
    await expectCode(payload, "PERSISTED_QUERY_ONLY");
  });

  it("are executed by id or by their text", async () => {
    for (const payload of [{ id: sha(TASKS) }, { query: TASKS }])
      for (const answer of await both(payload)) expect(answer).toMatchObject({ data: { tasks: [] } });
  });

  it("are not got round with GET, several queries, or batches", async () => {
    const query = encodeURIComponent(OTHER);
    const registered = encodeURIComponent(TASKS);
    for (const search of [
      `query=${query}`,
      `query=${registered}&query=${query}`,
      `query[]=${query}`,
      `id=${sha(TASKS)}&query=${query}`,
      `id=${sha(TASKS)}&query=${registered}&query=${query}`,
    ]) {
      const response = await fetch(`${api?.server.url}?${search}`, {
        headers: { "apollo-require-preflight": "1" },
      });
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain("devices");
    }
    for (const body of [[{ query: OTHER }], { query: [OTHER] }, { query: { kind: "Document" } }]) {
      const { status, data } = await (api as TestApi).send(JSON.stringify(body));
      expect([status, data]).toEqual([400, undefined]);
    }
  });
});

describe("a manifest", () => {
  afterEach(close);

  it("may be that of GraphQL Code Generator, by SHA-1 or ids of one's own", async () => {
    await open(true, { [sha(TASKS, "sha1")]: TASKS, mine: OTHER });
    for (const { data } of await both({ documentId: sha(TASKS, "sha1") }))
      expect(data).toEqual({ tasks: [] });
    for (const { data } of await both({ id: "mine" })) expect(data).toEqual({ devices: [] });
  });

  it.each([
    ["is not valid JSON", "{"],
    ["apollo-persisted-query-manifest", { ...MANIFEST, version: 2 }],
    ["apollo-persisted-query-manifest", { ...MANIFEST, format: "other" }],
    ["apollo-persisted-query-manifest", []],
    ["apollo-persisted-query-manifest", { a: 1 }],
    ["operation 1 must have an id", manifest([3])],
    ['operation "Tasks" must have an id', manifest([{ ...entry(TASKS, "Tasks"), id: "" }])],
    ['operation "Tasks" must have a body', manifest([{ ...entry(TASKS, "Tasks"), body: 1 }])],
    ['operation "Tasks" has the id .* another', manifest([entry(TASKS, "Tasks"), entry(TASKS, "Tasks")])],
    ['operation "Tasks" .*hash', manifest([{ ...entry(TASKS, "Tasks"), id: sha(OTHER) }])],
    ['operation "Tasks" has the type "mutation"', manifest([entry(TASKS, "Tasks", "mutation")])],
    ['operation "Jobs" has the name Tasks', manifest([entry(TASKS, "Jobs")])],
    ['operation "A" cannot be read', manifest([entry("query A {", "A")])],
    ['operation "A" .*exactly one', manifest([entry("query A { __typename } query B { __typename }", "A")])],
    ['operation "A" does not fit this server: .*taskz', manifest([entry("query A { taskz }", "A")])],
    ["operation 1 cannot be read", { x: "query A {" }],
  ])("that cannot be used ends the start with its name: %s", async (message, content) => {
    const file = fileOf(content);
    await expect(startApi({ traffic: { operations: file } })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "OPERATIONS",
      message: expect.stringMatching(new RegExp(`^OPERATIONS: manifest-\\d+\\.json.*${message}`)),
    });
  });

  it("must be there, and is needed where only registered operations are allowed", async () => {
    await expect(startApi({ traffic: { operations: join(folder, "none.json") } })).rejects.toMatchObject({
      message: expect.stringContaining("none.json cannot be read (ENOENT)"),
    });
    await expect(startApi({ traffic: { operationsOnly: true, dashboard: false } })).rejects.toMatchObject({
      field: "OPERATIONS_ONLY",
    });
  });
});

const BUILT = resolve(import.meta.dirname, "../../../dist/web/operations.json");

describe.skipIf(!existsSync(BUILT))("the operations of the dashboard (skipped until it is built)", () => {
  afterEach(close);

  const { operations } = existsSync(BUILT) ? JSON.parse(readFileSync(BUILT, "utf8")) : { operations: [] };
  const catalog = (operations as { name: string; body: string }[]).find(({ name }) => name === "Catalog");

  it("are registered beside those of the manifest, and suffice without one", async () => {
    await open(true);
    for (const { data } of await both({ query: catalog?.body })) expect(data).toHaveProperty("viewer.role");
    for (const { data } of await both(byHash(TASKS))) expect(data).toEqual({ tasks: [] });
    for (const { errors } of await both({ query: OTHER }))
      expect(errors[0].extensions?.code).toBe("PERSISTED_QUERY_ONLY");
    await close();
    api = await startApi({ traffic: { operationsOnly: true } });
    expect((await api.ask(catalog?.body as string)).data).toHaveProperty("viewer.role");
    expect((await api.ask(OTHER)).errors[0].extensions.code).toBe("PERSISTED_QUERY_ONLY");
  });

  it("are not registered where the dashboard is off", async () => {
    api = await startApi({
      traffic: { operations: fileOf(MANIFEST), operationsOnly: true, dashboard: false },
    });
    const { errors } = await api.ask(catalog?.body as string);
    expect(errors[0].extensions.code).toBe("PERSISTED_QUERY_ONLY");
  });
});

describe("a server without a manifest", () => {
  afterEach(close);

  it("says that it has no registered operations", async () => {
    api = await startApi();
    const { errors } = await api.send(JSON.stringify(byHash(TASKS)));
    expect(errors[0].extensions.code).toBe("PERSISTED_QUERY_NOT_SUPPORTED");
  });
});

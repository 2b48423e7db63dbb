import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "graphql-ws";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { startServer } from "../../../src/api/server.js";
import { openArchive } from "../../../src/archive/open.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";
import { fillToy, startApi, type TestApi } from "../harness.js";

const FOLLOW = 'subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }';
/** Longest time in which a server notices what another process changed [ms]. */
const SOON = 1_200;

let folder: string;
let api: TestApi;
/** The service of another process on the same archive. */
let other: HarmonicService;

const open = async () => openArchive(`sqlite:${join(folder, "shared.db")}`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "access-"));
  api = await startApi({ archive: await open(), clock: Date.now });
  ({ service: other } = await testService(await open(), undefined, undefined, Date.now));
  await fillToy(api.service);
});
afterEach(async () => {
  await api.close();
  await other.close();
  await rm(folder, { recursive: true });
});

const bearer = (token?: string) => (token === undefined ? {} : { authorization: `Bearer ${token}` });
const statusOf = async (token?: string) => (await api.ask("{ __typename }", {}, bearer(token))).status;
const becomes = (status: number, token?: string) =>
  vi.waitFor(async () => expect(await statusOf(token)).toBe(status), { timeout: SOON, interval: 50 });

/** Follows a front; resolves with the code of closing once the server ends it. */
async function follow(token?: string): Promise<{ readonly closed: Promise<number> }> {
  let end: (code: number) => void = () => undefined;
  const closed = new Promise<number>((resolve) => {
    end = resolve;
  });
  const client = createClient({
    url: api.server.url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: bearer(token),
  });
  client.on("closed", (event) => end((event as { code: number }).code));
  await new Promise<void>((resolve, reject) => {
    client.subscribe({ query: FOLLOW }, { next: () => resolve(), error: reject, complete: () => undefined });
  });
  return { closed };
}

const within = (promise: Promise<number>) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, SOON, "still open"))]);

it("a server asks for a token as soon as another process creates one, and ends what was open", async () => {
  expect((await api.ask("{ viewer { role name } }")).data).toEqual({
    viewer: { role: "ADMIN", name: "open" },
  });
  const { closed } = await follow();
  const { secret } = await other.createToken({ name: "first", role: "read" });
  expect(await within(closed)).toBe(4403);
  await becomes(401);
  expect(await statusOf(secret)).toBe(200);
});

it("a token that another process revokes ends soon, with its subscriptions, and the server stays closed", async () => {
  const [ends, stays] = [
    await other.createToken({ name: "ends", role: "read" }),
    await other.createToken({ name: "stays", role: "read" }),
  ];
  await becomes(401);
  const [ending, staying] = [await follow(ends.secret), await follow(stays.secret)];
  await other.revokeToken("ends");
  expect(await within(ending.closed)).toBe(4403);
  await becomes(401, ends.secret);
  expect(await statusOf(stays.secret)).toBe(200);
  expect(await within(staying.closed)).toBe("still open");
  await other.revokeToken("stays");
  await becomes(401, stays.secret);
  expect(await statusOf()).toBe(401);
});

it("a token ends by itself when its time is over, with its subscriptions", async () => {
  const { secret } = await other.createToken({ name: "short", role: "read", expiresInDays: 2.5 / 86_400 });
  await becomes(401);
  const { closed } = await follow(secret);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await within(closed)).toBe(4403);
  const { status, errors } = await api.ask("{ __typename }", {}, bearer(secret));
  expect([status, errors[0].message]).toEqual([401, expect.stringContaining("expired at 20")]);
});

it("tokens are created, listed and revoked over GraphQL, at once, and the secret is shown only once", async () => {
  const create = `mutation ($input: CreateTokenInput!) { createToken(input: $input) { __typename
    ... on CreateTokenSuccess { token accessToken { id name role status createdAt expiresAt revokedAt } }
    ... on Problem { code field message } } }`;
  const made = await api.ask(create, { input: { name: "boss", role: "ADMIN", expiresInDays: 30 } });
  const { token, accessToken } = (made.data as Record<string, { token: string; accessToken: object }>)
    .createToken;
  expect(accessToken).toMatchObject({ name: "boss", role: "ADMIN", status: "ACTIVE", revokedAt: null });
  expect(await statusOf()).toBe(401);
  const ask = (query: string, variables?: unknown) => api.ask(query, variables, bearer(token));
  const bad = await ask(create, { input: { name: "", role: "READ" } });
  expect(bad.data?.createToken).toMatchObject({ __typename: "InvalidInputProblem", field: "name" });
  const other = await ask(create, { input: { name: "other", role: "READ" } });
  const { token: second } = (other.data as Record<string, { token: string }>).createToken;
  expect(await statusOf(second)).toBe(200);
  const list = await ask("{ tokens { id name role status expiresAt } }");
  expect(list.data?.tokens).toMatchObject([{ name: "boss" }, { name: "other", expiresAt: null }]);
  expect(JSON.stringify(list)).not.toContain(token.slice(18));
  const revoke = `mutation ($token: ID!) { revokeToken(token: $token) { __typename
    ... on RevokeTokenSuccess { changed accessToken { name status } } ... on Problem { field message } } }`;
  const unknown = await ask(revoke, { token: "nobody" });
  expect(unknown.data?.revokeToken).toMatchObject({ __typename: "NotFoundProblem", field: "token" });
  const done = await ask(revoke, { token: "other" });
  expect(done.data?.revokeToken).toMatchObject({ changed: true, accessToken: { status: "REVOKED" } });
  expect(await statusOf(second)).toBe(401);
});

it("the Host check protects an open server; one that asks for tokens needs none", async () => {
  const { hostname, port } = new URL(api.server.url);
  const rebound = (token?: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: "evil.example", ...bearer(token) };
      request({ hostname, port, path: "/graphql?query={__typename}", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  expect(await rebound()).toBe(403);
  const { secret } = await other.createToken({ name: "first", role: "read" });
  await becomes(401);
  expect(await rebound()).toBe(401);
  expect(await rebound(secret)).not.toBe(403);
});

it("a server that others can reach starts with a valid admin token of its archive, and with none less", async () => {
  const start = () =>
    startServer({ service: other, host: "0.0.0.0", port: 0, logger: pino({ level: "silent" }) });
  const refused = {
    code: "INVALID_INPUT",
    field: "API_TOKEN",
    message: expect.stringContaining("token create"),
  };
  await other.createToken({ name: "writer", role: "write" });
  await other.createToken({ name: "gone", role: "admin" });
  await other.revokeToken("gone");
  await expect(start()).rejects.toMatchObject(refused);
  await other.createToken({ name: "boss", role: "admin" });
  const server = await start();
  expect((await fetch(`${server.url}?query={__typename}`)).status).toBe(401);
  await server.close();
});

it("what the archive cannot say is not assumed: 503, except for API_TOKEN", async () => {
  let isAway = false;
  const closed = await startApi({
    apiToken: "right",
    change: (service) => ({
      ...service,
      tokensSince: (stamp) => (isAway ? Promise.reject(away) : service.tokensSince(stamp)),
    }),
  });
  const { Unavailable } = await import("../../../src/base/errors.js");
  const away = new Unavailable("the archive is away");
  const { secret } = await closed.service.createToken({ name: "a", role: "read" });
  const ask = (token: string) => closed.ask("{ __typename }", {}, bearer(token));
  await vi.waitFor(async () => expect((await ask(secret)).status).toBe(200), SOON);
  isAway = true;
  await vi.waitFor(async () => expect((await ask(secret)).status).toBe(503), 2_500);
  expect((await ask("right")).status).toBe(200);
  isAway = false;
  expect((await ask(secret)).status).toBe(200);
  await closed.close();
});

import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";
import { openSocket } from "./socket.js";

const PAGE = "https://page.example";

let api: TestApi;
afterEach(() => api.close());

const base = () => api.server.url.replace("/graphql", "");
const preflight = (origin: string) =>
  fetch(api.server.url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,authorization",
    },
  });
const post = (origin: string, headers: Record<string, string> = {}) =>
  fetch(api.server.url, {
    method: "POST",
    body: '{"query":"{ __typename }"}',
    headers: { origin, "content-type": "application/json", ...headers },
  });

describe("pages of other origins", () => {
  it("get nothing unless they are listed", async () => {
    api = await startApi();
    for (const response of [await preflight(PAGE), await post(PAGE)])
      expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    await expect(openSocket(api, { headers: { origin: PAGE } })).rejects.toThrow("403");
  });

  it("may use the API over HTTP and WebSocket if they are listed, never with credentials", async () => {
    api = await startApi({ apiToken: "right", traffic: { corsOrigins: [PAGE, "http://localhost:5173"] } });
    for (const origin of [PAGE, "http://localhost:5173"]) {
      const asked = await preflight(origin);
      expect(asked.status).toBe(204);
      expect(asked.headers.get("access-control-allow-origin")).toBe(origin);
      expect(asked.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("authorization");
      expect(asked.headers.get("access-control-allow-credentials")).toBeNull();
      const answer = await post(origin, { authorization: "Bearer right" });
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
      expect(answer.headers.get("vary")).toContain("Origin");
      const refused = await post(origin);
      expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, origin]);
      const socket = await openSocket(api, { headers: { origin }, authorization: "Bearer right" });
      expect((await socket.ask({ query: "{ __typename }" })).data).toEqual({ __typename: "Query" });
      socket.close();
    }
    for (const origin of [
      "https://page.example.evil.org",
      "https://page.example:444",
      "null",
      "http://page.example",
    ]) {
      expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBeNull();
      expect((await post(origin)).headers.get("access-control-allow-origin")).toBeNull();
      await expect(openSocket(api, { headers: { origin } })).rejects.toThrow("403");
    }
  });

  it("may open a WebSocket on the host by which a believed proxy was called", async () => {
    const headers = { origin: PAGE, "x-forwarded-host": "page.example" };
    api = await startApi({ traffic: { trustProxy: 1 } });
    (await openSocket(api, { headers })).close();
    await api.close();
    api = await startApi();
    await expect(openSocket(api, { headers })).rejects.toThrow("403");
  });

  it("cannot forge the host of a server without a token through a believed proxy", async () => {
    api = await startApi({ traffic: { trustProxy: 1 } });
    const port = Number(new URL(api.server.url).port);
    const status = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () =>
        socket.write("GET /health HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n"),
      );
      socket.once("data", (data) => {
        resolve(String(data).split("\r\n")[0]);
        socket.destroy();
      });
    });
    expect(status).toContain("403");
  });
});

describe("the headers of answers", () => {
  it("let nothing run, be framed or be taken for another type", async () => {
    api = await startApi();
    const answers = await Promise.all([
      post(base()),
      ...["/health", "/nothing", "/graphql", "/export/a.zip"].map((path) => fetch(base() + path)),
    ]);
    for (const { headers } of answers) {
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  it("of the explorer let its own scripts run, and no others", async () => {
    api = await startApi();
    const policy = (await fetch(`${base()}/explorer`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.replace("style-src 'self' 'unsafe-inline'", "")).not.toContain("unsafe");
  });
});

describe("the explorer and the dashboard, switched off", () => {
  it("are not there, and / says where the API is", async () => {
    api = await startApi({ traffic: { dashboard: false, explorer: false } });
    for (const path of ["/explorer", "/explorer/", "/explorer/start.js", "/explorer/graphiql.js"])
      expect((await fetch(base() + path)).status).toBe(404);
    const root = await fetch(`${base()}/`, { headers: { accept: "text/html" } });
    expect([root.status, await root.json()]).toEqual([200, { graphql: "/graphql" }]);
    const opened = await fetch(api.server.url, { headers: { accept: "text/html" }, redirect: "manual" });
    expect(opened.status).toBe(400);
  });
});

import { connect } from "node:net";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { startServer } from "../../src/api/server.js";
import type { HarmonicService } from "../../src/service/service.js";
import { startApi, type TestApi } from "./harness.js";

const QUERY = "{ tasks { key } }";
const silent = pino({ level: "silent" });

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const base = (started: TestApi) => started.server.url.replace("/graphql", "");

/** Sends the head of a request, with any header that fetch would refuse, and returns the status line of the answer. */
function rawStatus(started: TestApi, head: string): Promise<string> {
  const { hostname, port } = new URL(started.server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n`));
    socket.once("data", (data) => {
      resolve(data.toString().split("\r\n")[0]);
      socket.destroy();
    });
    socket.once("error", reject);
  });
}

describe("starting a server", () => {
  const start = (host: string, apiToken?: string) =>
    startServer({
      service: { tokensSince: async () => undefined } as unknown as HarmonicService,
      host,
      port: 0,
      logger: silent,
      ...(apiToken === undefined ? {} : { apiToken }),
    });

  it.each(["0.0.0.0", "::", "192.168.1.5", "example.org", ""])(
    "on %j, which other machines could reach, needs a token",
    async (host) => {
      const expected = {
        code: "INVALID_INPUT",
        field: "API_TOKEN",
        message: expect.stringContaining("API_TOKEN"),
      };
      await expect(start(host)).rejects.toMatchObject(expected);
      await expect(start(host, "")).rejects.toMatchObject(expected);
    },
  );

  it.each(["127.0.0.1", "localhost"])("on %s needs no token", async (host) => {
    const server = await start(host);
    expect(server.url).toMatch(new RegExp(`^http://${host}:\\d+/graphql$`));
    await server.close();
  });

  it("on any address works with a token", async () => {
    const server = await start("0.0.0.0", "secret");
    expect(server.url).toMatch(/^http:\/\/localhost:\d+\/graphql$/);
    await server.close();
  });
});

describe("a port that is taken, or an address of another machine", () => {
  it("is reported in a sentence", async () => {
    api = await startApi();
    const port = Number(new URL(api.server.url).port);
    const options = { service: api.service, host: "127.0.0.1", port, logger: silent };
    await expect(startServer(options)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining(`port ${port} on 127.0.0.1 is taken`),
    });
    await expect(
      startServer({ ...options, host: "203.0.113.7", apiToken: "x", port: 0 }),
    ).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "HOST",
    });
  });
});

describe("the token", () => {
  it("is required at /graphql, and only there", async () => {
    api = await startApi({ apiToken: "right" });
    const wrong = [
      {},
      { authorization: "Bearer wrong" },
      { authorization: "right" },
      { authorization: "Bearer " },
    ];
    for (const headers of wrong) {
      const { status, errors } = await api.ask(QUERY, {}, headers as Record<string, string>);
      expect(status).toBe(401);
      expect(errors[0]).toMatchObject({
        extensions: { code: "UNAUTHENTICATED" },
        message: expect.stringContaining("API_TOKEN"),
      });
    }
    const right = await api.ask(QUERY, {}, { authorization: "Bearer right" });
    expect(right.data).toEqual({ tasks: [] });
    expect((await fetch(`${base(api)}/health`)).status).toBe(200);
    expect((await fetch(`${base(api)}/explorer`)).status).toBe(200);
  });
});

describe("pages of other sites", () => {
  it("cannot use their own name for this server", async () => {
    api = await startApi();
    const status = (host: string) => rawStatus(api as TestApi, `GET /health HTTP/1.1\r\nHost: ${host}`);
    expect(await status("evil.example:4000")).toContain("403");
    for (const host of ["localhost:9", "127.0.0.1", "[::1]:4000"])
      expect(await status(host)).toContain("200");
  });

  it("cannot open a WebSocket", async () => {
    api = await startApi();
    const port = new URL(api.server.url).port;
    const upgrade = (path: string, origin: string) =>
      rawStatus(
        api as TestApi,
        `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ${origin}`,
      );
    expect(await upgrade("/graphql", "https://evil.example")).toContain("403");
    expect(await upgrade("/graphql", "null")).toContain("403");
    expect(await upgrade("/elsewhere", `http://localhost:${port}`)).toContain("404");
    expect(await upgrade("/graphql", `http://localhost:${port}`)).toContain("101");
  });

  it("cannot send a query as a simple request", async () => {
    api = await startApi();
    const url = `${api.server.url}?query=${encodeURIComponent(QUERY)}`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { headers: { "apollo-require-preflight": "1" } })).status).toBe(200);
    const mutation = `${api.server.url}?query=${encodeURIComponent("mutation { cancelSearch(id: 1) { __typename } }")}`;
    expect((await fetch(mutation, { headers: { "apollo-require-preflight": "1" } })).status).toBe(405);
  });
});

describe("the explorer", () => {
  it("is where / redirects to without the dashboard, and loads nothing from other servers", async () => {
    api = await startApi({ traffic: { dashboard: false } });
    const page = await fetch(`${base(api)}/`);
    expect(page.url).toBe(`${base(api)}/explorer`);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    const html = await page.text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(assets).toHaveLength(5);
    for (const path of assets) {
      const asset = await fetch(`${base(api)}${path}`);
      expect(asset.status).toBe(200);
      expect((await asset.text()).length).toBeGreaterThan(100);
    }
  });

  it("is shown to a browser that opens the address of the API", async () => {
    api = await startApi({ apiToken: "right" });
    const page = await fetch(api.server.url, {
      headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" },
    });
    expect([page.status, page.url]).toEqual([200, `${base(api)}/explorer`]);
    expect((await fetch(api.server.url)).status).toBe(401);
  });

  it("starts with a query that the API accepts", async () => {
    api = await startApi();
    const start = await (await fetch(`${base(api)}/explorer/start.js`)).text();
    const query: string = JSON.parse(/defaultQuery: ("(?:[^"\\]|\\.)*")/.exec(start)?.[1] ?? "null");
    const { errors } = await api.ask(query);
    expect(errors.map((error) => error.extensions.code)).toEqual(["NOT_FOUND"]);
  });
});

describe("an unknown path", () => {
  it("is answered in the shape of a GraphQL error", async () => {
    api = await startApi();
    const response = await fetch(`${base(api)}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "NOT_FOUND" } }] });
  });
});

describe("an unexpected error", () => {
  it("is masked, and logged under the id that the client gets", async () => {
    api = await startApi({
      change: (service) => ({ ...service, tasks: () => Promise.reject(new Error("secret path /home/x")) }),
    });
    const { errors } = await api.ask(QUERY);
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(errors)).not.toContain("secret");
    const { errorId } = errors[0].extensions;
    const line = api.log.find((entry) => entry.includes(String(errorId)));
    expect(line).toContain("secret path");
  });

  it("may be a resolver's answer that contradicts the schema", async () => {
    api = await startApi({
      change: (service) => ({ ...service, tasks: () => Promise.resolve([{ id: "a", name: null } as never]) }),
    });
    const { errors } = await api.ask("{ tasks { name } }");
    expect(errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
  });
});

describe("closing a server", () => {
  it("lets a request finish", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const tasks = () => {
      reach();
      return held.then(() => []);
    };
    const started = await startApi({ change: (service) => ({ ...service, tasks }) });
    const answer = started.ask(QUERY);
    await reached;
    const closed = started.close();
    release();
    expect((await answer).data).toEqual({ tasks: [] });
    await closed;
    await expect(started.ask(QUERY)).rejects.toThrow();
  });
});

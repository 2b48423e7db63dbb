import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { frame, openSocket, type ServerChild, startChild, upgradeTo } from "./child.js";
import { HOSTILE_KINDS, hostileInput } from "./inputs.js";

let server: ServerChild;
beforeAll(async () => {
  server = await startChild();
});
afterAll(() => server.end());

const expectAnswers = async () => {
  expect(server.process.exitCode).toBeNull();
  expect((await server.ask("{ __typename }")).status).toBe(200);
};

const TARGETS = [
  "//",
  "///",
  "http://[/",
  "http://a:99999/",
  "http://",
  "*",
  "/%",
  "//graphql",
  "ws://x/graphql",
];

describe("targets that are no addresses", () => {
  it.each(TARGETS)("are refused to a WebSocket: GET %s", async (target) => {
    const { text, closed } = await server.send([upgradeTo(target)], 2_000);
    expect(text).toMatch(/^HTTP\/1\.1 40\d /);
    expect(closed).toBe(true);
    await expectAnswers();
  });

  it.each(TARGETS)("are refused to a plain request: GET %s", async (target) => {
    const { text } = await server.send(
      [`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
      2_000,
    );
    expect(text).toMatch(/^HTTP\/1\.1 40\d /);
    await expectAnswers();
  });

  it("may be whole URLs of this server", async () => {
    const target = `http://localhost:${server.port}/health`;
    const { text } = await server.send(
      [`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
      2_000,
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("several hundred hostile inputs", () => {
  it("neither end the server nor keep it from answering", async () => {
    const random = new Random(16);
    for (let round = 0; round < 12; round++) {
      const inputs = Array.from({ length: HOSTILE_KINDS }, (_, kind) => hostileInput(random, kind));
      const answers = await Promise.all(inputs.map((parts) => server.send(parts, 150)));
      for (const { text } of answers) expect(text).not.toMatch(/^HTTP\/1\.1 5|\n\s+at /);
      await expectAnswers();
    }
    expect(server.log()).toBe("");
  }, 120_000);
});

describe("a connection that says nothing, or too slowly", () => {
  it("is ended", async () => {
    const silent = server.send([], 20_000);
    const slow = new Promise<boolean>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write("GET /health HTTP/1.1\r\n"));
      const timer = setInterval(() => socket.write("X-Slow: 1\r\n"), 500);
      socket.on("error", () => undefined);
      socket.resume();
      socket.on("close", () => {
        clearInterval(timer);
        resolve(true);
      });
    });
    expect((await silent).closed).toBe(true);
    expect(await slow).toBe(true);
    await expectAnswers();
  }, 40_000);

  it("is ended after the WebSocket handshake, too", async () => {
    const { text, closed } = await server.send([upgradeTo("/graphql")], 10_000);
    expect(text).toContain("101 Switching Protocols");
    expect(closed).toBe(true);
  }, 20_000);
});

describe("an error that nothing catches", () => {
  const overHttp = (task: string) => {
    const body = JSON.stringify({ query: `{ recommend(task: "${task}", device: "d") { __typename } }` });
    const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
    return server.send([`${head}Content-Length: ${body.length}\r\n\r\n${body}`], 5_000);
  };
  const overSocket = (task: string) => {
    const query = `subscription { frontChanged(task: "${task}", device: "d") { task { key } } }`;
    const subscribe = JSON.stringify({ id: "1", type: "subscribe", payload: { query } });
    return server.send([...openSocket(), frame(subscribe)], 5_000);
  };

  it.each([
    ["late-error", overHttp],
    ["late-rejection", overHttp],
    ["late-error", overSocket],
    ["late-rejection", overSocket],
  ])("closes the connection that led to it, and is logged and counted (%s)", async (task, send) => {
    const before = server.log().split('"failures":').length;
    expect((await send(task)).closed).toBe(true);
    await expect.poll(() => server.log().split('"failures":').length, { timeout: 10_000 }).toBe(before + 1);
    expect(server.log()).toContain(`"failures":${before}`);
    expect(server.log()).toMatch(/an error that nothing catches/);
    await expectAnswers();
  });
});

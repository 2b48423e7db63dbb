import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import type { Answerer, SocketResult } from "../../../src/api/operations/answerer.js";
import type { OperationPool } from "../../../src/api/operations/pool.js";
import { HeldPayloads, socketResult } from "../../../src/api/operations/socket-payloads.js";
import { startApi, type TestApi } from "../harness.js";

describe("payloads that are held", () => {
  const payloads = new HeldPayloads();
  const message = (payload: unknown) => JSON.stringify({ id: 'a"b', type: "next", payload });

  test("come in place of their stand-in, as text or bytes, once", () => {
    const text = message(payloads.hold('{"data":1}'));
    expect(payloads.fill(text)).toBe('{"id":"a\\"b","type":"next","payload":{"data":1}}');
    expect(payloads.fill(text)).toBe(text);
    const bytes = payloads.fill(message(payloads.hold(Buffer.from('{"data":"ü"}'))));
    expect(JSON.parse(String(bytes))).toEqual({ id: 'a"b', type: "next", payload: { data: "ü" } });
  });

  test("are not mixed up where several are on their way, and messages without one stay as they are", () => {
    const messages = ["1", "2", "3"].map((json) => message(payloads.hold(json)));
    expect(messages.reverse().map((text) => JSON.parse(String(payloads.fill(text))).payload)).toEqual([
      3, 2, 1,
    ]);
    for (const text of [
      '{"type":"pong"}',
      message({ held: "00000000-0000-0000-0000-000000000000" }),
      message({ held: 1 }),
      message({ data: { held: "x" } }),
      "",
    ])
      expect(payloads.fill(text)).toBe(text);
  });

  test("have the codes of their errors", () => {
    const error = { message: "no", extensions: { code: "NOT_FOUND" } };
    expect(socketResult({ data: null, errors: [error, { message: "?" }] })).toEqual({
      json: '{"data":null,"errors":[{"message":"no","extensions":{"code":"NOT_FOUND"}},{"message":"?"}]}',
      codes: ["NOT_FOUND"],
    });
    expect(socketResult({ data: { a: 1 } })).toEqual({ json: '{"data":{"a":1}}', codes: [] });
  });
});

describe("a large result over a WebSocket", () => {
  const LARGE = 4_000_000;
  const json = Buffer.from(`{"data":{"a":"${"ä".repeat(LARGE / 2)}"}}`);
  let api: TestApi;
  /** A pool whose threads have written the JSON of what they answer. */
  const pool = {
    gauges: { queued: () => 0, oldestQueuedSeconds: () => 0, busy: () => 0 },
    on: () => {
      const result: SocketResult = { json, codes: [] };
      const events = { sent: 0 };
      return {
        execute: async () => result,
        subscribe: async () => ({
          next: async () =>
            events.sent++ < 2 ? { done: false, value: result } : { done: true, value: undefined },
        }),
      } as unknown as Answerer;
    },
    close: async () => undefined,
  } satisfies OperationPool;
  beforeAll(async () => {
    api = await startApi({ pool });
  });
  afterEach(() => void vi.restoreAllMocks());
  afterAll(() => api.close());

  /** The raw messages that come for an operation until it is complete. */
  function messagesOf(query: string): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(api.server.url.replace("http", "ws"), "graphql-transport-ws");
      const raw: string[] = [];
      socket.on("error", reject);
      socket.on("open", () => socket.send('{"type":"connection_init"}'));
      socket.on("message", (data, isBinary) => {
        const text = String(data);
        if (isBinary) reject(new Error("a binary message"));
        if (text.includes('"connection_ack"'))
          socket.send(`{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(query)}}}`);
        else raw.push(text);
        if (text.startsWith('{"id":"1","type":"error"')) reject(new Error(text));
        if (!text.endsWith('"type":"complete"}')) return;
        socket.close();
        resolve(raw);
      });
    });
  }

  test.each([
    ["a query", "{ tasks { key } }", 1],
    ["a subscription", 'subscription { searchProgress(id: "a") { __typename } }', 2],
  ])("is not written again by the thread that holds the connections: %s", async (_, query, results) => {
    let longest = 0;
    const write = JSON.stringify;
    vi.spyOn(JSON, "stringify").mockImplementation((...given: Parameters<typeof JSON.stringify>) => {
      const text = write(...given);
      longest = Math.max(longest, text?.length ?? 0);
      return text;
    });
    const messages = await messagesOf(query);
    expect(messages).toHaveLength(results + 1);
    for (const message of messages.slice(0, -1))
      expect(message === `{"id":"1","type":"next","payload":${json}}`).toBe(true);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(1_000);
  });
});

import type { Random } from "../../../src/base/random.js";
import { frame, openSocket, type Part, upgradeTo } from "./child.js";

const post = (body: string, headers: readonly string[] = [], length = Buffer.byteLength(body)): string =>
  [
    "POST /graphql HTTP/1.1",
    "Host: localhost",
    "Content-Type: application/json",
    `Content-Length: ${length}`,
    ...headers,
    "",
    body,
  ].join("\r\n");

const INIT = frame('{"type":"connection_init"}');
const OPENED = openSocket();
const subscribe = (payload: unknown, id = "1") => frame(JSON.stringify({ id, type: "subscribe", payload }));

const bytes = (random: Random, n: number): Buffer =>
  Buffer.from(Array.from({ length: n }, () => random.int(256)));

/** Makers of inputs, each of one kind of fault. */
const KINDS: readonly ((random: Random) => readonly Part[])[] = [
  // Targets and hosts.
  (random) => [
    upgradeTo(random.pick(["//", "///", "http://[/", "http://a:99999/", "/graphql/..", "/%zz", "graphql"])),
  ],
  (random) => [
    `GET ${random.pick(["//", "http://[/", "\\", "/%E0%A4%A", "/export/%E0%A4%A"])} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ],
  (random) => [
    `GET /health HTTP/1.1\r\nHost: ${random.pick(["", "[", "a b", "::::", "[::1", ":99999"])}\r\n\r\n`,
  ],
  () => ["GET /graphql HTTP/1.1\r\n\r\n"],
  () => ["GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"],
  () => ["CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n"],
  () => ["OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"],
  (random) => [
    upgradeTo("/graphql", [`Origin: ${random.pick(["null", "http://[", "://", "http://evil.example"])}`]),
  ],
  // Heads and bodies.
  () => [`GET / HTTP/1.1\r\nHost: localhost\r\n${"X-A: b\r\n".repeat(5_000)}\r\n`],
  () => [`GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${"a".repeat(100_000)}\r\n\r\n`],
  () => [`GET /${"a".repeat(50_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`],
  () => [post("{}", ["Transfer-Encoding: chunked"])],
  () => [
    "POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked, identity\r\n\r\n0\r\n\r\n",
  ],
  () => ["POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"],
  (random) => [post("{", [], random.pick([-1, 5, 1e12]))],
  (random) => [
    post(random.pick(["", "[", "nul", '{"query":', '"', "[[]]", '{"query":{"a":1}}', '{"query":"\\ud800"}'])),
  ],
  (random) => [post("[".repeat(random.int(100_000)))],
  (random) => [post("{}", [`Content-Encoding: ${random.pick(["gzip", "br", "zstd", "nothing"])}`])],
  (random) => [
    post("{}", [`Content-Type: application/json; charset=${random.pick(["utf-16", "utf-7", "x"])}`]),
  ],
  (random) => [
    post(JSON.stringify({ query: random.pick(["{", "{a", "query Q($a: [[[[", "}", "{ a(b: \u0000) }"]) })),
  ],
  (random) => [
    post(JSON.stringify({ query: "{ tasks { key } }", variables: random.pick([1, [], "x", null]) })),
  ],
  // Pipelined, cut off, half open, and noise.
  () => [`${post('{"query":"{ __typename }"}')}`.repeat(20)],
  () => ["GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100)],
  (random) => [post("{}", [], 10).slice(0, random.int(80))],
  (random) => [bytes(random, random.int(2_000))],
  () => ["\r\n\r\n\r\n\r\n", "GET /health HTTP/0.9\r\n\r\n"],
  () => ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  (random) => [upgradeTo("/graphql").slice(0, random.int(150))],
  // Handshakes.
  (random) => [
    upgradeTo("/graphql").replace(
      /Sec-WebSocket-(Key|Version)[^\r]*/,
      random.pick(["X: y", "Sec-WebSocket-Key: !"]),
    ),
  ],
  (random) => [
    upgradeTo("/graphql").replace("graphql-transport-ws", random.pick(["graphql-ws", ",", "a, b,", "\t"])),
  ],
  () => [upgradeTo("/graphql").replace(/Sec-WebSocket-Protocol[^\r]*\r\n/, "")],
  () => [upgradeTo("/graphql").replace("websocket", "h2c")],
  (random) => [
    upgradeTo("/graphql", [
      `Sec-WebSocket-Extensions: ${random.pick(["permessage-deflate", ";", 'a="', ",,"])}`,
    ]),
  ],
  // Frames.
  (random) => [upgradeTo("/graphql"), bytes(random, 1 + random.int(500))],
  (random) => [...OPENED, frame("x", { opcode: random.pick([3, 7, 11, 15]) })],
  (random) => [...OPENED, frame("x".repeat(200), { opcode: random.pick([8, 9, 10]) })],
  () => [...OPENED, frame(Buffer.from([0xff, 0xfe, 0xc0]))],
  () => [...OPENED, frame(Buffer.from([0x03, 0xe7]), { opcode: 8 }), frame("{}")],
  () => [...OPENED, frame("a", { fin: false }), frame("b")],
  () => [...OPENED, frame("a", { opcode: 0 })],
  () => [...OPENED, Buffer.from([0x81, 0x05, 0x61])],
  () => [...OPENED, Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
  (random) => [upgradeTo("/graphql"), frame("[".repeat(random.int(40_000)))],
  (random) => [...OPENED, frame("[".repeat(1_000 + random.int(100_000)))],
  // Messages.
  () => [...OPENED, INIT],
  (random) => [
    ...OPENED,
    frame(random.pick(["", "null", "[]", '{"type":1}', '{"type":"next"}', '{"type":"toString"}', "{"])),
  ],
  () => [
    ...OPENED,
    frame('{"id":"1","type":"next","payload":{}}'),
    frame('{"id":"1","type":"error","payload":[]}'),
  ],
  () => [upgradeTo("/graphql"), subscribe({ query: "{ __typename }" })],
  () => [...OPENED, subscribe({ query: "{ __typename }" }), subscribe({ query: "{ __typename }" })],
  () => [
    ...OPENED,
    ...[1, 2].map(() =>
      subscribe({ query: "subscription { searchProgress(id: 1) { evaluations } }" }, "é".repeat(300)),
    ),
  ],
  (random) => [
    ...OPENED,
    subscribe({ query: random.pick(["", "{", "subscription { x }", "query A { a } query B { b }"]) }),
  ],
  () => [
    ...OPENED,
    subscribe({ query: "{ __typename }" }, "__proto__"),
    subscribe({ query: "{ __typename }", operationName: "x" }),
  ],
  () => [
    upgradeTo("/graphql"),
    frame(JSON.stringify({ type: "connection_init", payload: { authorization: { a: [1] } } })),
  ],
  () => [
    upgradeTo("/graphql"),
    frame(
      JSON.stringify({
        type: "connection_init",
        payload: { authorization: `Bearer${" ".repeat(15_000)}\n` },
      }),
    ),
  ],
];

/** The number of kinds of hostile input. */
export const HOSTILE_KINDS = KINDS.length;

/** Bytes that a hostile client might send on a new connection: those of one kind, drawn from `random`. */
export const hostileInput = (random: Random, kind: number): readonly Part[] => KINDS[kind](random);

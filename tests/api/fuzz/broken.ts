import { gzipSync } from "node:zlib";
import type { Random } from "../../../src/base/random.js";
import { frame, openSocket, type Part, upgradeTo } from "../hostile/child.js";
import { HOSTILE_KINDS, hostileInput } from "../hostile/inputs.js";

/** The head of a POST whose body is bytes. */
const post = (body: Buffer, headers: readonly string[] = []): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        "POST /graphql HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        `Content-Length: ${body.length}`,
        "Connection: close",
        ...headers,
        "\r\n",
      ].join("\r\n"),
    ),
    body,
  ]);

/** Bytes with some of them changed, left out or doubled. */
function damaged(random: Random, bytes: Buffer): Buffer {
  let result = Buffer.from(bytes);
  for (let i = 1 + random.int(4); i > 0; i--) {
    const at = random.int(Math.max(1, result.length));
    const kind = random.int(4);
    if (kind === 0 && result.length > 0) result[at] = random.int(256);
    else if (kind === 1) result = result.subarray(0, at);
    else if (kind === 2) result = Buffer.concat([result.subarray(0, at), result]);
    else
      result = Buffer.concat([result.subarray(0, at), Buffer.from([random.int(256)]), result.subarray(at)]);
  }
  return result;
}

/** A frame whose mask bit is not set, which no client may send. */
function unmasked(payload: string): Buffer {
  const masked = frame(payload);
  const head = masked.length - Buffer.byteLength(payload) - 4;
  const result = Buffer.concat([masked.subarray(0, head), masked.subarray(head + 4)]);
  result[1] &= 0x7f;
  return result;
}

/** Bytes of a broken request; `body` is a whole one, which some of them damage. */
export function brokenInput(random: Random, body: string): readonly Part[] {
  const bytes = Buffer.from(body);
  switch (random.int(10)) {
    case 0:
      return [damaged(random, post(bytes))];
    case 1:
      return [post(damaged(random, bytes))];
    case 2:
      return [post(gzipSync(bytes), ["Content-Encoding: gzip"])];
    case 3:
      return [post(damaged(random, gzipSync(bytes)), ["Content-Encoding: gzip"])];
    case 4:
      return [
        post(Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')])),
      ];
    case 5:
      return [...openSocket(), damaged(random, frame(`{"id":"1","type":"subscribe","payload":${body}}`))];
    case 6:
      return [...openSocket(), unmasked(`{"id":"1","type":"subscribe","payload":${body}}`)];
    case 7:
      return [...openSocket(), frame(bytes, { opcode: random.int(16), fin: random.next() < 0.7 })];
    case 8:
      return [
        upgradeTo("/graphql").replace(
          "graphql-transport-ws",
          random.pick(["graphql-ws", "x", "", "a,b", "é"]),
        ),
        frame('{"type":"connection_init"}'),
      ];
    default:
      return hostileInput(random, random.int(HOSTILE_KINDS));
  }
}

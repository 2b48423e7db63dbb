import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { CloseCode, type Server as Protocol } from "graphql-ws";
import type { RawData, WebSocket } from "ws";
import { oversizeOf } from "../../base/json/json-size.js";
import type { Admission } from "../access/viewer.js";
import { LIMITS } from "../limits.js";
import type { Observer } from "../observe/observer.js";
import { JSON_BOUNDS } from "../operations/read-body.js";
import type { HeldPayloads } from "../operations/socket-payloads.js";
import type { SocketTraffic } from "../traffic/socket-traffic.js";
import type { ConnectionErrors } from "./connection-errors.js";

/** A WebSocket whose handshake is done. */
export interface Client {
  readonly client: WebSocket;
  /** The connection below it. */
  readonly socket: Duplex;
  readonly request: IncomingMessage;
  /** Aborted when the connection is closed. */
  readonly left: AbortController;
  /** Who it is, once its `connection_init` was accepted. */
  admission?: Admission;
  /** Its open operations by id, once it has connected; subscriptions are iterated. */
  operations?: Readonly<Record<string, unknown>>;
  /** What it sends, and its operations that are being executed. */
  readonly traffic: SocketTraffic;
  /** The results that are on their way to it. */
  readonly payloads: HeldPayloads;
  /** Closes the connection for a time [s], since the client asks too often. */
  wait?(seconds: number): void;
}

/** What watches a client: the errors in the work for it, and its operations. */
export interface Watch {
  readonly errors: ConnectionErrors;
  readonly observer: Observer;
}

/** Time between two pings, and that a client has to answer one before it counts as gone [ms]. */
const PING_MS = 12_000;
/** Time that a refused client has to close its side before its connection is cut [ms]. */
const LINGER_MS = 1_000;
/** Longest reason in a closing frame, in bytes. */
const LONGEST_REASON = 123;
/** Bytes that may wait for a client that does not read; beyond that its connection is cut. */
const MOST_UNREAD_BYTES = 64_000_000;
/** WebSocket close code for too much data. */
const TOO_BIG = 1009;
/** WebSocket close code for a server that a client may try again later. */
export const TRY_AGAIN_LATER = 1013;

/**
 * Serves a client that speaks graphql-transport-ws. It may send 16 kB before its `connection_init` is accepted, and
 * JSON is bounded before it is parsed. Errors in the work for a client close its connection and no other.
 */
export function serveClient(protocol: Protocol<Client>, served: Client, watch: Watch): void {
  const { errors, observer } = watch;
  const { client, socket } = served;
  let isRefused = false;
  const refuse = (code: number, reason: string): void => {
    if (isRefused) return;
    isRefused = true;
    if (code === TOO_BIG || code === CloseCode.BadRequest) observer.refused("BAD_REQUEST");
    if (code === TRY_AGAIN_LATER) observer.refused("RATE_LIMITED");
    client.close(code, reason.replace(/[^ -~]/g, "?").slice(0, LONGEST_REASON));
    setTimeout(() => client.terminate(), LINGER_MS).unref();
  };
  const wait = (seconds: number): void => refuse(TRY_AGAIN_LATER, `RATE_LIMITED: try again in ${seconds} s`);
  served.wait = wait;
  let received = 0;
  socket.prependListener("data", (chunk: Buffer) => {
    if (served.admission !== undefined) return;
    received += chunk.length;
    if (received > LIMITS.unauthorisedBytes)
      refuse(TOO_BIG, "At most 16 kB before connection_init is accepted");
  });
  client.on("error", () => client.terminate());
  const stopPings = pingRegularly(client);
  const closed = protocol.opened(
    {
      protocol: client.protocol,
      send: (data) => sendTo(client, served.payloads.fill(data)),
      close: (code = CloseCode.BadRequest, reason = "") => refuse(code, reason),
      onMessage: (handle) =>
        client.on("message", (data) => {
          if (isRefused) return;
          const bytes = bytesOf(data);
          const oversize = oversizeOf(bytes, JSON_BOUNDS);
          if (oversize !== undefined) return refuse(CloseCode.BadRequest, `The JSON ${oversize}`);
          errors.run(socket, () => {
            const watched = (text: string) => observer.message(served.request, text, handle);
            receive(served, bytes.toString(), watched, wait).catch((error: unknown) => {
              if (isUnexpectedType(error)) refuse(CloseCode.BadRequest, "Unexpected type of message");
              else errors.close(socket, error);
            });
          });
        }),
    },
    served,
  );
  client.once("close", (code, reason) => {
    stopPings();
    served.traffic.close();
    errors.run(socket, () => {
      closed(code, String(reason)).catch((error: unknown) => errors.close(socket, error));
    });
  });
}

/** Hands on a message that is within the rate limits. */
async function receive(
  { traffic }: Client,
  text: string,
  handle: (text: string) => Promise<void>,
  wait: (seconds: number) => void,
): Promise<void> {
  const received = await traffic.receive(text);
  if (typeof received === "string") await handle(received);
  else wait(received.retryAfter);
}

/** Pings a client now and then, and ends a connection on which nobody answers. Returns what stops it. */
function pingRegularly(client: WebSocket): () => void {
  let isAnswered = true;
  client.on("pong", () => {
    isAnswered = true;
  });
  const timer = setInterval(() => {
    if (!isAnswered) return client.terminate();
    isAnswered = false;
    if (client.readyState === client.OPEN) client.ping();
  }, PING_MS);
  return () => clearInterval(timer);
}

/** Resolves once the data are on their way, or the client is gone. */
function sendTo(client: WebSocket, data: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (client.bufferedAmount > MOST_UNREAD_BYTES) client.terminate();
    if (client.readyState !== client.OPEN) return resolve();
    client.send(data, { binary: false }, () => resolve());
  });
}

/** Whether graphql-ws threw because a client sent a type of message that only servers send. */
const isUnexpectedType = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("Unexpected message of type");

const bytesOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);

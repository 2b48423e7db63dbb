import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { SocketTraffic } from "../traffic/socket-traffic.js";
import { isSameOrigin } from "./auth.js";
import type { SocketParts } from "./socket-operations.js";
import { pathOf } from "./target.js";

/** Statuses of connections that are declined, by the code of the reason. */
const STATUS = {
  BAD_REQUEST: "400 Bad Request",
  NOT_FOUND: "404 Not Found",
  FORBIDDEN: "403 Forbidden",
  CLOSING: "503 Service Unavailable",
  RATE_LIMITED: "429 Too Many Requests",
  TOO_MANY_CONNECTIONS: "429 Too Many Requests",
} as const;

/** Why a connection is declined, and when it is worth trying again [s]. */
interface Declined {
  readonly code: keyof typeof STATUS;
  readonly retryAfter?: number;
}

/** Lets a request become a WebSocket: what it will send is counted. Or declines it, and returns undefined. */
export async function admitUpgrade(
  parts: SocketParts,
  request: IncomingMessage,
  socket: Duplex,
): Promise<SocketTraffic | undefined> {
  const { traffic, rules, observer } = parts;
  const network = traffic.networkOf(request);
  const declined = await whyDeclined(parts, request, network);
  const leave = declined === undefined ? traffic.sockets.enter(network) : undefined;
  if (leave === undefined) {
    const why = declined ?? { code: "TOO_MANY_CONNECTIONS", retryAfter: 1 };
    observer.refused(why.code);
    decline(socket, why);
    return undefined;
  }
  socket.once("close", leave);
  if (socket.destroyed) leave();
  return new SocketTraffic(traffic, network, rules.operations !== undefined);
}

async function whyDeclined(
  { isOurHost, readiness, traffic }: SocketParts,
  request: IncomingMessage,
  network: string,
): Promise<Declined | undefined> {
  const { host, origin } = request.headers;
  const path = pathOf(request.url);
  if (path === undefined) return { code: "BAD_REQUEST" };
  if (path !== "/graphql") return { code: "NOT_FOUND" };
  const isAllowed =
    isSameOrigin(origin, traffic.hostOf(request)) || traffic.options.corsOrigins.includes(origin ?? "");
  if (!isOurHost(host) || !isAllowed) return { code: "FORBIDDEN" };
  if (readiness.isClosing) return { code: "CLOSING" };
  const waiting = await traffic.again(traffic.clientOf(network, undefined));
  return waiting && { code: waiting.code, retryAfter: waiting.retryAfter };
}

function decline(socket: Duplex, { code, retryAfter }: Declined): void {
  const wait = retryAfter === undefined ? "" : `Retry-After: ${retryAfter}\r\n`;
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${STATUS[code]}\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

import type { IncomingMessage } from "node:http";
import { LIMITS } from "../../limits.js";

/** Time that a client has to read its refusal before its connection is cut [ms]. */
const LINGER_MS = 1_000;

/**
 * Discards the body of a request that nothing reads. After 16 kB the server stops reading, and soon afterwards it cuts
 * the connection, so that a refused client cannot go on sending.
 */
export function discardBody(request: IncomingMessage): void {
  let received = 0;
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received <= LIMITS.unauthorisedBytes || request.isPaused()) return;
    request.pause();
    setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
  });
}

import { createHash, timingSafeEqual } from "node:crypto";
import { InvalidInput } from "../../base/errors.js";

/** Whether a request with this value of the header `Authorization` may pass. */
export type Authorise = (authorization: unknown) => boolean;

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Throws `InvalidInput` if other machines could reach a server that asks for no token. */
export function requireToken(host: string, token: string | undefined): void {
  if (token !== undefined && token !== "") return;
  if (!isLoopback(host)) {
    throw new InvalidInput(
      "API_TOKEN",
      `API_TOKEN must be set if HOST is ${host}, which is not a loopback address: others could change the archive`,
    );
  }
}

/** Makes the check of `Authorization: Bearer TOKEN`, in constant time. Without a token every request may pass. */
export function authoriser(token: string | undefined): Authorise {
  if (token === undefined || token === "") return () => true;
  const expected = digest(token);
  return (authorization) => {
    const given = tokenOf(authorization);
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

const SCHEME = "bearer ";

/** The token of `Bearer TOKEN`, found in one pass over the text. */
function tokenOf(authorization: unknown): string | undefined {
  if (typeof authorization !== "string") return undefined;
  if (authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  const token = authorization.slice(SCHEME.length).trim();
  return token === "" ? undefined : token;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/**
 * Makes the check that the header `Host` names this server: a loopback name, or the name on which the server listens.
 * The check protects servers without a token from DNS rebinding: a web page can make its own domain point to 127.0.0.1,
 * and its requests then carry that domain as `Host`.
 */
export function hostGuard(
  listenHost: string,
  token: string | undefined,
): (host: string | undefined) => boolean {
  if (token !== undefined && token !== "") return () => true;
  return (host) => {
    if (host === undefined) return true;
    const name = host.replace(/:\d+$/, "");
    return isLoopback(name) || name.toLowerCase() === listenHost.toLowerCase();
  };
}

/** Whether a WebSocket was opened by a page of this server, or by a program, which sends no `Origin`. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

import type { IncomingMessage } from "node:http";
import { isIP, isIPv4, isIPv6 } from "node:net";
import express from "express";
import type { TrafficOptions } from "./options.js";

/** Whether the address at a distance from this server (0 is who connected to it) is a proxy that is believed. */
export type TrustProxy = (address: string, distance: number) => boolean;

/** The value of Express's setting `trust proxy`. */
export const trustSetting = (trustProxy: TrafficOptions["trustProxy"]): number | string[] | false =>
  trustProxy === undefined ? false : typeof trustProxy === "number" ? trustProxy : [...trustProxy];

/** Compiles the option `trustProxy` as Express does. Throws `TypeError` on what is no address. */
export function compileTrust(trustProxy: TrafficOptions["trustProxy"]): TrustProxy {
  const app = express();
  app.set("trust proxy", trustSetting(trustProxy));
  return app.get("trust proxy fn") as TrustProxy;
}

/**
 * The address of the client that sent a request: the nearest one that is not a believed proxy, from the connection and
 * the header `X-Forwarded-For`, as in Express. What a proxy passes on that is no address counts as the proxy's own.
 */
export function clientAddress(request: IncomingMessage, trust: TrustProxy): string {
  let address = request.socket.remoteAddress ?? "";
  const forwarded = headerOf(request, "x-forwarded-for").split(",").reverse();
  for (const [distance, text] of forwarded.entries()) {
    const next = text.trim();
    if (isIP(next) === 0 || !trust(address, distance)) break;
    address = next;
  }
  return address;
}

/** The host by which a client called this server: of a believed proxy's `X-Forwarded-Host`, else of `Host`. */
export function clientHost(request: IncomingMessage, trust: TrustProxy): string | undefined {
  const forwarded = headerOf(request, "x-forwarded-host").split(",")[0].trim();
  const isBelieved = forwarded !== "" && trust(request.socket.remoteAddress ?? "", 0);
  return isBelieved ? forwarded : request.headers.host;
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/**
 * What limits count as one client: an IPv4 address, or the first 64 bits of an IPv6 address, since whoever has one has
 * all that share them. IPv4 addresses in IPv6 form are IPv4 addresses.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address.split("%", 1)[0]);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].join(".");
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** The eight groups of 16 bits of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const ending = address.slice(address.lastIndexOf(":") + 1);
  const hexadecimal = isIPv4(ending) ? address.slice(0, -ending.length) + inHexadecimal(ending) : address;
  const [head, tail] = hexadecimal.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const missing = 8 - head.length - (tail?.length ?? 0);
  const groups = tail === undefined ? head : [...head, ...Array<string>(missing).fill("0"), ...tail];
  return groups.map((group) => Number.parseInt(group, 16));
}

function inHexadecimal(address: string): string {
  const [a, b, c, d] = address.split(".").map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

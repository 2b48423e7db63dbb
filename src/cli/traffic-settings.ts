import { isIP } from "node:net";
import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";

/** How a server treats its traffic: what was given of it; the server has defaults for the rest. */
export interface TrafficSettings {
  /** How many proxies stand before the server, or addresses of those that are believed. */
  readonly trustProxy?: number | readonly string[];
  /** Origins whose pages may use the API. */
  readonly corsOrigins?: readonly string[];
  /** Requests a minute per token or address. */
  readonly rateLimit?: number | "off";
  readonly introspection?: boolean;
  readonly dashboard?: boolean;
  readonly explorer?: boolean;
  /** File of the manifest of registered operations. */
  readonly operations?: string;
  readonly operationsOnly?: boolean;
  /** Time after which a field of Query is answered with an error [s]. */
  readonly queryTimeout?: number;
}

/** The flags of these settings, in the form of `SETTING_FLAGS`. */
export const TRAFFIC_FLAGS = [
  {
    name: "TRUST_PROXY",
    value: "proxies",
    description:
      "proxies before the server whose X-Forwarded headers are believed: off, how many, or addresses and networks " +
      "such as 10.0.0.0/8,loopback (default: off)",
  },
  {
    name: "CORS_ORIGINS",
    value: "origins",
    description: "origins whose pages may use the API, such as https://example.org,... (default: none)",
  },
  {
    name: "RATE_LIMIT",
    value: "number",
    description: "requests a minute per token or, without one, per address; or off (default: 6000)",
  },
  {
    name: "INTROSPECTION",
    value: "switch",
    description: "whether clients may ask for the schema (default: on)",
  },
  { name: "DASHBOARD", value: "switch", description: "whether / is the dashboard: on or off (default: on)" },
  { name: "EXPLORER", value: "switch", description: "whether /explorer is served: on or off (default: on)" },
  {
    name: "OPERATIONS",
    value: "file",
    description: "manifest of registered operations, which clients may name by their hash (default: none)",
  },
  {
    name: "OPERATIONS_ONLY",
    value: "switch",
    description: "whether every operation that is not registered is refused: on or off (default: off)",
  },
  {
    name: "QUERY_TIMEOUT",
    value: "seconds",
    description: "time after which a field of Query is answered with an error, 1 to 3600 s (default: 30)",
  },
] as const;

/** The text of a setting, and the name of the flag or variable that it comes from. */
interface Given {
  readonly label: string;
  readonly value: string | undefined;
}

/** Reads the settings. Throws `InvalidInput` that names the flag or the variable. */
export function trafficSettings(read: (name: string) => Given): TrafficSettings {
  return defined({
    trustProxy: proxies(read("TRUST_PROXY")),
    corsOrigins: origins(read("CORS_ORIGINS")),
    rateLimit: rate(read("RATE_LIMIT")),
    introspection: toggle(read("INTROSPECTION")),
    dashboard: toggle(read("DASHBOARD")),
    explorer: toggle(read("EXPLORER")),
    operations: read("OPERATIONS").value,
    operationsOnly: toggle(read("OPERATIONS_ONLY")),
    queryTimeout: seconds(read("QUERY_TIMEOUT")),
  });
}

const NETWORKS = new Set(["loopback", "linklocal", "uniquelocal"]);

function proxies({ label, value }: Given): TrafficSettings["trustProxy"] {
  if (value === undefined || value === "off" || value === "0") return undefined;
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  const addresses = value.split(",").map((address) => address.trim());
  if (addresses.every((address) => NETWORKS.has(address) || isNetwork(address))) return addresses;
  throw new InvalidInput(
    label,
    `${label} must be off, a number of proxies from 1 to 99, or addresses and networks such as ` +
      `10.0.0.0/8,loopback, not "${value}"`,
  );
}

/** Whether a text is an address, or a network such as 10.0.0.0/8. */
function isNetwork(text: string): boolean {
  const [address, bits, more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function origins({ label, value }: Given): readonly string[] | undefined {
  return value
    ?.split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => {
      const origin = originOf(text);
      if (origin !== undefined) return origin;
      const not = text === "*" ? 'not "*": name each origin' : `not "${text}"`;
      throw new InvalidInput(
        label,
        `${label} must be origins such as https://example.org or http://localhost:5173, ${not}`,
      );
    });
}

/** The origin in the form in which browsers send it; undefined for a text that is more, or none. */
function originOf(text: string): string | undefined {
  try {
    const { origin, protocol, href } = new URL(text);
    const isOrigin = (protocol === "http:" || protocol === "https:") && href === `${origin}/`;
    return isOrigin && !/[?#]$/.test(text) ? origin : undefined;
  } catch {
    return undefined;
  }
}

function rate({ label, value }: Given): number | "off" | undefined {
  if (value === undefined || value === "off") return value;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidInput(
    label,
    `${label} must be a whole number of requests a minute, or off, not "${value}"`,
  );
}

function toggle({ label, value }: Given): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === "on" || value === "off") return value === "on";
  throw new InvalidInput(label, `${label} must be on or off, not "${value}"`);
}

function seconds({ label, value }: Given): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(value) && Number(value) <= 3_600) return Number(value);
  throw new InvalidInput(label, `${label} must be a whole number of seconds from 1 to 3600, not "${value}"`);
}

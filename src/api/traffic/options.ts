import { defined } from "../../base/defined.js";

/** How a server treats the traffic that reaches it. */
export interface TrafficOptions {
  /**
   * Which proxies are believed about a client's address, protocol and host: how many stand before the server, or their
   * addresses, networks (CIDR), or `loopback`, `linklocal`, `uniquelocal`. Undefined believes none.
   */
  readonly trustProxy?: number | readonly string[];
  /** Origins whose pages may use the API from browsers, e.g. `https://example.org`. */
  readonly corsOrigins: readonly string[];
  /** Requests a minute per token or, without one, per address; `off` sets no limit. */
  readonly rateLimit: number | "off";
  /** Whether clients may ask for the schema. Error messages then do not suggest names of fields. */
  readonly introspection: boolean;
  /** Whether the dashboard is served at `/`. */
  readonly dashboard: boolean;
  /** Whether the page at `/explorer` is served. */
  readonly explorer: boolean;
  /** File of the manifest of registered operations. */
  readonly operations?: string;
  /** Whether every operation that is not registered is refused. */
  readonly operationsOnly: boolean;
  /** Time after which a field of Query is answered with an error [s]. */
  readonly queryTimeout: number;
}

/** What counts where an option is not given. */
const TRAFFIC_DEFAULTS: TrafficOptions = {
  corsOrigins: [],
  rateLimit: 6_000,
  introspection: true,
  dashboard: true,
  explorer: true,
  operationsOnly: false,
  queryTimeout: 30,
};

/** The options with the defaults of those that are not given. */
export const trafficOptions = (given: Partial<TrafficOptions>): TrafficOptions => ({
  ...TRAFFIC_DEFAULTS,
  ...defined(given),
});

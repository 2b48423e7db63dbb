import type { IncomingMessage } from "node:http";
import {
  type Refusal as AccessRefusal,
  type Admission,
  isRefusal as isAccessRefusal,
  type Viewer,
} from "../access/viewer.js";
import { LIMITS } from "../limits.js";
import { BoundedLimiter } from "./bounded-limiter.js";
import { clientAddress, clientHost, compileTrust, networkOf, type TrustProxy } from "./client-address.js";
import { InFlight } from "./in-flight.js";
import type { TrafficOptions } from "./options.js";

/** The id of everyone on a server that asks for no token. */
const OPEN: Viewer["id"] = "open";

/** Says who shows an authorisation. It is not asked where too many wrong tokens came from the same address. */
export type Ask = () => Promise<Admission | AccessRefusal>;

/** Why a client has to wait. */
export interface Refusal {
  readonly code: "RATE_LIMITED";
  readonly message: string;
  /** Time to wait [s]. */
  readonly retryAfter: number;
  /** How often the limit was reached in its window. */
  readonly times: number;
}

const WINDOW_SECONDS = 60;

/** Wrong tokens a minute per address; further ones are not even looked at. */
const WRONG_TOKENS = 30;

/**
 * What clients of one server do, counted in this process. Servers beside it count for themselves.
 */
export class Traffic {
  readonly trust: TrustProxy;
  /** Operations being executed, per network (see `networkOf`). */
  readonly operations = new InFlight(LIMITS.operationsPerAddress);
  /** Open WebSockets, per network. */
  readonly sockets = new InFlight(LIMITS.socketsPerAddress);
  /** Open connections, per network. */
  readonly connections = new InFlight(LIMITS.connectionsPerAddress);
  readonly #requests: BoundedLimiter | undefined;
  readonly #wrongTokens: BoundedLimiter | undefined;

  constructor(readonly options: TrafficOptions) {
    this.trust = compileTrust(this.options.trustProxy);
    const { rateLimit } = this.options;
    if (rateLimit === "off") return;
    this.#requests = new BoundedLimiter(rateLimit, WINDOW_SECONDS);
    this.#wrongTokens = new BoundedLimiter(Math.min(WRONG_TOKENS, rateLimit), WINDOW_SECONDS);
  }

  /** The client's network, by which clients without a token are counted. */
  networkOf(request: IncomingMessage): string {
    return networkOf(clientAddress(request, this.trust));
  }

  /** What tells clients apart: the viewer, or the network where nobody says who they are. */
  clientOf(network: string, viewer: Viewer | undefined): string {
    return viewer === undefined || viewer.id === OPEN ? `address:${network}` : `id:${viewer.id}`;
  }

  /** The host by which the client called this server. */
  hostOf(request: IncomingMessage): string | undefined {
    return clientHost(request, this.trust);
  }

  /**
   * Counts a request. A wrong token counts against its network, and once there were too many, tokens from there are not
   * looked at until the minute is over.
   *
   * @returns why it is refused; or the key under which the client is counted, to be given to `again`
   */
  async admit(
    network: string,
    authorization: unknown,
    ask: Ask,
  ): Promise<Refusal | { readonly key: string }> {
    const viewer = authorization === undefined ? undefined : await this.#viewer(network, ask);
    if (viewer !== undefined && "code" in viewer) return viewer;
    const key = this.clientOf(network, viewer);
    return (await this.again(key)) ?? { key };
  }

  /** Counts one more request or message of a client. Returns why it is refused, or undefined. */
  async again(key: string): Promise<Refusal | undefined> {
    const over = await this.#requests?.count(key);
    return over && tooManyRequests(this.#requests?.most ?? 0, over.wait, over.times);
  }

  /** Who sent a token; undefined for one that does not count, or why it is not looked at. */
  async #viewer(network: string, ask: Ask): Promise<Viewer | Refusal | undefined> {
    const wait = await this.#wrongTokens?.waitOf(network);
    if (wait !== undefined) return tooManyTokens(wait);
    const answer = await ask();
    if (!isAccessRefusal(answer)) return answer.viewer;
    // Several may have been asked about before the first was counted.
    const over = answer.status === 401 ? await this.#wrongTokens?.count(network) : undefined;
    return over && tooManyTokens(over.wait);
  }
}

/** Whether `admit` refused. */
export const isRefusal = (admitted: Refusal | { readonly key: string }): admitted is Refusal =>
  "code" in admitted;

const tooManyRequests = (most: number, retryAfter: number, times: number): Refusal => ({
  code: "RATE_LIMITED",
  message:
    `too many requests: at most ${most} a minute per token or, without one, per address; ` +
    `try again in ${retryAfter} s`,
  retryAfter,
  times,
});

const tooManyTokens = (retryAfter: number): Refusal => ({
  code: "RATE_LIMITED",
  message: `too many wrong tokens came from this address; try again in ${retryAfter} s`,
  retryAfter,
  times: 1,
});

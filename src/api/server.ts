import { createServer, type RequestListener, type Server, type ServerOptions as Timeouts } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { defined } from "../base/defined.js";
import { InvalidInput, Unavailable } from "../base/errors.js";
import type { HarmonicService } from "../service/service.js";
import { Access } from "./access/access.js";
import type { OidcSettings } from "./access/oidc.js";
import { createApp } from "./http/app.js";
import { hostGuard } from "./http/auth.js";
import { type ConnectionErrors, watchConnections } from "./http/connection-errors.js";
import { serveSockets } from "./http/websocket.js";
import { observe } from "./observe/observe.js";
import type { RequestScope } from "./observe/request-scope.js";
import type { Tracing } from "./observe/tracing/tracing.js";
import { presenter, rulesOf } from "./operations/answerer-parts.js";
import { Jobs } from "./operations/jobs.js";
import { LocalAnswerer } from "./operations/local-answerer.js";
import type { OperationPool } from "./operations/pool.js";
import { Router } from "./operations/router.js";
import { createSchema } from "./schema.js";
import { limitConnections } from "./traffic/limit-connections.js";
import { openOperations } from "./traffic/operations/open.js";
import { type TrafficOptions, trafficOptions } from "./traffic/options.js";
import { Traffic } from "./traffic/traffic.js";

export interface ServerOptions {
  readonly service: HarmonicService;
  /** Address to listen on. */
  readonly host: string;
  /** TCP port; 0 takes any free one. */
  readonly port: number;
  /** A bearer token of role `admin`; without it, tokens are those of the archive. */
  readonly apiToken?: string;
  /** An identity provider whose tokens are accepted, too. */
  readonly oidc?: OidcSettings;
  readonly logger: Logger;
  /** Threads that execute operations; without them, this thread executes all. The caller closes them. */
  readonly pool?: OperationPool;
  /** The requests that the log knows; a new one unless given. */
  readonly scope?: RequestScope;
  /** Traces requests; absent where nobody wants traces. */
  readonly tracing?: Tracing;
  /** Settles once a new archive is filled, for which requests wait; absent where it is. */
  readonly filled?: Promise<unknown>;
  /** How traffic is treated; see `trafficOptions` for what is not given. */
  readonly traffic?: Partial<TrafficOptions>;
}

export interface RunningServer {
  /** Where GraphQL is served, e.g. `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /**
   * Fails `/ready`, refuses new connections and requests, completes subscriptions, gives open requests 3 s to finish,
   * and then closes every connection. The service stays open. Calls after the first one wait for the same end.
   */
  close(): Promise<void>;
}

/** Time that requests have to finish once the server closes [ms]. */
const CLOSE_TIMEOUT_MS = 3_000;
/** Time after which a connection is closed whose last request has been answered meanwhile [ms]. */
const CLOSE_IDLE_MS = 50;

/** Times for the head and the whole of a request, and how often they are checked [ms], so that none holds a socket. */
const TIMEOUTS: Timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/** Connections at the same time; further ones are closed at once. */
const MOST_CONNECTIONS = 2_000;

/**
 * Serves GraphQL over HTTP and WebSocket, and the API explorer.
 *
 * @throws InvalidInput on `API_TOKEN` if other machines could reach a server to which nobody could sign in, on `HOST`
 *   if this machine does not have the address, and on `OPERATIONS` if the manifest cannot be used
 * @throws Unavailable if the port is taken, or needs rights that this process does not have
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, apiToken, oidc, logger } = options;
  const schema = createSchema();
  const traffic = new Traffic(trafficOptions(options.traffic ?? {}));
  const operations = await openOperations(schema, traffic.options);
  const access = await Access.open({ service: options.service, host, ...defined({ apiToken, oidc }) });
  const service = access.noticing(options.service);
  const jobs = new Jobs();
  const server = createServer(TIMEOUTS);
  const { observer, metrics, readiness, queue, scope } = observe(server, schema, options);
  const optional = defined({ tracing: options.tracing, operations });
  const answering = { schema, service, logger, jobs, scope, traffic: traffic.options, ...optional };
  const local = await LocalAnswerer.start(answering);
  const errors = watchConnections(logger, () => metrics.connectionFailed());
  const shared = {
    schema,
    router: new Router(local, jobs, options.pool),
    logger,
    access,
    isOurHost: hostGuard(host, () => access.isOpen),
    errors,
    observer,
    metrics,
    readiness,
    queue,
    traffic,
    rules: rulesOf(answering),
    present: presenter(answering),
  };
  server.on("request", confined(observer.http(createApp(shared)), errors));
  server.maxConnections = MOST_CONNECTIONS;
  limitConnections(server, traffic, () => observer.refused("TOO_MANY_CONNECTIONS"));
  const sockets = serveSockets(server, shared);
  await listen(server, host, port).catch(async (error: unknown) => {
    await local.stop();
    errors.stop();
    access.stop();
    metrics.stop();
    throw error;
  });
  const shutDown = async () => {
    readiness.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    access.stop();
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
    await sockets.close();
    await closed;
    jobs.cancelAll();
    clearTimeout(timer);
    clearInterval(idle);
    await local.stop();
    errors.stop();
    metrics.stop();
  };
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(server, host),
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

const confined =
  (app: RequestListener, errors: ConnectionErrors): RequestListener =>
  (request, response) =>
    errors.run(request.socket, () => app(request, response));

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new Unavailable(
        `port ${port} on ${host} is taken: stop the program that uses it, or set PORT to another port`,
      );
    case "EACCES":
      return new Unavailable(
        `port ${port} needs rights that this process does not have: set PORT above 1023`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new InvalidInput("HOST", `HOST must be an address of this machine, not ${host}`);
    default:
      return error;
  }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const name = bare === "0.0.0.0" || bare === "::" ? "localhost" : bare.includes(":") ? `[${bare}]` : bare;
  return `http://${name}:${port}/graphql`;
}

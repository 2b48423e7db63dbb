import { pino } from "pino";
import { expect } from "vitest";
import type { OidcSettings } from "../../src/api/access/oidc.js";
import type { OperationPool } from "../../src/api/operations/pool.js";
import { type RunningServer, startServer } from "../../src/api/server.js";
import type { TrafficOptions } from "../../src/api/traffic/options.js";
import { defined } from "../../src/base/defined.js";
import type { Archive } from "../../src/records/archive.js";
import type { NetworkExporter } from "../../src/service/export/exporter.js";
import type { HarmonicService } from "../../src/service/service.js";
import { scoredToyTable, TOY_SPACE, testService, toyTable } from "../support/service.js";

export interface GraphQLAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface TestApi {
  readonly server: RunningServer;
  readonly archive: Archive;
  readonly service: HarmonicService;
  /** Lines of the log, each a JSON document. */
  readonly log: readonly string[];
  /** Sends a query. `headers` are added to the content type. */
  ask(query: string, variables?: unknown, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** Sends a query that has no errors, and returns its data. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are JSON, and what is expected of them is the test
  data(query: string, variables?: unknown): Promise<any>;
  /** Sends any text as the body of a request. */
  send(body: string, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  close(): Promise<void>;
}

/** Starts the real server on a free port, with the real service and an archive in memory. */
export async function startApi(
  options: {
    readonly apiToken?: string;
    readonly exporter?: NetworkExporter;
    readonly oidc?: OidcSettings;
    /** The archive to serve; one in memory if left out. */
    readonly archive?: Archive;
    /** Time of the service [ms since 1970]; counted if left out. */
    readonly clock?: () => number;
    readonly pool?: OperationPool;
    readonly filled?: Promise<void>;
    readonly change?: (service: HarmonicService) => HarmonicService;
    readonly traffic?: Partial<TrafficOptions>;
  } = {},
): Promise<TestApi> {
  const { service, archive } = await testService(options.archive, undefined, options.exporter, options.clock);
  const log: string[] = [];
  const logger = pino({ level: "info" }, { write: (line: string) => void log.push(line) });
  const server = await startServer({
    service: options.change?.(service) ?? service,
    host: "127.0.0.1",
    port: 0,
    logger,
    ...defined({
      apiToken: options.apiToken,
      oidc: options.oidc,
      pool: options.pool,
      filled: options.filled,
      traffic: options.traffic,
    }),
  });
  const send: TestApi["send"] = async (body, headers = {}) => {
    const response = await fetch(server.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    const answer = (await response.json()) as Partial<GraphQLAnswer>;
    return { status: response.status, data: answer.data, errors: answer.errors ?? [] };
  };
  const ask: TestApi["ask"] = (query, variables, headers) =>
    send(JSON.stringify({ query, variables }), headers);
  return {
    server,
    archive,
    service,
    log,
    send,
    ask,
    async data(query, variables) {
      const answer = await ask(query, variables);
      expect(answer.errors).toEqual([]);
      return answer.data;
    },
    async close() {
      await server.close();
      await service.close();
    },
  };
}

/** Registers the toy space and imports its tables: task `toy-task`, device `toy-device`, 24 measured networks. */
export async function fillToy(service: HarmonicService): Promise<void> {
  await service.registerSearchSpace(TOY_SPACE);
  await service.importSamples({ name: "toy-table", space: "toy", source: toyTable() });
  await service.importSamples({ name: "scored-table", space: "toy", source: scoredToyTable() });
}

/** Everything in the archive that a request could change, as text for comparison. */
export async function contentsOf(archive: Archive): Promise<string> {
  const kinds = ["space", "task", "device", "profile", "sampleTable"] as const;
  const records = await Promise.all(kinds.map((kind) => archive.list(kind)));
  const [counts, predictors, runs] = await Promise.all([
    archive.counts(),
    archive.listPredictors({}),
    archive.listRuns({ limit: 1_000 }),
  ]);
  const spaces = records[0].map((space) => ("id" in space ? space.id : ""));
  const known = await Promise.all(["toy", ...spaces].map((id) => archive.architectures(id as never, 0)));
  const measured = await Promise.all(known.flat().map(({ id }) => archive.measurementsOf(id)));
  return JSON.stringify({ records, counts, predictors, runs, known, measured });
}

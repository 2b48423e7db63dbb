import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RequestScope } from "../../../src/api/observe/request-scope.js";
import { LocalAnswerer } from "../../../src/api/operations/local-answerer.js";
import { createSchema } from "../../../src/api/schema.js";
import { trafficOptions } from "../../../src/api/traffic/options.js";
import { NeedsTime } from "../../../src/projections/networks/needs-time.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";

const QUERY = '{ a: paretoFront(task: "t", device: "d") { totalCount } __typename }';
const VIEWER = { role: "admin", name: "test", id: "open" } as const;

describe("an answerer that leaves long computations to others", () => {
  const log: string[] = [];
  let answerer: LocalAnswerer;
  let service: HarmonicService;
  const { signal } = new AbortController();
  beforeAll(async () => {
    ({ service } = await testService());
    const deferring: HarmonicService = {
      ...service,
      paretoFront: async () => {
        throw new NeedsTime("a search");
      },
    };
    const logger = pino({ level: "info" }, { write: (line: string) => void log.push(line) });
    const parts = {
      schema: createSchema(),
      service: deferring,
      logger,
      scope: new RequestScope(),
      traffic: trafficOptions({}),
    };
    answerer = await LocalAnswerer.start(parts);
  });
  afterAll(async () => {
    await answerer.stop();
    await service.close();
  });

  test("says over HTTP that an operation needs time, and logs nothing", async () => {
    const headers = { "content-type": "application/json" };
    const operation = { viewer: VIEWER, method: "POST", headers, search: "", body: { query: QUERY } };
    await expect(answerer.http(operation, signal)).rejects.toBeInstanceOf(NeedsTime);
    expect(log).toEqual([]);
  });

  test("says so over a WebSocket", async () => {
    const operation = { viewer: VIEWER, query: QUERY, variables: null, operationName: null };
    await expect(answerer.execute(operation, signal)).rejects.toBeInstanceOf(NeedsTime);
    expect(log).toEqual([]);
  });
});

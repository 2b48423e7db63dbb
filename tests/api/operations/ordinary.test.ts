import { ApolloServer } from "@apollo/server";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { RequestScope } from "../../../src/api/observe/request-scope.js";
import { LocalAnswerer } from "../../../src/api/operations/local-answerer.js";
import { createSchema } from "../../../src/api/schema.js";
import { trafficOptions } from "../../../src/api/traffic/options.js";
import { NotFound } from "../../../src/base/errors.js";
import { NeedsTime } from "../../../src/projections/networks/needs-time.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";

const ADMIN = { role: "admin", name: "test", id: "open" } as const;
const READER = { role: "read", name: "reader", id: "token:1" } as const;
const JSON_TYPE = { "content-type": "application/json" };
/** What Apollo Server answers in the same type, but no ordinary client asks for. */
const LEFT_TO_APOLLO = { ...JSON_TYPE, accept: "application/json, text/plain;q=0.1" };

const RUNS =
  "query Runs($first: Int) { searchRuns(first: $first) { nodes { key } } tasks { key } __typename }";
const TASK =
  "mutation T($input: RegisterTaskInput!) { registerTask(input: $input) { __typename ... on Problem { message } } }";

/** Bodies whose answers may not differ: valid ones, and mistakes of every kind that a client can make. */
const BODIES: readonly (readonly [name: string, body: unknown])[] = [
  ["__typename", { query: "{ __typename }" }],
  ["a query with variables", { query: RUNS, variables: { first: 2 }, operationName: "Runs" }],
  ["variables that are null", { query: RUNS, variables: null, operationName: null }],
  ["a variable of a wrong type", { query: RUNS, variables: { first: "two" } }],
  ["a variable that is missing", { query: TASK, variables: {} }],
  ["variables that are a list", { query: RUNS, variables: [1] }],
  ["variables that are a text", { query: RUNS, variables: "{}" }],
  ["an operation that is not there", { query: RUNS, operationName: "Other" }],
  ["an operation without a name", { query: RUNS, operationName: "" }],
  ["a name that is a number", { query: RUNS, operationName: 3 }],
  ["two operations and no name", { query: "query A { __typename } query B { __typename }" }],
  [
    "two operations and a name",
    { query: "query A { __typename } query B { b: __typename }", operationName: "B" },
  ],
  ["a field that is not there", { query: "{ nothing }" }],
  ["no selection", { query: "{ tasks }" }],
  ["broken text", { query: "{ tasks {" }],
  ["an empty query", { query: "" }],
  ["no query", { variables: {} }],
  ["an empty body", {}],
  ["a list", [{ query: "{ __typename }" }]],
  [
    "extensions",
    { query: "{ __typename }", extensions: { persistedQuery: { version: 1, sha256Hash: "a" } } },
  ],
  ["a subscription", { query: 'subscription { searchProgress(id: "a") { __typename } }' }],
  ["an expected failure", { query: '{ task(id: "missing") { key } }' }],
  ["a bug", { query: "{ spaces: searchSpaces { key } __typename }" }],
  ["a resolver's own refusal", { query: '{ searchRun(id: "missing") { key } a: __typename }' }],
  ["introspection", { query: "{ __schema { queryType { name } } }" }],
  ["aliases and fragments", { query: "{ ...F } fragment F on Query { a: __typename b: __typename }" }],
  ["a change that is a problem", { query: TASK, variables: { input: { id: "?", space: "none" } } }],
];

describe("an ordinary operation over HTTP", () => {
  let answerer: LocalAnswerer;
  let service: HarmonicService;
  const apollo = vi.spyOn(ApolloServer.prototype, "executeHTTPGraphQLRequest");
  const ask = async (
    body: unknown,
    headers: Record<string, string>,
    viewer: typeof ADMIN | typeof READER = ADMIN,
  ) => {
    const operation = {
      viewer,
      method: "POST",
      headers: { ...headers, "x-request-id": "r" },
      search: "",
      body,
    };
    const answer = await answerer.http(operation, new AbortController().signal);
    const text = String(answer.body).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ERROR-ID");
    return { ...answer, body: text };
  };
  beforeAll(async () => {
    ({ service } = await testService());
    const parts = {
      schema: createSchema(),
      service: {
        ...service,
        searchSpaces: async () => {
          throw new TypeError("a bug");
        },
        searchRun: async () => {
          throw new NotFound("search run", "missing", "id");
        },
        paretoFront: async () => {
          throw new NeedsTime("a search");
        },
      } as HarmonicService,
      logger: pino({ level: "silent" }),
      scope: new RequestScope(),
      traffic: trafficOptions({}),
    };
    answerer = await LocalAnswerer.start(parts);
  });
  afterEach(() => apollo.mockClear());
  afterAll(async () => {
    apollo.mockRestore();
    await answerer.stop();
    await service.close();
  });

  test.each(BODIES)("is answered as Apollo Server answers it: %s", async (_, body) => {
    const expected = await ask(body, LEFT_TO_APOLLO);
    expect(apollo).toHaveBeenCalledTimes(1);
    expect(await ask(body, JSON_TYPE)).toEqual(expected);
  });

  test("does not pass through Apollo Server, whatever its type's letters and spaces", async () => {
    for (const type of ["application/json", "Application/JSON", 'application/json; charset="utf-8"'])
      for (const accept of [undefined, "*/*", "application/json"]) {
        const headers = { "content-type": type, ...(accept === undefined ? {} : { accept }) };
        const answer = await ask({ query: RUNS }, headers);
        expect(answer.status).toBe(200);
      }
    expect(apollo).not.toHaveBeenCalled();
  });

  test("is left to Apollo Server where the client asks for another type, or may be a page's form", async () => {
    const modern = await ask({ query: RUNS }, { ...JSON_TYPE, accept: "application/graphql-response+json" });
    expect(modern.headers["content-type"]).toBe("application/graphql-response+json; charset=utf-8");
    const form = await ask({ query: RUNS }, { "content-type": "text/plain" });
    expect(form.status).toBe(400);
    expect(apollo).toHaveBeenCalledTimes(2);
  });

  test("is refused with 403 where the viewer's role is too low", async () => {
    const body = { query: TASK, variables: { input: { id: "t", space: "none" } } };
    const expected = await ask(body, LEFT_TO_APOLLO, READER);
    expect(expected.status).toBe(403);
    expect(await ask(body, JSON_TYPE, READER)).toEqual(expected);
  });

  test("moves on to another answerer where it needs time", async () => {
    const body = { query: '{ paretoFront(task: "t", device: "d") { totalCount } }' };
    await expect(ask(body, JSON_TYPE)).rejects.toBeInstanceOf(NeedsTime);
    expect(apollo).not.toHaveBeenCalled();
  });

  test.each([JSON_TYPE, LEFT_TO_APOLLO])("sees what an earlier field has changed (%j)", async (headers) => {
    const id = headers === JSON_TYPE ? "ordinary" : "apollo";
    const register = `registerTask(input: { id: "${id}", space: "nas-bench-201" }) {
      ... on RegisterTaskSuccess { task { measured } } }`;
    const edges = ["0_1", "0_2", "1_2", "0_3", "1_3", "2_3"].map((edge) => `edge_${edge}: "none"`).join(" ");
    const submit = `submitMeasurements(input: {
      task: "${id}", measurements: [{ architecture: { ${edges} }, accuracy: 0.1 }] }) { __typename }`;
    const query = `mutation { before: ${register} ${submit} after: ${register} }`;
    const { data } = JSON.parse((await ask({ query }, headers)).body);
    expect(data).toMatchObject({ before: { task: { measured: 0 } }, after: { task: { measured: 1 } } });
  });

  test("too large an answer is replaced by the refusal, with status 400", async () => {
    const many = Array.from({ length: 400 }, (_, i) => `a${i}: searchSpaces { key }`).join(" ");
    const expected = await ask({ query: `{ ${many} }` }, LEFT_TO_APOLLO);
    expect(await ask({ query: `{ ${many} }` }, JSON_TYPE)).toEqual(expected);
  });
});

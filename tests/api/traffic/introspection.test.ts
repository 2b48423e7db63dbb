import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";
import { openSocket, type TestSocket } from "./socket.js";

let api: TestApi;
let socket: TestSocket;
beforeAll(async () => {
  api = await startApi({ traffic: { introspection: false } });
  socket = await openSocket(api);
});
afterAll(async () => {
  socket.close();
  await api.close();
});

let ids = 0;
const both = async (query: string, variables: Record<string, unknown> = {}) => [
  await api.ask(query, variables),
  await socket.ask({ query, variables }, String(++ids)),
];

describe("introspection, switched off", () => {
  it.each([
    getIntrospectionQuery(),
    "{ __schema { types { name } } }",
    '{ a: __type(name: "Query") { name } tasks { key } }',
    "{ ...F } fragment F on Query { ... on Query { __schema { queryType { name } } } }",
    "query A { __typename } query B { __schema { description } }",
    "mutation { __typename __schema { description } }",
  ])("is refused over HTTP and WebSocket: %s", async (query) => {
    for (const { errors, data } of await both(query)) {
      expect(errors[0].extensions.code).toBe("INTROSPECTION_DISABLED");
      expect(data ?? null).toBeNull();
    }
  });

  it("leaves __typename", async () => {
    for (const { errors, data } of await both("{ __typename tasks { __typename } }")) {
      expect(errors).toEqual([]);
      expect(data).toEqual({ __typename: "Query", tasks: [] });
    }
  });

  const WRONG: readonly { readonly query: string; readonly variables?: Record<string, unknown> }[] = [
    { query: "{ taskz { key } }" },
    { query: "{ tasks { ky } }" },
    { query: "{ tasks }" },
    { query: '{ task(ids: "a") { key } }' },
    { query: '{ node(id: "a") { kee } }' },
    { query: "{ tasks { ... on Taks { key } } }" },
    { query: "{ predictors(metric: LATENC) { key } }" },
    { query: "query Q($m: Metrik) { predictors(metric: $m) { key } }" },
    { query: "query Q($m: Metric) { predictors(metric: $m) { key } }", variables: { m: "LATENC" } },
    { query: 'mutation { startSearch(input: { tusk: "a" }) { __typename } }' },
    {
      query: "mutation M($i: StartSearchInput!) { startSearch(input: $i) { __typename } }",
      variables: { i: { tusk: 1 } },
    },
  ];

  it.each(WRONG)("no error suggests names: $query", async ({ query, variables }) => {
    for (const { errors } of await both(query, variables)) {
      expect(errors.length).toBeGreaterThan(0);
      for (const { message } of errors) {
        expect(message).not.toMatch(/did you mean/i);
        expect(message).not.toBe("");
      }
    }
  });
});

describe("introspection, as it is by default", () => {
  it("is answered, and errors suggest names", async () => {
    const open = await startApi();
    expect((await open.ask("{ __schema { queryType { name } } }")).data).toEqual({
      __schema: { queryType: { name: "Query" } },
    });
    expect((await open.ask("{ taskz { key } }")).errors[0].message).toContain("Did you mean");
    await open.close();
  });
});

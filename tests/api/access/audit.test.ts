import { afterEach, beforeEach, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";

let api: TestApi;

beforeEach(async () => {
  api = await startApi({ apiToken: "the-secret" });
});
afterEach(() => api.close());

const ask = (query: string, variables?: unknown) =>
  api.ask(query, variables, { authorization: "Bearer the-secret" });

interface Trail {
  readonly nodes: readonly {
    readonly operation: string;
    readonly subject: string;
    readonly viewer: string;
  }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const TRAIL = `query ($first: Int, $after: String) { auditTrail(first: $first, after: $after) {
  edges { cursor node { id } } nodes { at viewer name operation subject outcome requestId }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

it("who changed what is told in pages, newest first", async () => {
  for (let i = 0; i < 5; i++) {
    await ask(`mutation { registerDevice(input: { id: "d${i}" }) { __typename } }`);
  }
  const subjects: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 3; page++) {
    const { data } = await ask(TRAIL, { first: 2, after });
    const { nodes, pageInfo } = (data as { auditTrail: Trail }).auditTrail;
    expect(pageInfo.hasNextPage).toBe(page < 2);
    for (const node of nodes) {
      expect(node).toMatchObject({ viewer: "api-token", operation: "registerDevice", outcome: "DONE" });
    }
    subjects.push(...nodes.map(({ subject }) => subject));
    after = pageInfo.endCursor;
  }
  expect(subjects).toEqual(["d4", "d3", "d2", "d1", "d0"]);
  expect(JSON.stringify(await api.service.auditTrail({ limit: 9 }))).not.toContain("the-secret");
});

it.each([
  [{ first: -1 }, "first"],
  [{ first: 1_001 }, "first"],
  [{ after: "nonsense" }, "after"],
])("a page of %j is refused on %s", async (variables, field) => {
  const { errors } = await ask(TRAIL, variables);
  expect(errors[0].extensions).toMatchObject({ code: "INVALID_INPUT", field });
});

it("an open server records changes of nobody in particular", async () => {
  const open = await startApi();
  await open.ask('mutation { registerDevice(input: { id: "d" }) { __typename } }');
  expect(await open.service.auditTrail({ limit: 9 })).toMatchObject([{ viewer: "open", subject: "d" }]);
  await open.close();
});

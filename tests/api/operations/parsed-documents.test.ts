import { print } from "graphql";
import { describe, expect, test } from "vitest";
import { guardQuery } from "../../../src/api/operations/guard.js";
import { ParsedDocuments } from "../../../src/api/operations/parsed-documents.js";
import { createSchema } from "../../../src/api/schema.js";
import { introspectionLists } from "../../../src/api/work.js";

describe("parsed documents", () => {
  test("are parsed once while they are kept", () => {
    const documents = new ParsedDocuments();
    const first = documents.of("{ tasks { key } }");
    expect(documents.of("{ tasks { key } }")).toBe(first);
    expect(print(first)).toMatch(/tasks/);
    expect(() => documents.of("{")).toThrow(/Syntax Error/);
    expect(documents.size).toBe(1);
  });

  test("are bounded in number and length, the latest kept", () => {
    const documents = new ParsedDocuments();
    const first = documents.of("{ a }");
    for (let i = 0; i < 1_000; i++) {
      documents.of(`{ a${i} }`);
      expect(documents.of("{ a }")).toBe(first);
    }
    expect(documents.size).toBe(500);
    const long = `{ ${"a ".repeat(3_000)} }`;
    const once = documents.of(long);
    expect(documents.of(long) === once).toBe(false);
    expect(documents.size).toBe(500);
  });

  test("are assessed with the variables of each request", () => {
    const schema = createSchema();
    const query = "query Q($n: Int) { architectures(first: $n) { nodes { measurements { key accuracy } } } }";
    const small = guardQuery(schema, query, { n: 1 });
    const large = guardQuery(schema, query, { n: 1_000 });
    expect(small.kind).toBe("parsed");
    const costs = [small, large].map((guarded) => (guarded.kind === "parsed" ? guarded.cost : Number.NaN));
    expect(costs[1]).toBeGreaterThan(100 * costs[0]);
    const many = "query Q($a: [JSON!]!) { predict(task: 1, architectures: $a) { __typename } }";
    expect(guardQuery(schema, many, { a: [{}] }).kind).toBe("parsed");
    const aliases = Array.from(
      { length: 20 },
      (_, i) => `p${i}: predict(task: 1, architectures: $a) { __typename }`,
    );
    const request = `query Q($a: [JSON!]!) { ${aliases.join(" ")} }`;
    expect(guardQuery(schema, request, { a: [{}] }).kind).toBe("parsed");
    expect(guardQuery(schema, request, { a: Array(1_000).fill({}) }).kind).toBe("refused");
  });
});

test("the lists of introspection are counted once for a schema", () => {
  const schema = createSchema();
  expect(introspectionLists(schema)).toBe(introspectionLists(schema));
});

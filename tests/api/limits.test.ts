import { getIntrospectionQuery, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { assessDocument, LIMITS } from "../../src/api/limits.js";
import { guardQuery } from "../../src/api/operations/guard.js";
import { createSchema } from "../../src/api/schema.js";

const schema = createSchema();
const limitOf = (query: string, variables?: Record<string, unknown>) =>
  assessDocument(schema, parse(query), variables).error?.extensions.limit;

const nested = (depth: number) =>
  `{ tasks { ${"space { tasks { ".repeat(depth)} key ${"} } ".repeat(depth)} } }`;

describe("the limits of a query", () => {
  it("allow introspection and ordinary queries", () => {
    expect(limitOf(getIntrospectionQuery())).toBeUndefined();
    expect(
      limitOf(`{ paretoFront(task: "a", device: "b", first: 1000) { edges { cursor node { feasibility
        architecture { key genes macs } accuracy { value lower upper source predictor { key } } } } } }`),
    ).toBeUndefined();
  });

  it("bound the depth", () => {
    expect(limitOf(nested(6))).not.toBe("depth");
    expect(limitOf(nested(7))).toBe("depth");
  });

  it("bound the number of fields and of aliases", () => {
    expect(limitOf(`{ ${"tasks { key } ".repeat(LIMITS.fields)} }`)).toBe("fields");
    expect(limitOf(`{ ${"... { __typename } ".repeat(LIMITS.fields)} }`)).toBe("fields");
    const aliases = Array.from({ length: LIMITS.aliases + 1 }, (_, i) => `a${i}: tasks { key }`);
    expect(limitOf(`{ ${aliases.join(" ")} }`)).toBe("aliases");
    expect(limitOf(`{ ${aliases.slice(1).join(" ")} }`)).toBeUndefined();
  });

  it("bound the number of values, which is multiplied by the page size", () => {
    const runs = (first: string) =>
      `query Q($n: Int) { searchRuns(first: ${first}) { nodes { progress { points {
        architecture { measurements { key origin repeats } } } } } } }`;
    expect(limitOf(runs("100"))).toBeUndefined();
    expect(limitOf(runs("1000"))).toBe("complexity");
    expect(limitOf(runs("$n"), { n: 1_000 })).toBe("complexity");
    expect(limitOf(runs("$n"), { n: 1 })).toBeUndefined();
  });

  it("weigh what is computed for a device's page, and allow one page but not all of them", () => {
    const page =
      "known { tasks { key } } findings { kind evidence { measured } } notes next { notes } similar { ratio }";
    expect(
      limitOf(`{ device(id: "a") { ${page} } task(id: "b") { findings { kind } notes } }`),
    ).toBeUndefined();
    const three = ["a", "b", "c"].map((id) => `${id}: device(id: "${id}") { findings { kind } }`);
    expect(
      limitOf(`{ devices { key known { tasks { key } } similar { ratio } } ${three[0]} }`),
    ).toBeUndefined();
    expect(limitOf(`{ ${three.join(" ")} }`)).toBeUndefined();
    expect(limitOf("{ devices { key findings { kind } } }")).toBe("complexity");
    expect(limitOf(`{ devices { ${page} } }`)).toBe("complexity");
    const aliases = Array.from({ length: 30 }, (_, i) => `d${i}: device(id: "d${i}") { notes }`);
    expect(limitOf(`{ ${aliases.join(" ")} }`)).toBe("complexity");
  });

  it("count a fragment each time it is used, without expanding it", () => {
    const fragments = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { tasks { key } }`;
    expect(limitOf(query)).toBe("complexity");
  });

  it("cope with fragments within themselves and fragments that do not exist", () => {
    expect(limitOf("{ ...A } fragment A on Query { ...A tasks { key } }")).toBeUndefined();
    expect(limitOf("{ ...Missing nothing { like { this } } }")).toBeUndefined();
  });

  it("refuse numbers that are too large for a double", () => {
    expect(
      limitOf(`{ paretoFront(task: "a", device: "b", constraints: { maxLatency: 1e400 }) { version } }`),
    ).toBe("numbers");
  });
});

describe("reading a query", () => {
  it("refuses too many tokens and too deep nesting as syntax errors", () => {
    const long = guardQuery(schema, `{ ${"a ".repeat(LIMITS.tokens)} }`, undefined);
    const wide = guardQuery(schema, `{ a(b: "${"x".repeat(LIMITS.queryCharacters)}") }`, undefined);
    expect(wide.kind === "refused" && wide.error.extensions).toMatchObject({ limit: "queryCharacters" });
    const deep = guardQuery(schema, `{ a(b: ${"[".repeat(15_000)}) }`, undefined);
    for (const guarded of [long, deep]) {
      expect(guarded.kind === "refused" && guarded.error.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
    }
  });
});

describe("the work of a request", () => {
  const aliased = (count: number, field: string) =>
    Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(" ");
  const networks = Array.from({ length: 1_000 }, () => ({ depth: 1, width: 16 }));
  const PREDICT = 'predict(task: "t", device: "d", architectures: $a) { __typename }';
  const REGISTER = "registerSearchSpace(input: { space: $s }) { __typename }";
  const IMPORT = 'importSamples(input: { name: "n", space: "s", csv: $c }) { __typename }';
  const FRONT = 'paretoFront(task: "t", device: "d") { totalCount }';

  it("counts the networks that are predicted, times the aliases", () => {
    const query = (count: number) => `query Q($a: [JSON!]!) { ${aliased(count, PREDICT)} }`;
    expect(limitOf(query(1), { a: networks })).toBeUndefined();
    expect(limitOf(query(20), { a: networks })).toBe("complexity");
    expect(limitOf(query(20), { a: networks.slice(0, 50) })).toBeUndefined();
  });

  it("counts the values of an argument wherever it is used", () => {
    const genes = Array.from({ length: 300 }, (_, g) => ({
      name: `g${g}`,
      choices: [0, 1],
      activeWhen: Array.from({ length: 100 }, (_, c) => ({ gene: `g${c}`, atLeast: 1 })),
    }));
    const query = (count: number) => `mutation M($s: JSON!) { ${aliased(count, REGISTER)} }`;
    expect(limitOf(query(1), { s: { id: "s", genes } })).toBeUndefined();
    expect(limitOf(query(10), { s: { id: "s", genes } })).toBe("complexity");
    const table = "0,1\n".repeat(4_000_000);
    const imports = (count: number) => `mutation M($c: String!) { ${aliased(count, IMPORT)} }`;
    expect(limitOf(imports(1), { c: table })).toBeUndefined();
    expect(limitOf(imports(10), { c: table })).toBe("complexity");
  });

  it("counts fronts, suggestions, searches and trainings", () => {
    expect(limitOf(`{ ${aliased(8, FRONT)} }`)).toBeUndefined();
    expect(limitOf(`{ ${aliased(25, FRONT)} }`)).toBe("complexity");
    const suggest = 'suggestMeasurements(task: "t", device: "d", count: 1000) { space { definition } }';
    expect(limitOf(`{ ${aliased(1, suggest)} }`)).toBeUndefined();
    expect(limitOf(`{ ${aliased(50, suggest)} }`)).toBe("complexity");
    const train = 'retrainPredictor(input: { task: "t", metric: ACCURACY }) { __typename }';
    expect(limitOf(`mutation { ${aliased(20, train)} }`)).toBe("complexity");
  });

  it("counts introspection, and aliases of __typename", () => {
    expect(
      limitOf(
        `{ ${aliased(40, "__schema { types { fields { type { fields { type { fields { name } } } } } } }")} }`,
      ),
    ).toBe("complexity");
    expect(limitOf(`{ tasks { ${aliased(20, "__typename")} } }`)).toBe("aliases");
  });
});

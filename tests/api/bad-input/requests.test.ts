import { describe, expect, it } from "vitest";
import { globalId } from "../../../src/api/input/ids.js";
import { LIMITS } from "../../../src/api/limits.js";
import { contentsOf } from "../harness.js";
import { api, before, expectError, expectProblem, PROBLEM, serveToy } from "./refused.js";

serveToy();

describe("a search is refused", () => {
  const good = {
    task: "toy-task",
    devices: ["toy-device"],
    budget: 5,
    evaluator: "TABLE",
    samples: "toy-table",
  };

  it.each([
    ["a budget of zero", { budget: 0 }, "InvalidInputProblem", "budget"],
    ["a negative seed", { seed: -1 }, "InvalidInputProblem", "seed"],
    ["half a seed", { seed: 0.5 }, "InvalidInputProblem", "seed"],
    ["no devices", { devices: [] }, "InvalidInputProblem", "devices"],
    [
      "a device twice",
      { devices: ["toy-device", globalId("Device", "toy-device")] },
      "InvalidInputProblem",
      "devices",
    ],
    ["no table", { samples: null }, "InvalidInputProblem", "samples"],
    ["an unknown table", { samples: "nothing" }, "NotFoundProblem", "samples"],
    ["an unknown task", { task: "nothing" }, "NotFoundProblem", "task"],
    ["no objective", { objectives: [] }, "InvalidInputProblem", "objectives"],
    ["a bad limit", { constraints: { maxLatency: -1 } }, "InvalidInputProblem", "constraints.maxLatency"],
  ])("with %s", async (_, change, type, field) => {
    const answer = await api.ask(
      `mutation ($input: StartSearchInput!) { result: startSearch(input: $input) { ${PROBLEM} } }`,
      {
        input: { ...good, ...change },
      },
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; field: string };
    expect(result.__typename).toBe(type);
    expect(result.field.startsWith(field)).toBe(true);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("on an unknown device", async () => {
    const answer = await api.ask(
      `mutation ($input: StartSearchInput!) { result: startSearch(input: $input) { ${PROBLEM} } }`,
      {
        input: { ...good, devices: ["nothing"] },
      },
    );
    expect(answer.data?.result).toMatchObject({ code: "NOT_FOUND" });
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("if an unknown run is to be stopped or resumed, and so is retracting an unknown measurement", async () => {
    for (const name of ["cancelSearch", "resumeSearch"])
      await expectProblem(
        `mutation RESULT${name}(id: "nothing")END`,
        {},
        { type: "NotFoundProblem", field: "id", says: /nothing/ },
      );
    await expectProblem(
      'mutation RESULTretractMeasurement(id: "nothing")END',
      {},
      { type: "NotFoundProblem", field: "id", says: /nothing/ },
    );
  });
});

describe("requests that are not valid GraphQL are refused", () => {
  it("malformed JSON", async () => {
    for (const body of ["{", "nonsense", '{"query": "{ tasks { key } }"', '"\\ud800']) {
      const { status, errors } = await api.send(body);
      expect(status).toBe(400);
      expect(errors[0].extensions.code).toBe("MALFORMED_JSON");
    }
  });

  it("bodies without a query", async () => {
    for (const body of [
      "",
      "{}",
      "[]",
      '{"query": 5}',
      '{"query": ""}',
      '[{"query": "{ tasks { key } }"}]',
    ]) {
      const { status, errors } = await api.send(body);
      expect(status).toBe(400);
      expect(errors).toHaveLength(1);
      expect(errors[0].extensions.code).not.toBe("INTERNAL_SERVER_ERROR");
    }
  });

  it("a body of 50 MB", async () => {
    const { status, errors } = await api.send(
      JSON.stringify({ query: "{ tasks { key } }", x: "x".repeat(50_000_000) }),
    );
    expect(status).toBe(413);
    expect(errors[0].extensions.code).toBe("BODY_TOO_LARGE");
    expect(errors[0].message).toContain("20 MB");
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("a form, as a page of another site could send it", async () => {
    const { status } = await api.send("query=mutation", { "content-type": "text/plain" });
    expect(status).toBe(400);
  });

  it("syntax errors and unknown operations", async () => {
    await expectError("{ tasks { key }", { code: "GRAPHQL_PARSE_FAILED", says: /Syntax Error/ });
    const { errors } = await api.send(
      JSON.stringify({ query: "query A { tasks { key } }", operationName: "B" }),
    );
    expect(errors[0].extensions.code).toBe("OPERATION_RESOLUTION_FAILURE");
    await expectError(`subscription { searchProgress(id: "x") { evaluations } }`, {
      code: "BAD_REQUEST",
      says: /WebSocket/,
    });
  });

  it("queries that ask for too much", async () => {
    const deep = `{ tasks ${"{ space { tasks ".repeat(20)} { key } ${"} }".repeat(20)} }`;
    await expectError(deep, { code: "QUERY_TOO_LARGE", says: /nested/ });
    const aliases = Array.from({ length: LIMITS.aliases + 1 }, (_, i) => `a${i}: tasks { key }`).join(" ");
    await expectError(`{ ${aliases} }`, { code: "QUERY_TOO_LARGE", says: /aliases/ });
    const { status, errors } = await api.send(JSON.stringify({ query: `{ a(b: ${"[".repeat(15_000)}) }` }));
    expect([status, errors[0].extensions.code]).toEqual([400, "GRAPHQL_PARSE_FAILED"]);
  });

  it.each([
    [30, "BAD_USER_INPUT"],
    [50_000, "JSON_TOO_LARGE"],
  ])("JSON that is nested too deeply (%i times)", async (depth, code) => {
    const value = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const query = "mutation ($s: JSON!) { registerSearchSpace(input: { space: $s }) { __typename } }";
    const body = `{"query": "${query}", "variables": {"s": ${value}}}`;
    const { status, errors } = await api.send(body);
    expect([status, errors[0].extensions.code]).toEqual([400, code]);
    expect(errors[0].message).toMatch(/nested at most/);
  });
});

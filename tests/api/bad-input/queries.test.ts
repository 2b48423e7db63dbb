import { describe, expect, it } from "vitest";
import { api, expectError, expectProblem, GOOD, PROBLEM, remember, serveToy } from "./refused.js";

serveToy();

describe("a query is refused", () => {
  const front = (args: string) =>
    `{ paretoFront(task: "toy-task", device: "toy-device", ${args}) { version } }`;

  it.each([
    ["first: -1", "first"],
    ["first: 1001", "first"],
    ["first: 2147483647", "first"],
    ['after: "garbage"', "after"],
    ["objectives: []", "objectives"],
    ["objectives: [LATENCY, LATENCY]", "objectives"],
    ["sources: []", "sources"],
    ["constraints: { maxLatency: -1 }", "constraints.maxLatency"],
    ["constraints: { minAccuracy: 93 }", "constraints.minAccuracy"],
    ["constraints: { maxEnergy: 0 }", "constraints.maxEnergy"],
    ["constraints: { genes: { depht: 1 } }", "constraints.genes.depht"],
    ["constraints: { genes: { depth: 9 } }", "constraints.genes.depth"],
    ["constraints: { genes: 5 }", "constraints.genes"],
    ["constraints: { maxParams: 5 }", "constraints.maxParams"],
    ["constraints: { maxMacs: 5 }", "constraints.maxMacs"],
  ])("if it asks for a front with %s", (args, field) =>
    expectError(front(args), {
      code: "INVALID_INPUT",
      field,
      says: new RegExp(field.split(".").at(-1) ?? ""),
    }),
  );

  it("if it asks for predictors of an unknown task or device", async () => {
    for (const field of ["task", "device"])
      await expectError(`{ predictors(${field}: "nothing") { key } }`, {
        code: "NOT_FOUND",
        field,
        says: /"nothing"/,
      });
  });

  it("if it asks for a front of an unknown task or device", async () => {
    await expectError(`{ paretoFront(task: "nothing", device: "toy-device") { version } }`, {
      code: "NOT_FOUND",
      field: "task",
      says: /"nothing"/,
    });
    await expectError(`{ paretoFront(task: "toy-task", device: "nothing") { version } }`, {
      code: "NOT_FOUND",
      field: "device",
      says: /"nothing"/,
    });
  });

  it("with an integer beyond 32 bits, an unknown field, an unknown value or a missing argument", async () => {
    await expectError(front("first: 3000000000"), { code: "GRAPHQL_VALIDATION_FAILED", says: /32-bit/ });
    await expectError("{ tasks { kee } }", { code: "GRAPHQL_VALIDATION_FAILED", says: /Did you mean "key"/ });
    await expectError(front("objectives: [SPEED]"), { code: "GRAPHQL_VALIDATION_FAILED", says: /SPEED/ });
    await expectError(`{ paretoFront(device: "toy-device") { version } }`, {
      code: "GRAPHQL_VALIDATION_FAILED",
      says: /task/,
    });
    await expectError(`{ paretoFront(task: "toy-task") { version } }`, {
      code: "INVALID_INPUT",
      field: "device",
      says: /device must be given, or devices/,
    });
  });

  it("with the cursor of another list", async () => {
    const { data } = await api.ask(front("first: 1").replace("version", "pageInfo { endCursor }"));
    const cursor = (data as { paretoFront: { pageInfo: { endCursor: string } } }).paretoFront.pageInfo
      .endCursor;
    await expectError(`{ searchRuns(after: "${cursor}") { nodes { key } } }`, {
      code: "INVALID_INPUT",
      field: "after",
      says: /another query/,
    });
  });

  it("if it asks for a recommendation or suggestions with bad arguments", async () => {
    const recommend = (preference: string) =>
      `query RESULTrecommend(task: "toy-task", device: "toy-device", preference: ${preference})END`;
    const expected = { type: "InvalidInputProblem", field: "preference.metric", says: /LATENCY or ENERGY/ };
    await expectProblem(recommend("{ kind: CHEAPEST }"), {}, expected);
    await expectProblem(recommend("{ kind: CHEAPEST, metric: ACCURACY }"), {}, expected);
    await expectProblem(
      recommend("{ kind: WEIGHTED }"),
      {},
      { type: "InvalidInputProblem", field: "preference.weights", says: /above 0/ },
    );
    for (const count of [0, -1, 100_000])
      await expectError(
        `{ suggestMeasurements(task: "toy-task", device: "toy-device", count: ${count}) { key } }`,
        {
          code: "INVALID_INPUT",
          field: "count",
          says: /count/,
        },
      );
  });

  it("if it asks for predictions of 10,000 architectures, none, or an unknown one", async () => {
    const PREDICT =
      'query ($architectures: [JSON!]!) RESULTpredict(task: "toy-task", architectures: $architectures)END';
    const many = Array.from({ length: 10_000 }, () => GOOD);
    const expected = { type: "InvalidInputProblem", field: "architectures" };
    await expectProblem(PREDICT, { architectures: many }, { ...expected, says: /at most 1,?000/ });
    await expectProblem(PREDICT, { architectures: [] }, { ...expected, says: /empty/ });
    await expectProblem(
      PREDICT,
      { architectures: ["0".repeat(64)] },
      { type: "NotFoundProblem", field: "architectures[0]", says: /0000/ },
    );
  });

  it("if it asks for a cost that no profile covers", async () => {
    const { data } = await api.ask(
      `query ($a: JSON!) { device(id: "toy-device") { cost(task: "toy-task", architecture: $a) { ${PROBLEM} } } }`,
      { a: GOOD },
    );
    expect(data).toMatchObject({ device: { cost: { code: "NOT_FOUND", field: "device" } } });
  });

  it("if it trains a predictor without data, without its device, or of an unknown family", async () => {
    await api.service.registerTask({ id: "empty-task", space: "toy" });
    await remember();
    const TRAIN = "mutation ($input: RetrainPredictorInput!) RESULTretrainPredictor(input: $input)END";
    const answer = await api.ask(
      `mutation ($input: RetrainPredictorInput!) { result: retrainPredictor(input: $input) { ${PROBLEM} } }`,
      { input: { task: "empty-task", metric: "ACCURACY" } },
    );
    expect(answer.data?.result).toMatchObject({ code: "NOT_ENOUGH_DATA" });
    const input = { task: "toy-task", metric: "LATENCY" };
    await expectProblem(TRAIN, { input }, { type: "InvalidInputProblem", field: "device", says: /device/ });
    await expectProblem(
      TRAIN,
      { input: { ...input, device: "toy-device", family: "magic" } },
      { type: "InvalidInputProblem", field: "family", says: /magic|one of/ },
    );
    const early = { task: "empty-task", metric: "ACCURACY", family: "magic" };
    await expectProblem(
      TRAIN,
      { input: early },
      { type: "InvalidInputProblem", field: "family", says: /magic/ },
    );
  });
});

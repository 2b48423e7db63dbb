import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { globalId } from "../../src/api/input/ids.js";
import { LIMITS } from "../../src/api/limits.js";
import { contentsOf, fillToy, startApi, type TestApi } from "./harness.js";

const PROBLEM =
  "__typename ... on Problem { code message field } ... on MissingProfileEntriesProblem { keys }";
const GOOD = { depth: 1, width: 16, operator: "a" };

let api: TestApi;
let before: string;

beforeAll(async () => {
  api = await startApi();
  await fillToy(api.service);
});
afterAll(() => api.close());
beforeEach(async () => {
  before = await contentsOf(api.archive);
});

/** Expects that a field whose type is a `...Result` union answers with this problem, and that nothing changed. */
async function expectProblem(
  field: string,
  variables: unknown,
  expected: { readonly type: string; readonly field: string | null; readonly says: RegExp },
) {
  const answer = await api.ask(
    field.replace("RESULT", `{ result: `).replace("END", ` { ${PROBLEM} } }`),
    variables,
  );
  expect(answer.errors).toEqual([]);
  const result = answer.data?.result as { __typename: string; message: string; field: string | null };
  expect(result).toMatchObject({ __typename: expected.type, field: expected.field });
  expect(result.message).toMatch(expected.says);
  expect(await contentsOf(api.archive)).toBe(before);
}

/** Expects that a field of another type answers with an error of this code, and that nothing changed. */
async function expectError(
  query: string,
  expected: { readonly code: string; readonly field?: string; readonly says: RegExp },
  variables?: unknown,
) {
  const { errors } = await api.ask(query, variables);
  expect(errors).toHaveLength(1);
  expect(errors[0].extensions.code).toBe(expected.code);
  if (expected.field !== undefined) expect(errors[0].extensions.field).toBe(expected.field);
  expect(errors[0].message).toMatch(expected.says);
  expect(await contentsOf(api.archive)).toBe(before);
}

const SUBMIT = "mutation ($input: SubmitMeasurementsInput!) RESULTsubmitMeasurements(input: $input)END";
const submission = (...measurements: unknown[]) => ({
  input: { task: "toy-task", device: "toy-device", measurements },
});

describe("a submission of measurements is refused as a whole", () => {
  it.each([
    [
      "an unknown gene",
      { architecture: { ...GOOD, depht: 2 }, accuracy: 0.5 },
      /depht/,
      "measurements[1].architecture",
    ],
    [
      "an unknown choice",
      { architecture: { ...GOOD, width: 17 }, accuracy: 0.5 },
      /16, 32(,| or| and) 64/,
      "measurements[1].architecture",
    ],
    [
      "a missing gene",
      { architecture: { depth: 1, width: 16 }, accuracy: 0.5 },
      /operator/,
      "measurements[1].architecture",
    ],
    [
      "a number for an architecture",
      { architecture: 7, accuracy: 0.5 },
      /architecture/,
      "measurements[1].architecture",
    ],
    [
      "a list for an architecture",
      { architecture: [GOOD], accuracy: 0.5 },
      /architecture/,
      "measurements[1].architecture",
    ],
    [
      "a negative latency",
      { architecture: GOOD, latency: -1 },
      /latency.*above 0/,
      "measurements[1].latency",
    ],
    ["a latency of zero", { architecture: GOOD, latency: 0 }, /latency.*above 0/, "measurements[1].latency"],
    ["a negative energy", { architecture: GOOD, energy: -0.1 }, /energy.*above 0/, "measurements[1].energy"],
    [
      "an accuracy in percent",
      { architecture: GOOD, accuracy: 93 },
      /accuracy.*at most 1/,
      "measurements[1].accuracy",
    ],
    [
      "no repeats",
      { architecture: GOOD, latency: 1, repeats: 0 },
      /repeats.*at least 1/,
      "measurements[1].repeats",
    ],
    ["a negative spread", { architecture: GOOD, latency: 1, sd: -1 }, /sd.*at least 0/, "measurements[1].sd"],
    [
      "a spread whose square overflows",
      { architecture: GOOD, latency: 1, sd: 1e308 },
      /sd.*at most/,
      "measurements[1].sd",
    ],
    [
      "a spread of accuracy in percent",
      { architecture: GOOD, accuracy: 0.9, sd: 1.5 },
      /sd.*at most 1/,
      "measurements[1].sd",
    ],
    [
      "a batch of zero",
      { architecture: GOOD, latency: 1, batch: 0 },
      /batch.*at least 1/,
      "measurements[1].batch",
    ],
    [
      "a fraction of a seed",
      { architecture: GOOD, accuracy: 0.5, seeds: [0.5] },
      /seeds.*whole/,
      "measurements[1].seeds[0]",
    ],
    ["nothing measured", { architecture: GOOD }, /accuracy.*latency.*energy/, "measurements[1]"],
  ])("with %s", async (_, measurement, says, field) => {
    const variables = submission({ architecture: GOOD, accuracy: 0.5 }, measurement);
    const answer = await api.ask(
      `mutation ($input: SubmitMeasurementsInput!) { result: submitMeasurements(input: $input) { ${PROBLEM} } }`,
      variables,
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; message: string; field: string };
    expect(result.__typename).toBe("InvalidInputProblem");
    expect(result.field.startsWith(field)).toBe(true);
    expect(result.message).toMatch(says);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("with an unknown task or device, and the message names the known ones", async () => {
    const measurements = [{ architecture: GOOD, accuracy: 0.5 }];
    const expected = { type: "NotFoundProblem", says: /unknown .*"nothing".*toy-/ };
    await expectProblem(SUBMIT, { input: { task: "nothing", measurements } }, { ...expected, field: "task" });
    await expectProblem(
      SUBMIT,
      { input: { task: "toy-task", device: "nothing", measurements } },
      { ...expected, field: "device" },
    );
  });

  it("with the global id of a device for the task", async () => {
    const task = globalId("Device", "toy-device");
    await expectProblem(
      SUBMIT,
      { input: { task, measurements: [] } },
      { type: "InvalidInputProblem", field: "task", says: /id of the Device "toy-device"/ },
    );
  });

  it("with an unknown architecture id", async () => {
    const variables = submission({ architecture: "f".repeat(64), accuracy: 0.5 });
    await expectProblem(SUBMIT, variables, {
      type: "NotFoundProblem",
      field: "measurements[0].architecture",
      says: /ffff/,
    });
  });

  it("with a latency but no device", async () => {
    const input = { task: "toy-task", measurements: [{ architecture: GOOD, latency: 1 }] };
    await expectProblem(
      SUBMIT,
      { input },
      { type: "InvalidInputProblem", field: "device", says: /device must be given/ },
    );
  });

  it("without measurements, or with more than 10,000", async () => {
    const expected = { type: "InvalidInputProblem", field: "measurements" };
    await expectProblem(SUBMIT, submission(), { ...expected, says: /empty/ });
    const many = Array.from({ length: 10_001 }, () => ({ architecture: GOOD, accuracy: 0.5 }));
    await expectProblem(SUBMIT, submission(...many), { ...expected, says: /10000|10,000/ });
  });

  it("with an idempotency key that was used for something else", async () => {
    const input = { ...submission({ architecture: GOOD, accuracy: 0.6 }).input, idempotencyKey: "used" };
    const first = await api.ask(
      `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { __typename } }`,
      { input },
    );
    expect(first.data).toEqual({ submitMeasurements: { __typename: "SubmitMeasurementsSuccess" } });
    before = await contentsOf(api.archive);
    const other = { ...input, measurements: [{ architecture: GOOD, accuracy: 0.61 }] };
    await expectProblem(
      SUBMIT,
      { input: other },
      { type: "ConflictProblem", field: "idempotencyKey", says: /another request/ },
    );
  });
});

describe("a value that is no number or date", () => {
  const raw = (latency: string) =>
    `{"query": "mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { __typename } }",
      "variables": {"input": {"task": "toy-task", "device": "toy-device",
        "measurements": [{"architecture": {"depth": 1, "width": 16, "operator": "a"}, "latency": ${latency}}]}}}`;

  it.each([
    ["NaN", "MALFORMED_JSON"],
    ["Infinity", "MALFORMED_JSON"],
    ["1e400", "BAD_USER_INPUT"],
    ['"NaN"', "BAD_USER_INPUT"],
    ['"5"', "BAD_USER_INPUT"],
    ["true", "BAD_USER_INPUT"],
    ["[1]", "BAD_USER_INPUT"],
  ])("a latency of %s", async (latency, code) => {
    const { status, errors } = await api.send(raw(latency));
    expect(status).toBe(400);
    expect(errors[0].extensions.code).toBe(code);
    if (code === "BAD_USER_INPUT") expect(errors[0].message).toContain("measurements[0].latency");
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("1e400 in a JSON value and in the text of a query", async () => {
    const within = raw("1").replace('"depth": 1', '"depth": 1e400');
    const { errors } = await api.send(within);
    expect(errors[0].message).toMatch(/1\.8e308/);
    await expectError(
      `{ paretoFront(task: "toy-task", device: "toy-device", constraints: { maxLatency: 1e400 }) { version } }`,
      {
        code: "QUERY_TOO_LARGE",
        says: /1e400/,
      },
    );
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("a measuredAt that is not a date", async () => {
    for (const measuredAt of ["yesterday", "2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z", "2025-01-01", 5]) {
      const { errors } = await api.ask(
        `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { __typename } }`,
        submission({ architecture: GOOD, latency: 1, measuredAt }),
      );
      expect(errors[0].extensions.code).toBe("BAD_USER_INPUT");
      expect(errors[0].message).toMatch(/ISO 8601/);
    }
  });
});

describe("registering is refused", () => {
  const space = (change: object) => ({
    space: { id: "other", genes: [{ name: "a", choices: [1, 2], ordered: true }], ...change },
  });
  const REGISTER_SPACE = "mutation ($space: JSON!) RESULTregisterSearchSpace(input: { space: $space })END";

  it.each([
    ["no object", { space: "toy" }, /object/],
    ["no genes", space({ genes: [] }), /genes/],
    [
      "two genes of one name",
      space({
        genes: [
          { name: "a", choices: [1] },
          { name: "a", choices: [2] },
        ],
      }),
      /a/,
    ],
    ["two equal choices", space({ genes: [{ name: "a", choices: [1, 1] }] }), /choice 1 twice/],
    ["no choices", space({ genes: [{ name: "a", choices: [] }] }), /choices/],
    [
      "a condition on a gene that does not exist",
      space({ genes: [{ name: "a", choices: [1], activeWhen: { gene: "b", equals: 1 } }] }),
      /b/,
    ],
    ["an id with a slash", space({ id: "a/b" }), /id/],
  ])("for a search space with %s", async (_, variables, says) => {
    const answer = await api.ask(
      `mutation ($space: JSON!) { result: registerSearchSpace(input: { space: $space }) { ${PROBLEM} } }`,
      variables,
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; message: string };
    expect(result.__typename).toBe("InvalidInputProblem");
    expect(result.message).toMatch(says);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("as a conflict if the id exists with other content", async () => {
    await expectProblem(
      REGISTER_SPACE,
      { space: { id: "toy", genes: [{ name: "a", choices: [1, 2], ordered: true }] } },
      { type: "ConflictProblem", field: "id", says: /toy/ },
    );
    await expectProblem(
      'mutation ($space: ID!) RESULTregisterTask(input: { id: "toy-task", space: $space })END',
      { space: "nas-bench-201" },
      { type: "ConflictProblem", field: "space", says: /toy-task/ },
    );
  });

  it("for a device or task with a bad id, a bad batch or an unknown space", async () => {
    const device =
      "mutation ($id: String!, $batch: Int) RESULTregisterDevice(input: { id: $id, batch: $batch })END";
    for (const id of ["", "a b", "../etc", "x".repeat(101)])
      await expectProblem(
        device,
        { id },
        { type: "InvalidInputProblem", field: "id", says: /letters, digits/ },
      );
    await expectProblem(
      device,
      { id: "d", batch: 0 },
      { type: "InvalidInputProblem", field: "batch", says: /at least 1/ },
    );
    await expectProblem(
      'mutation RESULTregisterTask(input: { id: "t", space: "nothing" })END',
      {},
      { type: "NotFoundProblem", field: "space", says: /nothing/ },
    );
  });

  it("for an operator profile with a negative cost, without entries, or of an unknown space", async () => {
    const IMPORT = `mutation ($content: [JSON!]!, $spaces: [ID!])
      RESULTimportOperatorProfile(input: { device: "toy-device", content: $content, spaces: $spaces })END`;
    const good = { conv: { lat: 1, enrg: 1 } };
    await expectProblem(
      IMPORT,
      { content: [good, { conv: { lat: -1, enrg: 1 } }] },
      { type: "InvalidInputProblem", field: "content[1].conv.lat", says: /"conv".*at least 0/ },
    );
    await expectProblem(
      IMPORT,
      { content: [{}] },
      { type: "InvalidInputProblem", field: "content", says: /1 to 100000 entries/ },
    );
    await expectProblem(
      IMPORT,
      { content: [good], spaces: ["nothing"] },
      { type: "NotFoundProblem", field: "spaces", says: /nothing/ },
    );
  });
});

describe("an import of samples is refused", () => {
  const IMPORT = `mutation ($name: String!, $space: ID!, $csv: String!, $distinct: String)
    RESULTimportSamples(input: { name: $name, space: $space, csv: $csv, distinct: $distinct })END`;
  const good = { name: "new", space: "toy", csv: "depth,width,operator,t.accuracy\n1,16,a,0.5" };

  it.each([
    ["a bad number, named by its line", { csv: `${good.csv}\n1,16,b,high` }, /line 3/],
    ["an unknown choice, named by its line", { csv: `${good.csv}\n1,99,b,0.5` }, /line 3/],
    ["a short row, named by its line", { csv: `${good.csv}\n1,16` }, /line 3/],
    ["no rows", { csv: "" }, /./],
    ["no genes", { csv: "t.accuracy\n0.5" }, /depth|width|operator|gene/],
    ["a distinct column that the table does not have", { distinct: "topology" }, /topology/],
    ["a bad name", { name: "../x" }, /name/],
  ])("with %s", async (_, change, says) => {
    const answer = await api.ask(
      `mutation ($name: String!, $space: ID!, $csv: String!, $distinct: String) {
        result: importSamples(input: { name: $name, space: $space, csv: $csv, distinct: $distinct }) { ${PROBLEM} } }`,
      { ...good, ...change },
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; message: string };
    expect(result.__typename).toBe("InvalidInputProblem");
    expect(result.message).toMatch(says);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("into an unknown space", () =>
    expectProblem(
      IMPORT,
      { ...good, space: "nothing" },
      { type: "NotFoundProblem", field: "space", says: /nothing/ },
    ));
});

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
    before = await contentsOf(api.archive);
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

import { describe, expect, it } from "vitest";
import { globalId } from "../../../src/api/input/ids.js";
import { contentsOf } from "../harness.js";
import {
  api,
  before,
  expectError,
  expectProblem,
  GOOD,
  PROBLEM,
  remember,
  SUBMIT,
  serveToy,
  submission,
} from "./refused.js";

serveToy();

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
    await remember();
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

import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { contentsOf, fillToy, startApi, type TestApi } from "../harness.js";

/** What is asked of a problem. */
export const PROBLEM =
  "__typename ... on Problem { code message field } ... on MissingProfileEntriesProblem { keys }";
/** A network of the toy space. */
export const GOOD = { depth: 1, width: 16, operator: "a" };

/** The server of a test file, once `serveToy` has begun it. */
export let api: TestApi;
/** What the archive held before the test, or when it called `remember`. */
export let before: string;

/** Serves an archive with the toy space to the tests of a file. */
export function serveToy(): void {
  beforeAll(async () => {
    api = await startApi();
    await fillToy(api.service);
  });
  afterAll(() => api.close());
  beforeEach(remember);
}

/** Notes what the archive holds now, which refusals must not change. */
export async function remember(): Promise<void> {
  before = await contentsOf(api.archive);
}

/** Expects that a field whose type is a `...Result` union answers with this problem, and that nothing changed. */
export async function expectProblem(
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
export async function expectError(
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

export const SUBMIT =
  "mutation ($input: SubmitMeasurementsInput!) RESULTsubmitMeasurements(input: $input)END";
export const submission = (...measurements: unknown[]) => ({
  input: { task: "toy-task", device: "toy-device", measurements },
});

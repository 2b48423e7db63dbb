import { afterEach, beforeEach, expect, test } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await fillToy(api.service);
});
afterEach(() => api.close());

const PROBLEM =
  "__typename ... on InvalidInputProblem { field message } ... on ConflictProblem { field message }";
const RESUME = `mutation ($id: ID!, $budget: Int) { resumeSearch(id: $id, budget: $budget) {
  ${PROBLEM} ... on ResumeSearchSuccess { run { budget status } } } }`;

async function finish(key: string): Promise<void> {
  for await (const { run } of api.service.followRun(key, new AbortController().signal)) {
    if (run.status.kind !== "running") return;
  }
}

test("resumeSearch takes a new budget in total for a run that has spent its own", async () => {
  const run = await api.service.startSearch({
    ...{ task: "toy-task", devices: ["toy-device"], samples: "toy-table", strategy: "random", budget: 5 },
  });
  await finish(run.id);
  const resume = async (budget?: number | null) =>
    (await api.ask(RESUME, { id: run.id, budget })).data?.resumeSearch;
  for (const none of [undefined, null]) {
    expect(await resume(none)).toMatchObject({ __typename: "ConflictProblem", field: "id" });
  }
  for (const [budget, says] of [
    [5, /at least 6.*already spent 5/],
    [0, /budget/],
  ] as const) {
    expect(await resume(budget)).toMatchObject({
      __typename: "InvalidInputProblem",
      field: "budget",
      message: expect.stringMatching(says),
    });
  }
  expect(await resume(9)).toMatchObject({ run: { budget: 9, status: "RUNNING" } });
  await finish(run.id);
  const { data } = await api.ask(
    `query ($id: ID!) { searchRun(id: $id) { budget status stoppedBy evaluations } }`,
    { id: run.id },
  );
  expect(data?.searchRun).toEqual({ budget: 9, status: "FINISHED", stoppedBy: "BUDGET", evaluations: 9 });
});

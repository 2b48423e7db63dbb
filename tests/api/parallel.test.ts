import { afterEach, beforeEach, expect, test } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await fillToy(api.service);
});
afterEach(() => api.close());

const PROBLEM = "__typename ... on InvalidInputProblem { field message }";
const START = `mutation ($input: StartSearchInput!) { startSearch(input: $input) {
  ${PROBLEM} ... on StartSearchSuccess { run { key parallel } } } }`;
const RESUME = `mutation ($id: ID!, $budget: Int, $parallel: Int) {
  resumeSearch(id: $id, budget: $budget, parallel: $parallel) {
    ${PROBLEM} ... on ResumeSearchSuccess { run { parallel budget } } } }`;
const INPUT = {
  task: "toy-task",
  devices: ["toy-device"],
  samples: "toy-table",
  evaluator: "TABLE",
  budget: 6,
};

test("startSearch and resumeSearch take the number of networks that are out at the same time", async () => {
  const start = async (parallel?: number | null) =>
    (await api.ask(START, { input: { ...INPUT, parallel } })).data?.startSearch;
  expect(await start()).toMatchObject({ run: { parallel: null } });
  for (const parallel of [0, 65]) {
    expect(await start(parallel)).toMatchObject({ __typename: "InvalidInputProblem", field: "parallel" });
  }
  const { run } = (await start(3)) as { run: { key: string; parallel: number } };
  expect(run.parallel).toBe(3);
  for await (const { run: now } of api.service.followRun(run.key, new AbortController().signal)) {
    if (now.status.kind !== "running") break;
  }
  const resume = async (parallel: number | null, budget: number) =>
    (await api.ask(RESUME, { id: run.key, budget, parallel })).data?.resumeSearch;
  expect(await resume(0, 9)).toMatchObject({ __typename: "InvalidInputProblem", field: "parallel" });
  expect(await resume(5, 9)).toMatchObject({ run: { parallel: 5, budget: 9 } });
});

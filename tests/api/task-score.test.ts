import { afterEach, beforeEach, expect, it } from "vitest";
import { TOY_SPACE } from "../support/service.js";
import { startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await api.service.registerSearchSpace(TOY_SPACE);
});
afterEach(() => api.close());

const REGISTER = `mutation ($input: RegisterTaskInput!) { registerTask(input: $input) {
  ... on RegisterTaskSuccess { task { key scoreName } created } ... on Problem { message } } }`;

it("a task declares its score, and scoreName says what its accuracy is", async () => {
  const { data } = await api.ask(REGISTER, { input: { id: "tags", space: "toy", score: "SAMPLES_F1" } });
  expect(data).toEqual({ registerTask: { task: { key: "tags", scoreName: "samples F1" }, created: true } });
  const plain = await api.ask(REGISTER, { input: { id: "plain", space: "toy" } });
  expect(plain.data).toMatchObject({ registerTask: { task: { scoreName: "accuracy" } } });
});

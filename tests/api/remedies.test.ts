import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "../cli/support/command-line.js";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
let cli: CommandLine;
beforeAll(async () => {
  api = await startApi();
  await fillToy(api.service);
  cli = new CommandLine(api.service);
});
afterAll(() => api.close());

const NETWORK = { depth: 1, width: 16, operator: "a" };
const ON = ["--task", "toy-task", "--device", "toy-device"];

describe("what to do about a failure", () => {
  it.each([
    [
      "a device without a profile",
      `{ device(id: "toy-device") { cost(task: "toy-task", architecture: $network) {
        ... on NotFoundProblem { message } } } }`,
      ["cost", ...ON, "--architecture", JSON.stringify(NETWORK)],
      ["importOperatorProfile", "device import-profile FILE --device toy-device --space toy"],
    ],
    [
      "an unknown run",
      '{ x: __typename } mutation { cancelSearch(id: "nothing") { ... on NotFoundProblem { message } } }',
      ["run", "show", "nothing"],
      ["searchRuns", "`run list`"],
    ],
    [
      "a metric without a predictor",
      `{ predict(task: "toy-task", architectures: [$network]) { ... on Predictions { notes } } }`,
      ["predict", "--task", "toy-task", "--architecture", JSON.stringify(NETWORK)],
      ["retrainPredictor", "`predictor train --task toy-task --metric accuracy`"],
    ],
  ])("is said in the words of the interface: %s", async (_, query, args, [graphql, words]) => {
    const isMutation = query.includes("mutation");
    const text = isMutation ? query.slice(query.indexOf("mutation")) : `query ($network: JSON!) ${query}`;
    const answer = JSON.stringify(await api.ask(text, isMutation ? {} : { network: NETWORK }));
    expect(answer).toContain(graphql);
    expect(answer).not.toMatch(/import-profile|run list|predictor train|--/);
    const { stdout, stderr } = await cli.run(...args);
    expect(stdout + stderr).toContain(words);
    expect(stdout + stderr).not.toContain(graphql);
  });
});

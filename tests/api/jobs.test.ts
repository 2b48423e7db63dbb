import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

const RETRAIN = `mutation { retrainPredictor(input: { task: "toy-task", metric: ACCURACY }) {
  __typename ... on Problem { message } } }`;
const CANCEL = `mutation ($id: ID!) { cancelJob(id: $id) {
  ... on CancelJobSuccess { job { key fields seconds } } ... on NotFoundProblem { message field kind } } }`;

describe("jobs", () => {
  let api: TestApi;
  let end: () => void;
  beforeEach(async () => {
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    api = await startApi({
      change: (service) => ({
        ...service,
        trainPredictor: async (input) => {
          await ended;
          return service.trainPredictor(input);
        },
      }),
    });
    await fillToy(api.service);
  });
  afterEach(() => {
    end();
    return api.close();
  });

  test("are listed while they are executed", async () => {
    expect((await api.ask("{ jobs { key } }")).data).toEqual({ jobs: [] });
    const answer = api.ask(RETRAIN);
    await expect
      .poll(async () => (await api.ask("{ jobs { key fields startedAt } }")).data)
      .toMatchObject({ jobs: [{ fields: ["retrainPredictor"], startedAt: expect.any(String) }] });
    end();
    await answer;
    expect((await api.ask("{ jobs { key } }")).data).toEqual({ jobs: [] });
  });

  test("are told to end by their key; an unknown one is a problem", async () => {
    const answer = api.ask(RETRAIN);
    await expect.poll(async () => (await api.ask("{ jobs { key } }")).data).toMatchObject({ jobs: [{}] });
    const { jobs } = (await api.ask("{ jobs { key } }")).data as {
      readonly jobs: readonly { readonly key: string }[];
    };
    const [{ key }] = jobs;
    expect((await api.ask(CANCEL, { id: key })).data).toMatchObject({
      cancelJob: { job: { key, fields: ["retrainPredictor"] } },
    });
    expect((await api.ask(CANCEL, { id: "99" })).data).toMatchObject({
      cancelJob: { message: 'unknown job "99": it may have ended', field: "id", kind: "job" },
    });
    end();
    await answer;
  });
});

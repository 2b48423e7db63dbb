import { afterEach, beforeEach, expect, it } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

const RESTORE = `mutation ($id: ID!) { restorePredictor(id: $id) { __typename
  ... on RestorePredictorSuccess {
    changed predictor { key promoted } quality { networks } previous { key quality { networks } } }
  ... on Problem { code message field } } }`;
const V1 = "toy.toy-device.latency.v1";
const V2 = "toy.toy-device.latency.v2";

let api: TestApi;
beforeEach(async () => {
  api = await startApi();
  await fillToy(api.service);
  for (const seed of [1, 2]) {
    const { promoted } = await api.service.trainPredictor({
      ...{ task: "toy-task", device: "toy-device", metric: "latency", family: "ridge" },
      seed,
    });
    expect(promoted).toBe(true);
  }
});
afterEach(() => api.close());

const restore = async (id: string) => (await api.ask(RESTORE, { id })).data?.restorePredictor;

it("restores an earlier version by key or global id, and tells what it replaced", async () => {
  expect(await restore(V1)).toEqual({
    ...{ __typename: "RestorePredictorSuccess", changed: true, predictor: { key: V1, promoted: true } },
    // Both versions have learnt from every measured network, so that none is left to compare them on.
    quality: null,
    previous: { key: V2, quality: null },
  });
  const { data } = await api.ask(`{ predictors(device: "toy-device") { id key promoted } }`);
  const listed = data?.predictors as readonly { id: string; key: string; promoted: boolean }[];
  expect(listed.map(({ key, promoted }) => [key, promoted])).toEqual([
    [V2, false],
    [V1, true],
  ]);
  expect(await restore(listed[0].id)).toMatchObject({ changed: true, previous: { key: V1 } });
  expect(await restore(V2)).toMatchObject({ changed: false, previous: null });
});

it("answers an unknown, an ambiguous and an unusable version as a problem", async () => {
  expect(await restore("toy.nothing")).toMatchObject({ __typename: "NotFoundProblem", field: "id" });
  expect(await restore("toy.toy-device")).toMatchObject({ __typename: "InvalidInputProblem", field: "id" });
  const record = await api.archive.get("predictor", V1);
  if (record === undefined) throw new Error("there is no first version");
  await api.archive.commit([
    { type: "put", kind: "predictor", record: { ...record, state: { ...record.state, version: 0 } } },
  ]);
  expect(await restore(V1)).toMatchObject({ __typename: "ConflictProblem", code: "CONFLICT", field: "id" });
});

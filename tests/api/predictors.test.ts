import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toyTable } from "../support/service.js";
import { fillToy, startApi, type TestApi } from "./harness.js";

const PROBLEM = "... on Problem { code message field }";
const CONTEST = "scale reason entries { family kendallTau intervalScore90 score weights { family weight } }";

describe("predictors over the API", () => {
  let api: TestApi;
  const data: TestApi["data"] = (...asked) => api.data(...asked);
  beforeAll(async () => {
    api = await startApi();
    await fillToy(api.service);
  });
  afterAll(() => api.close());

  it("trains predictors and predicts with intervals, also by architecture id", async () => {
    const train = `mutation ($input: RetrainPredictorInput!) { retrainPredictor(input: $input) { __typename ${PROBLEM}
      ... on RetrainPredictorSuccess { promoted reason front { added removed hypervolumeBefore hypervolumeAfter }
        quality { kendallTau spearman mae within5 within10
          coverage90 width90 intervalScore90 intervalScore90ConstantWidth networks }
        previous { key quality { mae } }
        predictor { id key metric version promoted unusable family seed trainedOn createdAt
          space { key } task { key } device { key } quality { mae }
          contest { ${CONTEST} } } } } }`;
    for (const metric of ["ACCURACY", "LATENCY"]) {
      const device = metric === "ACCURACY" ? null : "toy-device";
      const { retrainPredictor } = await data(train, {
        input: { task: "toy-task", device, metric, seed: 1 },
      });
      expect(retrainPredictor).toMatchObject({
        __typename: "RetrainPredictorSuccess",
        predictor: { metric, trainedOn: expect.any(Number) },
      });
      const { family, contest } = retrainPredictor.predictor;
      expect(contest.scale).toMatch(metric === "ACCURACY" ? /^(log-error|error\^-)/ : /^log$/);
      expect(contest.reason).toMatch(new RegExp(`^${family} \\(cross-validated`));
      expect(retrainPredictor.predictor.device).toEqual(device === null ? null : { key: device });
    }
    const { predictors } = await data(`{ predictors(task: "toy-task") { key metric } }`);
    expect(predictors.map((p: { metric: string }) => p.metric)).toContain("ACCURACY");

    const { predict } = await data(
      `query ($architectures: [JSON!]!) {
        predict(task: "toy-task", device: "toy-device", architectures: $architectures) { __typename ${PROBLEM}
        ... on Predictions { notes predictions { architecture { key genes } energy { value }
          accuracy { value lower upper source predictor { key } } latency { value lower upper } } } } }`,
      { architectures: [{ depth: 1, width: 32, operator: "b" }] },
    );
    const [prediction] = predict.predictions;
    expect(prediction.accuracy.lower).toBeLessThan(prediction.accuracy.value);
    expect(prediction.accuracy).toMatchObject({
      source: "PREDICTED",
      predictor: { key: expect.any(String) },
    });
    const again = await data(
      `query ($id: JSON!) { predict(task: "toy-task", architectures: [$id]) {
        ... on Predictions { predictions { architecture { key } } } } }`,
      { id: prediction.architecture.key },
    );
    expect(again.predict.predictions[0].architecture.key).toBe(prediction.architecture.key);
  });

  it("tells how the family of a predictor was chosen, unless it was stored before this was recorded", async () => {
    const input = { task: "toy-task", metric: "ACCURACY", family: "stack" };
    const { retrainPredictor } = await data(
      `mutation ($input: RetrainPredictorInput!) { retrainPredictor(input: $input) {
        ... on RetrainPredictorSuccess { predictor { key contest { ${CONTEST} } } } } }`,
      { input },
    );
    const { key, contest } = retrainPredictor.predictor;
    expect(contest).toMatchObject({
      entries: [{ family: "stack", kendallTau: expect.any(Number), score: expect.any(Number) }],
      reason: expect.stringMatching(/^stack .* was the only family tried$/),
    });
    const [{ weights }] = contest.entries;
    expect(weights.reduce((sum: number, member: { weight: number }) => sum + member.weight, 0)).toBeCloseTo(
      1,
    );

    const listed = async () =>
      (await data(`{ predictors(task: "toy-task", metric: ACCURACY) { key contest { ${CONTEST} } } }`))
        .predictors;
    expect(await listed()).toContainEqual({ key, contest });
    const stored = await api.archive.get("predictor", key);
    const { contest: _, ...earlier } = stored!;
    await api.archive.commit([{ type: "put", kind: "predictor", record: earlier }]);
    expect(await listed()).toContainEqual({ key, contest: null });
  });

  it("suggests what to measure next", async () => {
    const csv = toyTable().replaceAll("toy-", "half-").split("\n").slice(0, 15).join("\n");
    await api.service.importSamples({ name: "half-table", space: "toy", source: csv });
    await api.service.trainPredictor({ task: "half-task", metric: "accuracy" });
    for (const metric of ["latency", "energy"] as const)
      await api.service.trainPredictor({ task: "half-task", device: "half-device", metric });
    const { suggestMeasurements } = await data(
      `{ suggestMeasurements(task: "half-task", device: "half-device", count: 2) {
        key genes partial measurements { key } } }`,
    );
    expect(suggestMeasurements).toHaveLength(2);
    for (const { genes } of suggestMeasurements)
      expect(Object.keys(genes)).toEqual(["depth", "width", "operator"]);
  });
});

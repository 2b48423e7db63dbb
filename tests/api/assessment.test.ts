import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy, startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await fillToy(api.service);
  const toy = { task: "toy-task", device: "toy-device", family: "ridge" };
  for (const metric of ["latency", "accuracy"]) await api.service.trainPredictor({ ...toy, metric });
});
afterAll(() => api.close());

interface Answered {
  readonly predictors: readonly { readonly id: string; readonly key: string }[];
}

describe("the assessment of a predictor", () => {
  it("has networks, calibration and quality with the unit, and at most as many networks as are asked for", async () => {
    const { data } = await api.ask("{ predictors { id key } }");
    for (const { id, key } of (data as unknown as Answered).predictors) {
      const { data: found, errors } = await api.ask(
        `query ($id: ID!) { node(id: $id) { ... on Predictor {
          assessment { kind unit totalCount networks(first: 5) { measured predicted lower upper }
            quality { networks mae } calibration { level coverage } notes } } } }`,
        { id },
      );
      expect(errors).toEqual([]);
      const { assessment } = (found as Record<string, unknown>).node as {
        readonly assessment: Record<string, unknown>;
      };
      expect(assessment).toMatchObject({
        ...{ kind: "CROSS_VALIDATION", totalCount: 24, quality: { networks: 24, mae: expect.any(Number) } },
        unit: key.includes("latency") ? "ms" : "fraction",
        notes: [expect.stringContaining("cross-validation")],
      });
      const measured = (assessment.networks as { readonly measured: number }[]).map((one) => one.measured);
      expect(measured).toHaveLength(5);
      expect(measured).toEqual(measured.toSorted((a, b) => a - b));
      expect(assessment.calibration).toHaveLength(10);
    }
  });

  it("and the learning curve are for single predictors, not for long lists of them", async () => {
    const { errors } = await api.ask("{ devices { predictors { learningCurve { tested } } } }");
    expect(errors[0].message).toMatch(/too (complex|much|large)|cost|work/i);
    const { data } = await api.ask('{ predictors(task: "toy-task", metric: ACCURACY) { id } }');
    const [{ id }] = (data as unknown as Answered).predictors;
    const { data: found } = await api.ask(
      `query ($id: ID!) { node(id: $id) { ... on Predictor {
        learningCurve { unit tested steps { networks mae } } } } }`,
      { id },
    );
    const { learningCurve } = (found as Record<string, unknown>).node as {
      readonly learningCurve: Record<string, unknown>;
    };
    expect(learningCurve).toMatchObject({ unit: "fraction", tested: expect.any(Number) });
    expect((learningCurve.steps as unknown[]).length).toBeGreaterThan(1);
  });
});

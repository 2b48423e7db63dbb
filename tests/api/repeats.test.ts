import { afterAll, beforeAll, expect, it } from "vitest";
import { startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.service.registerSearchSpace({
    id: "sp",
    genes: [{ name: "depth", choices: [2, 3], ordered: true }],
  });
  await api.service.registerTask({ id: "t", space: "sp" });
  await api.service.registerDevice({ id: "d" });
});
afterAll(() => api.close());

it("sums of repeats beyond the largest Int are answered, and an accuracy of 210 examples is bounded", async () => {
  const measurement = {
    architecture: { depth: 2 },
    accuracy: 1,
    examples: 210,
    latency: 5,
    repeats: 1_000_000,
  };
  const measurements = Array.from({ length: 3000 }, () => measurement);
  const submitted = await api.ask(
    `mutation Submit($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) {
       ... on SubmitMeasurementsSuccess { measurements { examples } } } }`,
    { input: { task: "t", device: "d", measurements: measurements.slice(0, 1) } },
  );
  expect(submitted.errors).toEqual([]);
  expect(submitted.data).toMatchObject({ submitMeasurements: { measurements: [{ examples: 210 }, {}] } });
  await api.service.submitMeasurements({ task: "t", device: "d", measurements });
  const { data, errors } = await api.ask(`{ paretoFront(task: "t", device: "d") { ... on ParetoFront {
    nodes { accuracy { value lower upper repeats examples } latency { value repeats examples } } } } }`);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    paretoFront: {
      nodes: [
        {
          accuracy: {
            value: 1,
            lower: expect.closeTo(0.9873, 4),
            upper: 1,
            repeats: 2147483647,
            examples: 210,
          },
          latency: { value: 5, repeats: 2147483647, examples: null },
        },
      ],
    },
  });
});

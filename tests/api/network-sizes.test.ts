import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { complexityOf } from "../../src/space/network/index.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import type { SearchSpace } from "../../src/space/types.js";
import { startApi, type TestApi } from "./harness.js";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const PREDICT = (fields: string) => `query ($architectures: [JSON!]!) {
  predict(task: "t", architectures: $architectures) {
    ... on Predictions { predictions { architecture { ${fields} } } }
  }
}`;

interface Answer {
  readonly predict: { readonly predictions: readonly { readonly architecture: Record<string, unknown> }[] };
}

/** Returns the answer of a query, and the longest time for which nothing else was served meanwhile [ms]. */
async function watched(query: string, architectures: readonly unknown[]) {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const { data, errors } = await api.ask(query, { architectures });
  clearInterval(timer);
  expect(errors).toEqual([]);
  return { answer: data as unknown as Answer, longest };
}

describe("params and macs of 1,000 networks", () => {
  it("are right, and block little more than the networks alone do", async () => {
    await api.service.registerTask({ id: "t", space: "ofa-mobilenet-v3" });
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3") as SearchSpace);
    const networks = sampleDistinct(space, 1000, new Random(1));
    const architectures = networks.map((network) => toArchitecture(space, network));
    const { answer } = await watched(PREDICT("params macs"), architectures);
    expect(answer.predict.predictions.map(({ architecture }) => ({ ...architecture }))).toEqual(
      networks.map((network) => ({ ...complexityOf(space, network) })),
    );
    // The longest time without service, of the best of several tries in turn: other processes disturb the rest.
    let [plain, sizes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i < 15; i++) {
      plain = Math.min(plain, (await watched(PREDICT("key"), architectures)).longest);
      sizes = Math.min(sizes, (await watched(PREDICT("params macs"), architectures)).longest);
    }
    expect(sizes - plain).toBeLessThan(50);
  });
});

import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { TrainingSet } from "../../../predictors/port.js";
import { BackgroundTraining } from "../../../predictors/training/background.js";
import { trainPredictor } from "../../../predictors/training/train.js";
import { Random } from "../../../src/base/random.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { expectWithin } from "../../support/within.js";

const isBuilt = existsSync(new URL("../../../dist/predictors/training/worker.js", import.meta.url));

const space = compileSpace(builtInSpace("nas-bench-201")!);
const genotypes = sampleDistinct(space, 40, new Random(2));
const set: TrainingSet = {
  space,
  metric: "latency",
  genotypes,
  values: Float64Array.from(genotypes, (g) => 1 + g.reduce((sum, choice) => sum + choice, 0)),
  extras: [],
};

const training = new BackgroundTraining();
const trainInBackground = training.train.bind(training);

describe.skipIf(!isBuilt)("training in the background (needs the compiled worker: npm run build)", () => {
  it("trains the same predictor and leaves the event loop free", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const [a, b] = await Promise.all([
      trainInBackground(set, { seed: 1 }),
      trainInBackground(set, { seed: 1, family: "ridge" }),
    ]);
    clearInterval(timer);
    expect(a.family).toBe(trainPredictor(set, { seed: 1 }).family);
    expect(b.family).toBe("ridge");
    expect(ticks).toBeGreaterThan(3);
  });

  it("reports expected failures and continues with the next training", async () => {
    await expect(trainInBackground(set, { seed: 1, family: "oracle" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "family",
    });
    await expect(trainInBackground(set, { seed: 1, family: "ridge" })).resolves.toMatchObject({
      trainedOn: 40,
    });
  });

  it("ends within a second of being cancelled, at work or in the queue", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const atWork = trainInBackground({ ...set, ...large() }, { seed: 1, signal: first.signal });
    const queued = trainInBackground({ ...set, ...large() }, { seed: 2, signal: second.signal });
    const next = trainInBackground(set, { seed: 1, family: "ridge" });
    await sleep(300);
    const began = performance.now();
    second.abort();
    await expect(queued).rejects.toMatchObject({ code: "CANCELLED" });
    first.abort();
    await expect(atWork).rejects.toMatchObject({ code: "CANCELLED" });
    expectWithin(performance.now() - began, 1000);
    await expect(next).resolves.toMatchObject({ family: "ridge" });
  });

  it("ends at once when the process stops, and begins no other training", async () => {
    const under = [1, 2].map((seed) => trainInBackground({ ...set, ...large() }, { seed }));
    const refusals = Promise.all(
      under.map((training) => expect(training).rejects.toMatchObject({ code: "UNAVAILABLE" })),
    );
    await sleep(50);
    const began = performance.now();
    training.end();
    await refusals;
    expectWithin(performance.now() - began, 1500);
    await expect(trainInBackground(set, { seed: 1 })).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

/** A training set that takes many seconds to learn. */
function large(): Pick<TrainingSet, "genotypes" | "values"> {
  const many = sampleDistinct(space, 3000, new Random(3));
  return { genotypes: many, values: Float64Array.from(many, (g) => 1 + g[0] * g[1] + g[2]) };
}

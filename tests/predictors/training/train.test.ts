import { describe, expect, it } from "vitest";
import type { TrainingSet } from "../../../predictors/port.js";
import { assess } from "../../../predictors/quality.js";
import { isReadable, revivePredictor } from "../../../predictors/revive.js";
import { trainPredictor } from "../../../predictors/training/train.js";
import { InvalidInput, NotEnoughData } from "../../../src/base/errors.js";
import type { Metric } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import type { Genotype } from "../../../src/space/types.js";

const space = compileSpace(builtInSpace("nas-bench-201")!);

/** A made-up metric of a cell: cost grows with the indices of the choices and depends slightly on their positions. */
function madeUp(genotypes: readonly Genotype[], metric: Metric, seed: number): TrainingSet {
  const random = new Random(seed);
  const values = Float64Array.from(genotypes, (g) => {
    const load = g.reduce((sum, choice, p) => sum + choice * (1 + 0.2 * p), 0) + 2 * (g[0] === g[5] ? 1 : 0);
    const cost = Math.exp(0.08 * load + 0.02 * random.normal());
    return metric === "accuracy" ? 1 - 0.2 * cost ** -1 : cost;
  });
  return { space, metric, genotypes, values, extras: [] };
}

const genotypes = sampleDistinct(space, 500, new Random(5));
const [known, unseen] = [genotypes.slice(0, 100), genotypes.slice(100)];

describe.each<Metric>(["accuracy", "latency"])("a predictor of %s", (metric) => {
  const training = madeUp(known, metric, 1);
  const heldOut = madeUp(unseen, metric, 2);
  const predictor = trainPredictor(training, { seed: 3 });
  const predictions = predictor.predict(unseen);
  const quality = assess(predictions, heldOut.values);

  it("ranks unseen networks", () => {
    expect(quality.kendallTau).toBeGreaterThan(0.85);
    expect(Math.abs(quality.kendallTau - predictor.quality.kendallTau)).toBeLessThan(0.06);
  });

  it("has 90 % intervals that cover about 90 %, in the right order", () => {
    expect(quality.coverage90).toBeGreaterThan(0.82);
    expect(quality.coverage90).toBeLessThan(0.97);
    predictions.value.forEach((value, i) => {
      expect(predictions.lower[i]).toBeLessThanOrEqual(value);
      expect(predictions.upper[i]).toBeGreaterThanOrEqual(value);
    });
  });

  it("is reproducible, and is revived from JSON bit for bit", () => {
    const state = JSON.parse(JSON.stringify(predictor.state));
    expect(trainPredictor(training, { seed: 3 }).state).toEqual(predictor.state);
    const revived = revivePredictor(state, space);
    expect(revived.predict(unseen)).toEqual(predictions);
    expect([...revived.estimate(unseen).value]).toEqual([...predictions.value]);
    expect(revived.latent(unseen)).toEqual(predictor.latent(unseen));
    expect(revived.quality).toEqual(predictor.quality);
  });

  it("has a latent scale on which better is smaller", () => {
    const sign = metric === "accuracy" ? -1 : 1;
    const natural = predictor.natural(Float64Array.of(-1, 0, 1));
    expect(sign * (natural[1] - natural[0])).toBeGreaterThan(0);
    expect(sign * (natural[2] - natural[1])).toBeGreaterThan(0);
    predictor.toLatent(natural).forEach((x, i) => {
      expect(x).toBeCloseTo(i - 1, 6);
    });
  });

  it("explains why its family was chosen, and over which others", () => {
    const { entries, reason, scale } = predictor.contest;
    expect(entries.map(({ family }) => family)).toContain("ridge");
    expect(reason.startsWith(predictor.family)).toBe(true);
    expect(scale).toBe(metric === "latency" ? "log" : scale);
  });

  it("continues from an earlier predictor with its family and scale", () => {
    const more = madeUp(genotypes.slice(0, 110), metric, 1);
    const next = trainPredictor(more, { seed: 3, warmStart: predictor });
    expect(next.family).toBe(predictor.family);
    expect(next.trainedOn).toBe(110);
    expect(assess(next.predict(unseen), heldOut.values).kendallTau).toBeGreaterThan(
      quality.kendallTau - 0.05,
    );
  });
});

it("tries no family whose estimated time exceeds the budget", () => {
  const families = (budget: number) =>
    trainPredictor(madeUp(known, "latency", 1), { seed: 1, budget }).contest.entries.map(
      ({ family }) => family,
    );
  expect(families(0).filter((family) => family !== "stack")).toEqual(["gaussian-process", "ridge"]);
  expect(families(5)).toContain("boosted-trees");
});

it("trains a stack if asked to", () => {
  const predictor = trainPredictor(madeUp(known, "latency", 1), { seed: 1, family: "stack" });
  expect(predictor.family).toBe("stack");
  const revived = revivePredictor(JSON.parse(JSON.stringify(predictor.state)), space);
  expect(revived.predict(unseen)).toEqual(predictor.predict(unseen));
});

describe("extrapolation", () => {
  const narrow = genotypes.filter((g) => g[2] === 3).slice(0, 20);
  const predictor = trainPredictor(madeUp(narrow, "latency", 1), { seed: 1, family: "ridge" });

  it("is flagged where a gene that never varied takes another choice", () => {
    const { extrapolated } = predictor.predict(unseen);
    expect([...extrapolated]).toEqual(unseen.map((g) => (g[2] === 3 ? 0 : 1)));
  });

  it("can be avoided: the predictor lists the genes that never varied", () => {
    expect(predictor.frozen).toEqual([{ position: 2, choice: 3 }]);
  });
});

describe("extra columns", () => {
  const training = madeUp(known, "accuracy", 1);
  const hint = (set: readonly Genotype[]) => ({ name: "hint", values: madeUp(set, "accuracy", 9).values });
  const predictor = trainPredictor(
    { ...training, extras: [hint(known)] },
    { seed: 1, family: "gaussian-process" },
  );

  it("are used", () => {
    const quality = assess(predictor.predict(unseen, [hint(unseen)]), madeUp(unseen, "accuracy", 2).values);
    expect(quality.kendallTau).toBeGreaterThan(0.93);
  });

  it("are the only columns that are learnt from if there are too few networks for more", () => {
    const few = known.slice(0, 8);
    const fewShot = trainPredictor({ ...madeUp(few, "accuracy", 1), extras: [hint(few)] }, { seed: 1 });
    expect(fewShot.contest.reason).toMatch(/from the extra columns alone/);
    const { kendallTau } = assess(
      fewShot.predict(unseen, [hint(unseen)]),
      madeUp(unseen, "accuracy", 2).values,
    );
    expect(kendallTau).toBeGreaterThan(0.93);
    const revived = revivePredictor(JSON.parse(JSON.stringify(fewShot.state)), space);
    expect(revived.predict(unseen, [hint(unseen)])).toEqual(fewShot.predict(unseen, [hint(unseen)]));
  });

  it("must be given for every prediction", () => {
    expect(() => predictor.predict(unseen)).toThrow(RangeError);
  });
});

describe("a refused training", () => {
  it("names the families there are", () => {
    const attempt = () => trainPredictor(madeUp(known, "latency", 1), { seed: 1, family: "oracle" });
    expect(attempt).toThrow(InvalidInput);
    expect(attempt).toThrow(
      /oracle.*gaussian-process, ridge, boosted-trees, random-forest, mlp-ensemble, few-shot, stack/,
    );
  });

  it("says that networks need a trainer", () => {
    const attempt = () => trainPredictor(madeUp(known, "latency", 1), { seed: 1, family: "mlp-ensemble" });
    expect(attempt).toThrow(InvalidInput);
  });

  it("says how many networks are needed", () => {
    expect(() => trainPredictor(madeUp(known.slice(0, 3), "latency", 1), { seed: 1 })).toThrow(NotEnoughData);
  });

  it("does not read a state of another version", () => {
    const { state } = trainPredictor(madeUp(known.slice(0, 20), "latency", 1), { seed: 1, family: "ridge" });
    expect(() => revivePredictor({ ...state, version: 99 }, space)).toThrow(/train it again/);
    expect([isReadable(state), isReadable({ ...state, version: 1 })]).toEqual([true, false]);
    const few = trainPredictor(madeUp(known.slice(0, 20), "latency", 1), {
      seed: 1,
      family: "few-shot",
    }).state;
    expect([isReadable(few), isReadable({ ...few, version: state.version })]).toEqual([true, false]);
  });
});

it("accepts a handful of networks, equal values, and a value of 0", () => {
  for (const values of [
    Float64Array.of(1, 2, 3, 4, 5),
    new Float64Array(5).fill(2),
    Float64Array.of(0, 1, 1, 2, 2),
  ]) {
    const predictor = trainPredictor(
      { space, metric: "latency", genotypes: known.slice(0, 5), values, extras: [] },
      { seed: 1 },
    );
    const { lower, upper } = predictor.predict(unseen);
    expect([...lower, ...upper].every((x) => Number.isFinite(x) && x >= 0)).toBe(true);
  }
});

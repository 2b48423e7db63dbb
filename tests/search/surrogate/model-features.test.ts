import { describe, expect, it } from "vitest";
import { fewestOperators } from "../../../predictors/features/fewest-operators.js";
import { deviceId } from "../../../src/base/ids.js";
import { Random } from "../../../src/base/random.js";
import type { Problem } from "../../../src/search/ports.js";
import { ModelFeatures } from "../../../src/search/surrogate/model-features.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";

const problemOf = (space: string): Problem => ({
  space: compileSpace(builtInSpace(space)!),
  objectives: [{ metric: "accuracy" }, { metric: "latency", device: deviceId("board") }],
  limits: [undefined, undefined],
});

describe("the columns that the models of a search see", () => {
  it("tell the accuracy of cells, and no cost, how directly the input reaches the output", () => {
    const problem = problemOf("nas-bench-201");
    const features = new ModelFeatures(problem);
    const networks = sampleDistinct(problem.space, 20, new Random(1));
    const { columns, data } = features.encode(networks);
    const [accuracy, latency] = features.groups;
    const own = [...accuracy.keys()].filter((c) => accuracy[c] >= 0 && latency[c] < 0);
    expect(own).toHaveLength(1);
    expect(networks.map((_, r) => data[r * columns + own[0]])).toEqual(
      networks.map(fewestOperators(problem.space)!),
    );
  });

  it("are the same for accuracy and costs in other spaces", () => {
    const [accuracy, latency] = new ModelFeatures(problemOf("ofa-mobilenet-v3")).groups;
    expect(accuracy).toEqual(latency);
  });
});

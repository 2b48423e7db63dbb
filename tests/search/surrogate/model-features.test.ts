import { describe, expect, it } from "vitest";
import { deviceId } from "../../../src/base/ids.js";
import type { KnownObjective, Problem } from "../../../src/search/ports.js";
import { ModelFeatures } from "../../../src/search/surrogate/model-features.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";

const problemOf = (space: string): Problem => ({
  space: compileSpace(builtInSpace(space)!),
  objectives: [{ metric: "accuracy" }, { metric: "latency", device: deviceId("board") }],
  limits: [undefined, undefined],
});

const latencyIsKnown: KnownObjective = {
  objective: 1,
  networks: [],
  isComplete: true,
  valuesOf: (networks) => new Float64Array(networks.length).fill(1),
};

const featuresOf = (space: string) => new ModelFeatures({ ...problemOf(space), known: [latencyIsKnown] });

describe("the columns that the models of a search see", () => {
  it("are fewer for the accuracy of cells until 32 networks are evaluated", () => {
    const features = featuresOf("nas-bench-201");
    expect(features.groupsAt(0)).toBe(features.groupsAt(31));
    expect(features.groupsAt(32)).toBe(features.groupsAt(300));
    const [early, late] = [features.groupsAt(0), features.groupsAt(32)];
    expect(early[0]).not.toEqual(late[0]);
    expect(early[1]).toEqual(late[1]);
  });

  it("are always the same where nothing is known at the start", () => {
    const features = new ModelFeatures(problemOf("nas-bench-201"));
    expect(features.groupsAt(0)).toEqual(features.groupsAt(32));
  });

  it("are always the same for other spaces", () => {
    const features = featuresOf("ofa-mobilenet-v3");
    expect(features.groupsAt(0)).toEqual(features.groupsAt(32));
  });
});

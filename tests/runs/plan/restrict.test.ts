import { describe, expect, it } from "vitest";
import { proposals } from "../../../src/runs/plan/restrict.js";
import type { Evaluator } from "../../../src/search/ports.js";
import { parseArchitecture, toArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf } from "../../../src/space/network/index.js";
import type { SearchSpace } from "../../../src/space/types.js";

const anything: Evaluator = { evaluate: () => (async function* () {})() };
const spaceOf = (id: string) => compileSpace(builtInSpace(id) as SearchSpace);

describe("the networks that a strategy may propose", () => {
  it("are the whole space without constraints on structure", async () => {
    expect(await proposals(spaceOf("ofa-mobilenet-v3"), {}, anything, 1)).toEqual({});
  });

  it("are a seeded draw of valid, distinct networks of a large space", async () => {
    const space = spaceOf("av-mnist");
    const genes = { "fusion.cells": [2], "image.depth_1": [2], "fusion.input_1_1": ["image.2", "image.3"] };
    const { candidates = [] } = await proposals(space, { genes }, anything, 1);
    expect(candidates.length).toBeGreaterThan(1000);
    for (const candidate of candidates.slice(0, 300)) {
      const architecture = toArchitecture(space, candidate);
      expect(parseArchitecture(space, architecture)).toEqual(candidate);
      expect(architecture).toMatchObject({ "fusion.cells": 2, "image.depth_1": 2 });
      expect(genes["fusion.input_1_1"]).toContain(architecture["fusion.input_1_1"]);
    }
    expect((await proposals(space, { genes }, anything, 1)).candidates).toEqual(candidates);
  });

  it("have at most the parameters allowed; a proposal beyond them resolves to a network within them", async () => {
    const space = spaceOf("ofa-mobilenet-v3");
    const maxParams = 5e6;
    const { candidates = [], resolve } = await proposals(space, { maxParams }, anything, 1);
    expect(candidates.length).toBeGreaterThan(1000);
    for (const candidate of candidates.slice(0, 50)) {
      expect(complexityOf(space, candidate)?.params).toBeLessThanOrEqual(maxParams);
    }
    const first = candidates[0];
    expect(resolve?.(first, () => true)).toBe(first);
    const { candidates: [outside] = [] } = await proposals(
      space,
      {
        genes: {
          depth_1: [4],
          depth_2: [4],
          depth_3: [4],
          depth_4: [4],
          depth_5: [4],
          expand_1: [6],
          expand_20: [6],
          expand_19: [6],
          expand_18: [6],
          expand_17: [6],
        },
      },
      anything,
      1,
    );
    expect(complexityOf(space, outside)?.params).toBeGreaterThan(maxParams);
    const inside = resolve?.(outside, () => false);
    expect(candidates).toContain(inside);
    expect(resolve?.(outside, (network) => network === inside)).not.toBe(inside);
    expect(resolve?.(outside, () => true)).toBeUndefined();
  });

  it("must include at least one network", async () => {
    await expect(proposals(spaceOf("ofa-mobilenet-v3"), { maxParams: 1 }, anything, 1)).rejects.toThrow(
      /no network/,
    );
  });
});

import { describe, expect, it } from "vitest";
import { planPairs } from "../../seeds/build-fusion-plan.js";
import { isPartial, parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { COMPOSITIONS } from "../../src/space/network/backbone.js";

const space = compileSpace(builtInSpace("av-mnist")!);
const pairs = (count: number, seed: number) =>
  planPairs(COMPOSITIONS.get("av-mnist")!, { count, size: 64, seed });
const plan = pairs(400, 1);

describe("the plan of the networks to measure", () => {
  it("holds valid networks in canonical form, whose fusion is by turns open and decided", () => {
    plan.forEach(({ index, architecture }, i) => {
      expect(index).toBe(i);
      const genotype = parseArchitecture(space, architecture);
      expect(toArchitecture(space, genotype)).toEqual(architecture);
      expect(isPartial(genotype)).toBe(i % 2 === 0);
    });
  });

  it("begins like a shorter plan of the same seed, and differs from those of other seeds", () => {
    expect(pairs(50, 1)).toEqual(plan.slice(0, 50));
    expect(pairs(50, 2)).not.toEqual(plan.slice(0, 50));
  });

  it("has at most 64 backbones per modality, of every depth about as often", () => {
    for (const modality of ["image", "audio"]) {
      const backbones = plan.map(({ architecture }) =>
        JSON.stringify(Object.entries(architecture).filter(([gene]) => gene.startsWith(modality))),
      );
      expect(new Set(backbones).size).toBeLessThanOrEqual(64);
      expect(new Set(backbones).size).toBeGreaterThan(50);
      for (const depth of [2, 3, 4]) {
        const share =
          plan.filter(({ architecture }) => architecture[`${modality}.depth_1`] === depth).length / 400;
        expect(share).toBeGreaterThan(0.2);
        expect(share).toBeLessThan(0.5);
      }
    }
  });

  it("has every number of cells and nodes, every operator and every cost weight", () => {
    const values = (gene: string) => new Set(plan.map(({ architecture }) => architecture[gene]));
    expect(values("fusion.cells")).toEqual(new Set([1, 2, 3, 4]));
    expect(values("fusion.nodes")).toEqual(new Set([1, 2, 3, 4]));
    expect(values("fusion.operator_1_1").size).toBe(6 + 1);
    expect(new Set(plan.map(({ costWeight }) => costWeight))).toEqual(new Set([0, 0.1, 0.3]));
  });
});

describe("the plan of the networks of pictures and texts", () => {
  const clipArt = compileSpace(builtInSpace("clip-art")!);
  const drawn = planPairs(COMPOSITIONS.get("clip-art")!, { count: 200, size: 8, seed: 1 });

  it("holds valid networks with few distinct backbones, whose fusion reads maps of both modalities", () => {
    for (const { architecture } of drawn) {
      const genotype = parseArchitecture(clipArt, architecture);
      expect(toArchitecture(clipArt, genotype)).toEqual(architecture);
    }
    const backbones = drawn.map(({ architecture }) =>
      JSON.stringify(Object.entries(architecture).filter(([gene]) => gene.startsWith("image."))),
    );
    expect(new Set(backbones).size).toBe(8);
    const read = new Set(drawn.map(({ architecture }) => architecture["fusion.input_1_2"]));
    expect(read).toEqual(new Set([undefined, "image.2", "image.3", "image.4", "text.1", "text.2"]));
  });
});

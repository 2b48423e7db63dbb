import { describe, expect, it } from "vitest";
import { Random } from "../../src/base/random.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { narrow } from "../../src/space/narrow.js";
import { cardinality } from "../../src/space/sampling/cardinality.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import { sampler } from "../../src/space/sampling/sample.js";
import type { Choice } from "../../src/space/types.js";

const space = compileSpace(builtInSpace("av-mnist")!);
const allowing = (genes: Readonly<Record<string, readonly Choice[]>>) =>
  narrow(space, new Map(Object.entries(genes)));

describe("a narrowed space", () => {
  it("is the space itself where nothing is left out", () => {
    expect(narrow(space, new Map())).toBe(space);
  });

  it("keeps the choices that are allowed, in the order of the space", () => {
    const narrowed = allowing({ "fusion.cells": [3, 1], "image.depth_1": [2] });
    const choicesOf = (name: string) => narrowed.genes[narrowed.position.get(name)!].choices;
    expect(choicesOf("fusion.cells")).toEqual([1, 3]);
    expect(choicesOf("image.depth_1")).toEqual([2]);
    expect(cardinality(narrowed)).toBeLessThan(cardinality(space));
  });

  it("leaves pairs that must increase possible: each gene may be what either may", () => {
    const pair = { "fusion.edge_1_1_1": ["input.1"], "fusion.edge_1_1_2": ["input.2"] };
    expect(cardinality(allowing(pair))).toBe(cardinality(space));
    const one = allowing({ "fusion.input_1_1": ["image.1"] });
    expect(cardinality(one)).toBe(cardinality(space));
    const taps = { "fusion.input_1_1": ["image.1"], "fusion.input_1_2": ["audio.1", "audio.2"] };
    const few = allowing(taps);
    expect(cardinality(few)).toBeLessThan(cardinality(space));
    const draw = sampler(few);
    const random = new Random(1);
    for (let i = 0; i < 20; i++) expect(draw(random)).toHaveLength(space.genes.length);
  });

  it("can be listed once it is small", () => {
    const backbones = Object.fromEntries(
      space.genes.flatMap(({ name, choices }) =>
        /kernel|expand|depth/.test(name) ? [[name, [choices[0]]]] : [],
      ),
    );
    const taps = { "fusion.input_1_1": ["image.4"], "fusion.input_1_2": ["audio.4"] };
    const small = allowing({ ...backbones, ...taps, "fusion.cells": [1], "fusion.nodes": [1] });
    expect(cardinality(small)).toBe(6n);
    expect([...enumerate(small)]).toHaveLength(6);
  });
});

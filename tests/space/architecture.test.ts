import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { isPartial, parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { architectureId } from "../../src/space/identity.js";
import { OPEN } from "../../src/space/types.js";

const cells = compileSpace(builtInSpace("nas-bench-201")!);
const fused = compileSpace(builtInSpace("av-mnist")!);
const CELL = Object.fromEntries(cells.genes.map((gene) => [gene.name, "none"]));
const BACKBONES = {
  "image.kernel_1": 3,
  "image.kernel_2": 3,
  "image.expand_1": 3,
  "image.expand_2": 3,
  "image.depth_1": 2,
  "audio.kernel_1": 3,
  "audio.kernel_2": 3,
  "audio.expand_1": 3,
  "audio.expand_2": 3,
  "audio.depth_1": 2,
  "fusion.cells": 2,
  "fusion.nodes": 1,
};

function refusal(space: typeof cells, value: unknown, field?: string): InvalidInput {
  try {
    parseArchitecture(space, value, field);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("an architecture from outside", () => {
  it.each([
    ["null", null, "null"],
    ["a list", [], "a list"],
    ["text", "edge_0_1", '"edge_0_1"'],
    ["a number", Number.NaN, "NaN"],
    ["nothing", undefined, "missing"],
  ])("must be an object, not %s", (_, value, named) => {
    expect(refusal(cells, value).field).toBe("architecture");
    expect(refusal(cells, value).message).toContain(`not ${named}`);
  });

  it.each([
    ["another choice", "conv_9x9", '"conv_9x9"'],
    ["a number", 3, "3"],
    ["NaN", Number.NaN, "NaN"],
    ["null", null, "null"],
    ["a list", ["none"], "a list"],
    ["an object", { none: 1 }, "an object"],
    ["true", true, "true"],
  ])("is refused with %s for a gene, and the message names the gene and its choices", (_, value, shown) => {
    const problem = refusal(cells, { ...CELL, edge_0_2: value });
    expect(problem.field).toBe("architecture.edge_0_2");
    expect(problem.message).toBe(
      'gene "edge_0_2" must be one of "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"; ' +
        `got ${shown}`,
    );
  });

  it("is refused with the text of a number instead of the number", () => {
    const problem = refusal(fused, { ...BACKBONES, "image.kernel_1": "3" });
    expect(problem.message).toBe('gene "image.kernel_1" must be one of 3, 5, 7; got "3"');
  });

  it("is checked in genes that do not exist in it, too", () => {
    expect(refusal(fused, { ...BACKBONES, "image.kernel_4": 9 }).field).toBe("architecture.image.kernel_4");
  });

  it("is refused with an unknown gene, and the message suggests the nearest name", () => {
    expect(refusal(cells, { ...CELL, edge_0_4: "none" }).message).toContain('did you mean "edge_0_1"?');
    expect(refusal(fused, { ...BACKBONES, kernels: 3 }, "items[2]").field).toBe("items[2].kernels");
    expect(refusal(cells, { ...CELL, zebra: 3 }).message).toContain("its genes are edge_0_1, edge_0_2");
    expect(refusal(cells, { ...CELL, ["x".repeat(100_000)]: 3 }).message.length).toBeLessThan(400);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("has no gene %s", (name) => {
    const value = JSON.parse(`{"${name}": {"edge_0_1": "none"}}`);
    expect(refusal(cells, value).field).toBe(`architecture.${name}`);
  });

  it("is read without inherited properties", () => {
    expect(refusal(cells, Object.create(CELL)).message).toContain('gene "edge_0_1" is missing');
  });

  it("is refused without a gene, and the message names the gene and its choices", () => {
    const { edge_1_2: _, ...rest } = CELL;
    const problem = refusal(cells, rest);
    expect(problem.field).toBe("architecture.edge_1_2");
    expect(problem.message).toMatch(/^gene "edge_1_2" is missing; choose one of "none", /);
  });
});

describe("a partial architecture", () => {
  it("may lack any gene that tier 2 decides", () => {
    const none = parseArchitecture(fused, BACKBONES);
    const some = parseArchitecture(fused, { ...BACKBONES, "fusion.operator_2_1": "SE1" });
    expect(isPartial(none) && isPartial(some)).toBe(true);
    expect(toArchitecture(fused, none)).toEqual(BACKBONES);
    expect(toArchitecture(fused, some)).toEqual({ ...BACKBONES, "fusion.operator_2_1": "SE1" });
    expect(architectureId(fused, some)).not.toBe(architectureId(fused, none));
    expect(none.filter((choice) => choice === OPEN)).toHaveLength(2 * 5);
  });

  it("must have the number of cells", () => {
    const { "fusion.cells": _, ...rest } = BACKBONES;
    expect(refusal(fused, rest).field).toBe("architecture.fusion.cells");
  });

  it.each([
    ["image.2", "image.2"],
    ["audio.1", "image.4"],
    ["audio.4", undefined],
    [undefined, "image.1"],
  ])("keeps pairs of inputs increasing: %s, %s", (first, second) => {
    const problem = refusal(fused, { ...BACKBONES, "fusion.input_1_1": first, "fusion.input_1_2": second });
    expect(problem.field).toBe("architecture.fusion.input_1_2");
    expect(problem.message).toMatch(
      /"fusion.input_1_1" must come before gene "fusion.input_1_2" in the order "image.1"/,
    );
  });
});

import { describe, expect, it } from "vitest";
import { parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace, builtInSpaces } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { largest, smallest } from "../../src/space/extremes.js";
import { architectureId, canonicalForm, genotypeKey } from "../../src/space/identity.js";
import { cardinality } from "../../src/space/sampling/cardinality.js";
import { enumerate } from "../../src/space/sampling/enumerate.js";
import type { Space } from "../../src/space/space.js";

const BACKBONE = 7371n;
const compiled = (id: string): Space => compileSpace(builtInSpace(id)!);

const CELL = {
  edge_0_1: "nor_conv_3x3",
  edge_0_2: "skip_connect",
  edge_1_2: "nor_conv_3x3",
  edge_0_3: "none",
  edge_1_3: "avg_pool_3x3",
  edge_2_3: "nor_conv_1x1",
};
const AV_MNIST = {
  "image.kernel_1": 5,
  "image.kernel_2": 5,
  "image.expand_1": 3,
  "image.expand_2": 3,
  "image.depth_1": 2,
  "audio.kernel_1": 3,
  "audio.kernel_2": 3,
  "audio.expand_1": 3,
  "audio.expand_2": 3,
  "audio.depth_1": 2,
  "fusion.cells": 1,
  "fusion.nodes": 2,
  "fusion.input_1_1": "image.4",
  "fusion.input_1_2": "audio.4",
  "fusion.edge_1_1_1": "input.1",
  "fusion.edge_1_1_2": "input.2",
  "fusion.operator_1_1": "LinearGLU",
  "fusion.edge_1_2_1": "input.1",
  "fusion.edge_1_2_2": "node.1",
  "fusion.operator_1_2": "Sum",
};

describe("content ids", () => {
  it.each([
    ["nas-bench-201", CELL, "b5bb526f51497ced0a4995567765ef6219773e323c29462eb46bfa1cbdf64321"],
    ["av-mnist", AV_MNIST, "51d075bf8ef6299e168eed6cfd9f0afd6146a4cd181e8dd5b601994270a6a99f"],
  ])("match the published test vector of %s", (id, architecture, expected) => {
    const space = compiled(id);
    const genotype = parseArchitecture(space, architecture);
    expect(canonicalForm(space, genotype)).toBe(JSON.stringify(architecture));
    expect(architectureId(space, genotype)).toBe(expected);
    const shuffled = Object.fromEntries(Object.entries(architecture).reverse());
    expect(architectureId(space, parseArchitecture(space, shuffled))).toBe(expected);
  });

  it("do not depend on genes that do not exist", () => {
    const space = compiled("av-mnist");
    const unused = { "image.kernel_4": 7, "audio.expand_3": 6, "fusion.operator_4_4": "SE1" };
    const genotype = parseArchitecture(space, { ...unused, ...AV_MNIST });
    expect(toArchitecture(space, genotype)).toEqual(AV_MNIST);
  });
});

describe("gene order", () => {
  it("is that of the interface for the OFA space", () => {
    const numbered = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}_${i + 1}`);
    expect(compiled("ofa-mobilenet-v3").genes.map((gene) => gene.name)).toEqual([
      ...numbered("kernel", 20),
      ...numbered("expand", 20),
      ...numbered("depth", 5),
      "resolution",
    ]);
  });

  it("puts backbones first, then cells, nodes and each cell's wiring", () => {
    const names = compiled("memes-politics").genes.map((gene) => gene.name);
    expect(names.slice(0, 29)).toEqual([
      ...Array.from({ length: 12 }, (_, i) => `image.kernel_${i + 1}`),
      ...Array.from({ length: 12 }, (_, i) => `image.expand_${i + 1}`),
      "image.depth_1",
      "image.depth_2",
      "image.depth_3",
      "fusion.cells",
      "fusion.nodes",
    ]);
    expect(names.slice(29, 35)).toEqual([
      "fusion.input_1_1",
      "fusion.input_1_2",
      "fusion.edge_1_1_1",
      "fusion.edge_1_1_2",
      "fusion.operator_1_1",
      "fusion.edge_1_2_1",
    ]);
    expect(names[43]).toBe("fusion.input_2_1");
    expect(names).toHaveLength(29 + 4 * 14);
  });

  it("offers text taps, and the cells before, as fusion inputs", () => {
    const space = compiled("mm-imdb");
    const inputs = space.genes[space.position.get("fusion.input_3_2")!].choices;
    expect(inputs).toEqual([
      "image.1",
      "image.2",
      "image.3",
      "image.4",
      "text.1",
      "text.2",
      "cell.1",
      "cell.2",
    ]);
    const edges = space.genes[space.position.get("fusion.edge_1_3_1")!].choices;
    expect(edges).toEqual(["input.1", "input.2", "node.1", "node.2"]);
  });
});

describe("cardinality", () => {
  /** Counts the fusion networks over `taps` feature maps by the product rule. */
  const fusions = (taps: number): bigint => {
    const pairs = (n: number): bigint => BigInt((n * (n - 1)) / 2);
    let sum = 0n;
    for (let cells = 1; cells <= 4; cells++) {
      for (let nodes = 1; nodes <= 4; nodes++) {
        let product = 1n;
        for (let cell = 1; cell <= cells; cell++) {
          product *= pairs(taps + cell - 1);
          for (let node = 1; node <= nodes; node++) product *= pairs(node + 1) * 6n;
        }
        sum += product;
      }
    }
    return sum;
  };

  it.each([
    ["nas-bench-201", 15_625n, 15_625n],
    ["ofa-mobilenet-v3", BACKBONE ** 5n * 25n, BACKBONE ** 5n * 25n],
    ["av-mnist", BACKBONE ** 2n * fusions(8), BACKBONE ** 2n * 16n],
    ["memes-politics", BACKBONE ** 3n * fusions(6), BACKBONE ** 3n * 16n],
    ["clip-art", BACKBONE ** 3n * fusions(6), BACKBONE ** 3n * 16n],
    ["mm-imdb", BACKBONE ** 5n * fusions(6), BACKBONE ** 5n * 16n],
  ])("of %s is exact", (id, complete, partial) => {
    expect(cardinality(compiled(id))).toBe(complete);
    expect(cardinality(compiled(id), { partial: true })).toBe(partial);
  });

  it("is what enumeration finds for NAS-Bench-201", () => {
    const all = [...enumerate(compiled("nas-bench-201"))];
    expect(new Set(all.map(genotypeKey)).size).toBe(15_625);
  });
});

describe("the smallest and the largest network", () => {
  it("of NAS-Bench-201 have no edge, and 3x3 convolutions everywhere", () => {
    const space = compiled("nas-bench-201");
    expect(new Set(Object.values(toArchitecture(space, smallest(space))))).toEqual(new Set(["none"]));
    expect(new Set(Object.values(toArchitecture(space, largest(space))))).toEqual(new Set(["nor_conv_3x3"]));
  });

  it("of AV-MNIST differ in backbones, cells, nodes and operators", () => {
    const space = compiled("av-mnist");
    expect(toArchitecture(space, smallest(space))).toMatchObject({
      "image.depth_1": 2,
      "audio.kernel_2": 3,
      "fusion.cells": 1,
      "fusion.nodes": 1,
      "fusion.operator_1_1": "Sum",
    });
    expect(toArchitecture(space, largest(space))).toMatchObject({
      "image.depth_1": 4,
      "audio.kernel_4": 7,
      "fusion.cells": 4,
      "fusion.nodes": 4,
      "fusion.operator_4_4": "LinearGLU",
    });
  });
});

it("every built-in space declares a structure over its own genes", () => {
  for (const { genes, structure } of builtInSpaces) {
    const names = new Set(genes.map((gene) => gene.name));
    const used =
      structure?.kind === "cell"
        ? Object.keys(structure.edges)
        : structure!.stages.flatMap((stage) => [stage.depth, ...stage.blocks.flat()]);
    expect(used.length).toBeGreaterThan(0);
    expect(used.every((name) => names.has(name))).toBe(true);
  }
  expect(builtInSpace("no-such-space")).toBeUndefined();
});

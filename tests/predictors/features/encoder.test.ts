import { describe, expect, it } from "vitest";
import { createEncoder } from "../../../predictors/features/encoder.js";
import { spaceId } from "../../../src/base/ids.js";
import { Random } from "../../../src/base/random.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpaces } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { type Gene, OPEN, type SearchSpace } from "../../../src/space/types.js";

const gene = (name: string): Gene => ({
  name,
  choices: ["gone", "pass", "a", "b"],
  ordered: false,
  activeWhen: [],
  tier: 1,
});

/** A cell with the vertices 0, 1 and 2, whose operators have names without meaning. */
const diamond: SearchSpace = {
  id: spaceId("diamond"),
  genes: [gene("short"), gene("first"), gene("second")],
  structure: {
    kind: "cell",
    edges: { short: [0, 2], first: [0, 1], second: [1, 2] },
    none: "gone",
    identity: "pass",
  },
  increasing: [],
};

function featuresOf(spec: SearchSpace, architecture: Record<string, string | number>): Map<string, number> {
  const space = compileSpace(spec);
  const encoder = createEncoder(space, []);
  const { data } = encoder.encode([parseArchitecture(space, architecture)]);
  return new Map(encoder.names.map((name, c) => [name, data[c]]));
}

describe("counts of choices", () => {
  const node = (name: string, choices: readonly string[], ordered = false): Gene => ({
    name,
    choices,
    ordered,
    activeWhen: name === "third" ? [{ gene: "second", in: ["sum"] }] : [],
    tier: 1,
  });
  const nodes: SearchSpace = {
    id: spaceId("nodes"),
    genes: [
      node("first", ["sum", "max"]),
      node("second", ["sum", "gate"]),
      node("third", ["gate", "max"]),
      node("size", ["sum", "max"], true),
      node("norm", ["batch", "layer"]),
    ],
    increasing: [],
  };
  const counts = (architecture: Record<string, string>) => {
    const features = featuresOf(nodes, { size: "sum", norm: "batch", ...architecture });
    return Object.fromEntries([...features].filter(([name]) => name.startsWith("count of ")));
  };

  it("are taken over the active unordered genes that share choices", () => {
    expect(counts({ first: "sum", second: "sum", third: "gate" })).toEqual({
      "count of sum": 2,
      "count of max": 0,
      "count of gate": 1,
    });
    expect(counts({ first: "max", second: "gate" })).toEqual({
      "count of sum": 0,
      "count of max": 1,
      "count of gate": 1,
    });
  });

  it("divide a gene that is not decided equally among its choices", () => {
    const space = compileSpace(nodes);
    const encoder = createEncoder(space, []);
    const genotype = parseArchitecture(space, {
      first: "sum",
      second: "sum",
      third: "gate",
      size: "sum",
      norm: "batch",
    });
    genotype[1] = OPEN;
    const { data } = encoder.encode([genotype]);
    expect(data[encoder.names.indexOf("count of sum")]).toBe(1.5);
    expect(data[encoder.names.indexOf("count of gate")]).toBe(1.5);
  });

  it("leave out genes that the features of a cell count", () => {
    const names = createEncoder(compileSpace(diamond), []).names;
    expect(names.filter((name) => name.startsWith("count of "))).toEqual([]);
  });
});

describe("cell features", () => {
  it("name paths by their operators, identities left out", () => {
    const features = featuresOf(diamond, { short: "pass", first: "b", second: "a" });
    const present = [...features].filter(([name, value]) => name.startsWith("path:") && value > 0);
    expect(present).toEqual([
      ["path:", 1],
      ["path:b>a", 1],
    ]);
    expect(features.get("paths")).toBe(2);
    expect(features.get("longest:a+b")).toBe(2);
    expect(features.get("longest:a")).toBe(1);
  });

  it("distinguish live edges from edges that lead nowhere", () => {
    const features = featuresOf(diamond, { short: "a", first: "b", second: "gone" });
    expect(features.get("paths")).toBe(1);
    expect([features.get("live:a"), features.get("live:b")]).toEqual([1, 0]);
    expect([features.get("all:a"), features.get("all:b")]).toEqual([1, 1]);
    expect(features.get("longest:a+b")).toBe(1);
  });

  it("count paths by how many operators of each set they apply", () => {
    const features = featuresOf(diamond, { short: "a", first: "b", second: "a" });
    const histogram = (set: string) =>
      [0, 1, 2].map((count) => features.get(`paths with ${count} of ${set}`));
    expect(histogram("a")).toEqual([0, Math.log(3), 0]);
    expect(histogram("b")).toEqual([Math.log(2), Math.log(2), 0]);
    expect(histogram("a+b")).toEqual([0, Math.log(2), Math.log(2)]);
  });

  it("do not show edges that lead nowhere to models of accuracy", () => {
    const space = compileSpace(diamond);
    const encoder = createEncoder(space, []);
    const seen = (second: string): number[] => {
      const architecture = parseArchitecture(space, { short: "a", first: "gone", second });
      const groups = encoder.groupsFor("accuracy");
      return [...encoder.encode([architecture]).data].filter((_, c) => groups[c] >= 0);
    };
    expect(seen("b")).toEqual(seen("pass"));
  });

  it("are all zero where nothing is connected", () => {
    const features = featuresOf(diamond, { short: "gone", first: "gone", second: "b" });
    expect(
      [...features].filter(([name]) => /^(path|live|longest)/.test(name)).every(([, value]) => value === 0),
    ).toBe(true);
  });
});

describe("stages features", () => {
  it("sum over the existing blocks, and distinguish an absent block from one with the smallest choice", () => {
    const ordered = (name: string, choices: number[], activeWhen: Gene["activeWhen"] = []): Gene => ({
      name,
      choices,
      ordered: true,
      activeWhen,
      tier: 1,
    });
    const spec: SearchSpace = {
      id: spaceId("staged"),
      genes: [
        ordered("k1", [3, 6]),
        ordered("k2", [3, 6], [{ gene: "d", atLeast: 2 }]),
        ordered("d", [1, 2]),
      ],
      structure: { kind: "stages", stages: [{ depth: "d", blocks: [["k1"], ["k2"]] }] },
      increasing: [],
    };
    const shallow = featuresOf(spec, { k1: 6, d: 1 });
    const deep = featuresOf(spec, { k1: 6, k2: 3, d: 2 });
    expect([shallow.get("k2:share"), deep.get("k2:share")]).toEqual([0, 0.5]);
    expect([shallow.get("d:sum_1"), deep.get("d:sum_1")]).toEqual([1, 1.5]);
    expect([shallow.get("d:share"), deep.get("d:share")]).toEqual([0.5, 1]);
    expect([shallow.get("k1>=6"), shallow.get("k2>=6")]).toEqual([1, 0]);
    expect(deep.get("k2>=6")).toBe(0);
    expect(featuresOf(spec, { k1: 3, k2: 6, d: 2 }).get("k2>=6")).toBe(1);
  });
});

describe.each(builtInSpaces.map((spec) => [spec.id as string, spec] as const))("encoding %s", (_, spec) => {
  const space = compileSpace(spec);
  const genotypes = sampleDistinct(space, 60, new Random(1));

  it("gives finite numbers, distinct for distinct architectures", () => {
    const encoder = createEncoder(space, ["extra"]);
    const extra = { name: "extra", values: new Float64Array(genotypes.length).fill(7) };
    const { rows, columns, data } = encoder.encode(genotypes, [extra]);
    expect(data.every(Number.isFinite)).toBe(true);
    expect([columns, encoder.groupsFor("latency").length]).toEqual([encoder.names.length, columns]);
    const texts = Array.from({ length: rows }, (_, r) =>
      data.subarray(r * columns, (r + 1) * columns).join(),
    );
    expect(new Set(texts).size).toBe(genotypes.length);
    expect(data[columns - 1]).toBe(7);
  });

  it("has groups without gaps, and each column bears on some metric", () => {
    const encoder = createEncoder(space, []);
    const [accuracy, latency] = [encoder.groupsFor("accuracy"), encoder.groupsFor("latency")];
    const all = accuracy.map((group, c) => Math.max(group, latency[c]));
    const groups = [...new Set(all)].sort((a, b) => a - b);
    expect(groups).toEqual(groups.map((_, i) => i));
    expect(encoder.groupsFor("energy")).toEqual(latency);
  });
});

describe("columns on what a cell computes", () => {
  it("can be told from those on what it executes", () => {
    const { names, groupsFor } = createEncoder(compileSpace(diamond), []);
    const seen = (metric: "accuracy" | "latency") =>
      names.filter((_, c) => groupsFor(metric)[c] >= 0).map((name) => name.split(":")[0]);
    expect(seen("accuracy")).not.toContain("all");
    expect(seen("latency")).toContain("all");
  });

  it("cannot in stages", () => {
    const space = compileSpace(builtInSpaces.find(({ id }) => id === "ofa-mobilenet-v3")!);
    const { groupsFor } = createEncoder(space, []);
    expect(groupsFor("accuracy")).toEqual(groupsFor("latency"));
  });
});

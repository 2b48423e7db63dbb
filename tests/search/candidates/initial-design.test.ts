import { describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { initialDesign } from "../../../src/search/candidates/initial-design.js";
import { shortcutTest } from "../../../src/search/candidates/shortcuts.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";

const cells = compileSpace(builtInSpace("nas-bench-201")!);
const hasShortcut = shortcutTest(cells)!;

/** A cell by its operators in gene order: none, skip, 1x1, 3x3 or pool. */
function cell(operators: string) {
  const names = {
    ".": "none",
    s: "skip_connect",
    1: "nor_conv_1x1",
    3: "nor_conv_3x3",
    p: "avg_pool_3x3",
  } as const;
  const genes = cells.genes.map(({ name }, i) => [name, names[operators[i] as keyof typeof names]]);
  return parseArchitecture(cells, Object.fromEntries(genes));
}

const problem = { space: cells, objectives: [{ metric: "accuracy" }], limits: [undefined] } as const;

describe("a shortcut of a cell", () => {
  it("is an identity straight from its input to its output, beside operators on half of the other edges", () => {
    expect(hasShortcut(cell("13.s11"))).toBe(true);
    expect(hasShortcut(cell("1.1s.1"))).toBe(true);
    expect(hasShortcut(cell("1..s.1"))).toBe(false);
    expect(hasShortcut(cell("13.111"))).toBe(false);
    expect(hasShortcut(cell("ssssss"))).toBe(false);
  });

  it("exists only in spaces of cells", () => {
    expect(shortcutTest(compileSpace(builtInSpace("ofa-mobilenet-v3")!))).toBeUndefined();
    const { structure: _, ...plain } = builtInSpace("nas-bench-201")!;
    expect(shortcutTest(compileSpace(plain))).toBeUndefined();
  });
});

describe("the first design", () => {
  it.each([4, 10])("has a shortcut in every second cell of %i", (count) => {
    for (let seed = 1; seed <= 20; seed++) {
      const design = initialDesign(problem, count, new Random(seed), { isBalanced: true });
      expect(design).toHaveLength(count);
      expect(design.map(hasShortcut)).toEqual(design.map((_, i) => i % 2 === 0));
    }
  });

  it("takes what is there where no cell has a shortcut, or every one has", () => {
    for (const cellsWith of [
      ["13.111", "131111", "1311p1"],
      ["13.s11", "131s11", "131s1p"],
    ]) {
      const candidates = cellsWith.map(cell);
      const design = initialDesign({ ...problem, candidates }, 10, new Random(1), { isBalanced: true });
      expect(design).toHaveLength(3);
    }
  });

  it("is drawn by chance unless it has to be balanced", () => {
    const shares = Array.from({ length: 20 }, (_, seed) =>
      initialDesign(problem, 10, new Random(seed)).filter(hasShortcut),
    );
    expect(shares.flat().length).toBeLessThan(50);
  });

  it("keeps the limits first", () => {
    const design = initialDesign(problem, 4, new Random(1), {
      keepsLimits: (networks) => Float64Array.from(networks, (network) => (network[0] === 2 ? 1 : 0)),
      isBalanced: true,
    });
    expect(design.every((network) => network[0] === 2)).toBe(true);
    expect(design.filter(hasShortcut)).toHaveLength(2);
  });
});

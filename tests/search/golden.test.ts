import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/search/ports.js";
import { createStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { INACTIVE } from "../../src/space/types.js";
import { drive, landscapeProblem, landscapeValues } from "./toy.js";

const LENGTH: Record<StrategyName, number> = { random: 20, nsga2: 100, surrogate: 30 };

/** The problem of two-tier NSGA-II: the genes of the landscape form two backbones. */
const multimodal: Problem = {
  ...landscapeProblem,
  modalities: [
    [0, 1, 2],
    [3, 4],
  ].map((genes) => ({
    genes,
    valuesOf: (genotype) =>
      landscapeValues(genotype.map((choice, p) => (genes.includes(p) ? choice : INACTIVE))),
  })),
};
const RUNS = [
  ...STRATEGIES.map((name) => ({ title: name, name, problem: landscapeProblem })),
  { title: "two-tier", name: "nsga2" as const, problem: multimodal },
];

/**
 * Pinned runs: each line of a golden file has a seed and the networks proposed in order, one digit per gene. Any change
 * in the behaviour of a strategy makes these tests fail. To pin an intended change, run `GOLDEN=write npx vitest run
 * tests/search/golden.test.ts`.
 */
describe.each(RUNS)("golden run of $title", ({ title: run, name, problem }) => {
  const file = new URL(`../golden/search-${run}.txt`, import.meta.url);

  test.each([1, 2])("seed %i", async (seed) => {
    const asked = await drive(createStrategy(name, problem, { seed }), LENGTH[name]);
    const lines = asked.map((network) => network.join(""));
    const title = `seed ${seed}: `;
    if (process.env.GOLDEN === "write") pin(file, title, lines.join(" "));
    const pinned = readFileSync(file, "utf8").split("\n");
    expect(pinned.find((line) => line.startsWith(title))).toBe(title + lines.join(" "));
  });
});

function pin(file: URL, title: string, run: string): void {
  const others = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const kept = others.filter((line) => line !== "" && !line.startsWith(title));
  writeFileSync(file, `${[...kept, title + run].sort().join("\n")}\n`);
}

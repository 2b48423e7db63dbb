import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/search/ports.js";
import { createStrategy, STRATEGIES, type StrategyName } from "../../src/search/strategies.js";
import { INACTIVE } from "../../src/space/types.js";
import { drive, landscapeProblem, landscapeValues } from "./toy.js";

const LENGTH: Record<StrategyName, number> = { random: 20, nsga2: 100, surrogate: 30 };

/** NSGA-II in two tiers, on a landscape whose genes are two backbones. */
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
 * Seeded runs, pinned: each line is a network, one digit per gene. Any change of a strategy's behaviour shows here; where
 * it is meant, `GOLDEN=write npx vitest run tests/search/golden.test.ts` pins the new one.
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

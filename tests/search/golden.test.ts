import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { StrategyName } from "../../src/search/ports.js";
import { STRATEGIES } from "../../src/search/ports.js";
import { createStrategy } from "../../src/search/strategies.js";
import { drive, landscapeProblem } from "./toy.js";

const LENGTH: Record<StrategyName, number> = { random: 20, nsga2: 100, surrogate: 30 };

/**
 * Seeded runs, pinned: each line is a network, one digit per gene. Any change of a strategy's behaviour shows here; where
 * it is meant, `GOLDEN=write npx vitest run tests/search/golden.test.ts` pins the new one.
 */
describe.each(STRATEGIES)("golden run of %s", (name) => {
  const file = new URL(`../golden/search-${name}.txt`, import.meta.url);

  test.each([1, 2])("seed %i", async (seed) => {
    const asked = await drive(createStrategy(name, landscapeProblem, { seed }), LENGTH[name]);
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

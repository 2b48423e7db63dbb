import { expect } from "vitest";
import { type Element, element, svgText } from "../../charts/svg.js";
import { Random } from "../../src/base/random.js";

/** Networks with seeded values: a cost from 1 to 10, a score that rises with it, and a gene of three choices. */
export function seededNetworks(count: number, seed = 1) {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const cost = 1 + 9 * random.next();
    return { cost, score: 0.6 + 0.03 * cost + 0.02 * random.normal(), gene: random.int(3) };
  });
}

/** Expects that these elements are, as text, what the file beside the tests has. */
export async function expectSvg(name: string, elements: readonly Element[]): Promise<void> {
  const svg = element("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: "0 0 600 320" }, ...elements);
  await expect(`${svgText(svg)}\n`).toMatchFileSnapshot(`svg/${name}.svg`);
}

import { compileSpace } from "./compile.js";
import type { Space } from "./space.js";

/**
 * Returns the space without the genes that tier 2 decides, under the same id. If there are none, it returns the space
 * itself.
 */
export function tierOneOf(space: Space): Space {
  const { spec } = space;
  const genes = spec.genes.filter(({ tier }) => tier !== 2);
  if (genes.length === spec.genes.length) return space;
  const names = new Set(genes.map(({ name }) => name));
  const increasing = spec.increasing.filter((pair) => pair.every((name) => names.has(name)));
  return compileSpace({ ...spec, increasing, genes });
}

import { Random } from "../../src/base/random.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { narrow } from "../../src/space/narrow.js";
import { sampler } from "../../src/space/sampling/sample.js";
import type { Architecture } from "../../src/space/types.js";

/**
 * Returns a function that draws the i-th network of a built-in space. Where it has fusion, numbers of cells and nodes
 * take turns, because nearly all distinct networks have four cells of four nodes.
 */
export function drawNetworks(id: string): (i: number) => Architecture {
  const spec = builtInSpace(id);
  if (spec === undefined) throw new Error(`there is no built-in space "${id}"`);
  const space = compileSpace(spec);
  const sizes = space.position.has("fusion.cells")
    ? [1, 2, 3, 4].flatMap((c) => [1, 2, 3, 4].map((n) => [c, n]))
    : [];
  const draws = (sizes.length === 0 ? [undefined] : sizes).map((size) => {
    const fixed = new Map(
      size && [["fusion.cells", [size[0]]] as const, ["fusion.nodes", [size[1]]] as const],
    );
    const narrowed = narrow(space, fixed);
    const draw = sampler(narrowed);
    return (random: Random): Architecture => toArchitecture(narrowed, draw(random));
  });
  return (i) => draws[i % draws.length](new Random(`export ${id}`).fork(i));
}

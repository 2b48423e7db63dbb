import { describe, expect, it } from "vitest";
import { fewestOperators } from "../../../predictors/features/fewest-operators.js";
import { spaceId } from "../../../src/base/ids.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import type { Gene } from "../../../src/space/types.js";

const nasBench = compileSpace(builtInSpace("nas-bench-201")!);

/** The number of a cell of NAS-Bench-201, of which the edges that are not named are removed. */
function fewest(edges: Record<string, string>): number {
  const removed = Object.fromEntries(nasBench.genes.map(({ name }) => [name, "none"]));
  return fewestOperators(nasBench)!(parseArchitecture(nasBench, { ...removed, ...edges }));
}

const chain = { edge_0_1: "nor_conv_3x3", edge_1_2: "avg_pool_3x3", edge_2_3: "nor_conv_1x1" };

describe("the fewest operators on a path of a cell", () => {
  it("are counted on the path that has the fewest, pooling among them", () => {
    expect(fewest(chain)).toBe(3);
    expect(fewest({ ...chain, edge_0_2: "nor_conv_1x1" })).toBe(2);
    expect(fewest({ ...chain, edge_0_3: "nor_conv_3x3" })).toBe(1);
  });

  it("are none where identities lead from the input to the output", () => {
    expect(fewest({ ...chain, edge_0_3: "skip_connect" })).toBe(0);
    expect(fewest({ ...chain, edge_0_2: "skip_connect" })).toBe(1);
    expect(fewest({ ...chain, edge_0_1: "skip_connect", edge_1_3: "skip_connect" })).toBe(0);
  });

  it("are not counted on paths that are removed, and are none where no path is left", () => {
    expect(fewest({ ...chain, edge_0_2: "skip_connect", edge_2_3: "none", edge_0_1: "none" })).toBe(0);
    expect(fewest({ edge_0_1: "nor_conv_3x3" })).toBe(0);
    expect(fewest({ ...chain, edge_1_3: "skip_connect", edge_2_3: "none" })).toBe(1);
  });

  it("are not known in spaces of no cells, and where a cell has too many paths", () => {
    expect(fewestOperators(compileSpace(builtInSpace("ofa-mobilenet-v3")!))).toBeUndefined();
    const gene = (name: string): Gene => ({
      name,
      choices: ["none", "skip", "conv"],
      ordered: false,
      activeWhen: [],
      tier: 1,
    });
    const edges: Record<string, [number, number]> = {};
    for (let to = 1; to < 11; to++)
      for (let from = 0; from < to; from++) edges[`e_${from}_${to}`] = [from, to];
    const dense = compileSpace({
      id: spaceId("dense"),
      genes: Object.keys(edges).map(gene),
      structure: { kind: "cell", edges, none: "none", identity: "skip" },
      increasing: [],
    });
    expect(fewestOperators(dense)).toBeUndefined();
  });
});

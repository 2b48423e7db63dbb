import { describe, expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf, layersOf } from "../../../src/space/network/index.js";
import { layerComplexity } from "../../../src/space/network/layer-complexity.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { sampler } from "../../../src/space/sampling/sample.js";
import type { Space } from "../../../src/space/space.js";
import { dataFolder, noData, table } from "../../support/data.js";

/** Returns the numbers of the rows whose `macs` or `params` differ from the computed ones. */
function mismatches(space: Space, rows: readonly Record<string, string>[]): number[] {
  return rows.flatMap((row, i) => {
    const genes = space.genes.map(({ name, choices }) => [
      name,
      typeof choices[0] === "number" ? Number(row[name]) : row[name],
    ]);
    const computed = complexityOf(space, parseArchitecture(space, Object.fromEntries(genes)));
    return computed?.macs === Number(row.macs) && computed.params === Number(row.params) ? [] : [i];
  });
}

describe("MACs and parameters", () => {
  it.skipIf(dataFolder === undefined).each([
    ["ofa-mobilenet-v3", "ofa-mobilenet-v3/accuracy.csv", 1612],
    ["nas-bench-201", "nas-bench-201/samples.csv", 15_625],
  ])(
    `of %s are the table's in every row${dataFolder === undefined ? ` (${noData})` : ""}`,
    (id, path, count) => {
      const rows = table(path);
      expect(rows).toHaveLength(count);
      expect(mismatches(compileSpace(builtInSpace(id)!), rows)).toEqual([]);
    },
  );

  it("of a known OFA sub-network are those published", () => {
    const kernels = [5, 7, 5, 5, 3, 3, 3, 7, 5, 5, 3, 7, 7, 3, 3, 3, 5, 5, 5, 5];
    const expands = [4, 3, 4, 4, 4, 6, 3, 4, 4, 3, 4, 3, 3, 6, 6, 6, 4, 3, 4, 4];
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    const genotype = parseArchitecture(space, {
      ...Object.fromEntries(kernels.map((kernel, i) => [`kernel_${i + 1}`, kernel])),
      ...Object.fromEntries(expands.map((expand, i) => [`expand_${i + 1}`, expand])),
      ...Object.fromEntries([2, 3, 2, 4, 3].map((depth, i) => [`depth_${i + 1}`, depth])),
      resolution: 224,
    });
    expect(complexityOf(space, genotype)).toEqual({ macs: 255_502_624, params: 5_029_656 });
  });

  it.each(["av-mnist", "memes-politics", "mm-imdb", "ofa-mobilenet-v3"])(
    "of %s are the sum over its layers, complete or partial",
    (id) => {
      const space = compileSpace(builtInSpace(id)!);
      const random = new Random(5);
      for (const partial of [false, true]) {
        const draw = sampler(space, { partial });
        for (let i = 0; i < 50; i++) {
          const genotype = draw(random);
          const parts = layersOf(space, genotype, { skipOpen: true })!.map(layerComplexity);
          expect(complexityOf(space, genotype)).toEqual({
            macs: parts.reduce((sum, part) => sum + part.macs, 0),
            params: parts.reduce((sum, part) => sum + part.params, 0),
          });
        }
      }
    },
  );

  it("are not known of a user-defined space", () => {
    const space = compileSpace(parseSpace({ id: "mine", genes: [{ name: "a", choices: [1, 2] }] }));
    expect(complexityOf(space, Uint8Array.of(0))).toBeUndefined();
    expect(layersOf(space, Uint8Array.of(0))).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseArchitecture, toArchitecture } from "../../../../src/space/architecture.js";
import { builtInSpace } from "../../../../src/space/built-in/index.js";
import { compileSpace } from "../../../../src/space/compile.js";
import { fusionGenes, fusionOf } from "../../../../src/space/network/fusion-genotype.js";
import { FUSION_OPERATORS } from "../../../../src/space/network/layer.js";
import { type ArchitectureValues, derive } from "../../../../src/training/fusion/search/derive.js";
import { SMALLEST_BACKBONES } from "../../../support/generated-av-mnist.js";

const TAPS = ["image", "audio"].flatMap((modality) => [1, 2, 3, 4].map((i) => `${modality}.${i}`));

type Logit = (name: string, edge: number, choice: number) => number;

/** Architecture parameters of a search, from a rule for each of them. */
function searched(cells: number, nodes: number, logit: Logit): ArchitectureValues {
  const values = new Map<string, Float32Array>();
  const put = (name: string, edges: number, choices: number) =>
    values.set(
      name,
      Float32Array.from({ length: edges * choices }, (_, i) =>
        logit(name, Math.floor(i / choices), i % choices),
      ),
    );
  for (let c = 1; c <= cells; c++) {
    put(`alpha.${c}`, TAPS.length + c - 1, 2);
    for (let n = 1; n <= nodes; n++) {
      put(`beta.${c}.${n}`, n + 1, 2);
      put(`gamma.${c}.${n}`, 1, FUSION_OPERATORS.length);
    }
  }
  return values;
}

/** Prefers, by "skip", the edges of the parameters that are listed, the first of them most. */
const preferring =
  (edges: Readonly<Record<string, readonly number[]>>): Logit =>
  (name, edge, choice) => {
    const place = edges[name]?.indexOf(edge) ?? -1;
    return choice === 1 && place >= 0 ? 5 - place : 0;
  };

describe("derive", () => {
  test("takes the two strongest inputs, edges and the strongest operator", () => {
    const logit: Logit = (name, edge, choice) =>
      name.startsWith("gamma")
        ? Number(choice === 2)
        : preferring({ "alpha.1": [6, 1], "alpha.2": [8, 3], "beta.1.2": [2, 0] })(name, edge, choice);
    const [first, second] = derive(searched(2, 2, logit), TAPS, 2, 2, FUSION_OPERATORS);
    expect(first.inputs).toEqual(["image.2", "audio.3"]);
    expect(second.inputs).toEqual(["image.4", "cell.1"]);
    expect(first.nodes[0]).toEqual({ inputs: ["input.1", "input.2"], operator: "LinearGLU" });
    expect(first.nodes[1].inputs).toEqual(["input.1", "node.1"]);
  });

  test("the first cell reads two modalities even if one has the strongest taps; later cells need not", () => {
    const logit = preferring({ "alpha.1": [3, 2, 5], "alpha.2": [3, 2, 5] });
    const [first, second] = derive(searched(2, 1, logit), TAPS, 2, 1, FUSION_OPERATORS);
    expect(first.inputs).toEqual(["image.4", "audio.2"]);
    expect(second.inputs).toEqual(["image.3", "image.4"]);
  });

  test("the weight of an edge is that of skip against none", () => {
    const logit: Logit = (name, edge, choice) =>
      name === "alpha.1" && [0, 4].includes(edge) ? 9 : Number(choice === 1 && [1, 5].includes(edge));
    expect(derive(searched(1, 1, logit), TAPS, 1, 1, FUSION_OPERATORS)[0].inputs).toEqual([
      "image.2",
      "audio.2",
    ]);
  });

  test("no two cells read the same pair, and ties go to what is listed first", () => {
    const cells = derive(
      searched(4, 2, () => 0),
      TAPS,
      4,
      2,
      FUSION_OPERATORS,
    );
    expect(cells.map(({ inputs }) => inputs.join(" "))).toEqual([
      "image.1 audio.1",
      "image.1 image.2",
      "image.1 image.3",
      "image.1 image.4",
    ]);
    for (const { nodes } of cells)
      expect(nodes).toEqual(Array(2).fill({ inputs: ["input.1", "input.2"], operator: "Sum" }));
  });

  test("the result is in the search space for any parameters, and equal for equal parameters", () => {
    const space = compileSpace(builtInSpace("av-mnist")!);
    const shape = fc.record({ cells: fc.integer({ min: 1, max: 4 }), nodes: fc.integer({ min: 1, max: 4 }) });
    const numbers = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 3, maxLength: 41 });
    fc.assert(
      fc.property(shape, numbers, ({ cells, nodes }, pool) => {
        let drawn = 0;
        const values = searched(cells, nodes, () => pool[drawn++ % pool.length]);
        const genotype = derive(values, TAPS, cells, nodes, FUSION_OPERATORS);
        expect(derive(values, TAPS, cells, nodes, FUSION_OPERATORS)).toEqual(genotype);
        expect(new Set(genotype[0].inputs.map((name) => name.split(".")[0])).size).toBe(2);
        expect(new Set(genotype.map(({ inputs }) => inputs.join(" "))).size).toBe(cells);
        const genes = fusionGenes(genotype);
        const whole = toArchitecture(space, parseArchitecture(space, { ...SMALLEST_BACKBONES, ...genes }));
        expect(whole).toMatchObject(genes);
        expect(fusionOf(whole)).toEqual(genotype);
      }),
    );
  });
});

import { expect, it } from "vitest";
import { Random } from "../../../src/base/random.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { complexityOf, workloadOf } from "../../../src/space/network/index.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { sampleDistinct } from "../../../src/space/sampling/sample.js";
import { type Genotype, OPEN } from "../../../src/space/types.js";
import { BACKBONE_GENES } from "../../support/av-mnist-genes.js";

const spaceOf = (id: string) =>
  compileSpace(builtInSpace(id) as NonNullable<ReturnType<typeof builtInSpace>>);
const backbones = {
  ...BACKBONE_GENES,
  "fusion.cells": 1,
  "fusion.nodes": 1,
};

it("counts what a multimodal network makes a device do", () => {
  const space = spaceOf("av-mnist");
  const genotype = parseArchitecture(space, {
    ...backbones,
    "fusion.input_1_1": "image.4",
    "fusion.input_1_2": "audio.4",
    "fusion.edge_1_1_1": "input.1",
    "fusion.edge_1_1_2": "input.2",
    "fusion.operator_1_1": "LinearGLU",
  });
  const work = workloadOf(space, genotype);
  expect(work?.all).toMatchObject({ ...complexityOf(space, genotype), depth: 1 + 4 + 1 });
  // Per backbone: stem, final expand and mix 3 each, fixed block 5 + 1, blocks 8 and 8 + 1, classifier 1. Then the
  // operator 4, the cell 3, two feature maps 4 each.
  expect(work?.all.kernels).toBe(2 * (9 + 6 + 17 + 1) + 4 + 3 + 8);
});

it("counts apart what reaches the logits", () => {
  const space = spaceOf("av-mnist");
  const cell = (c: number, inputs: string[], operators: string[]) => ({
    [`fusion.input_${c}_1`]: inputs[0],
    [`fusion.input_${c}_2`]: inputs[1],
    ...Object.fromEntries(
      operators.flatMap((operator, i) => [
        [`fusion.edge_${c}_${i + 1}_1`, "input.1"],
        [`fusion.edge_${c}_${i + 1}_2`, "input.2"],
        [`fusion.operator_${c}_${i + 1}`, operator],
      ]),
    ),
  });
  const genotype = parseArchitecture(space, {
    ...backbones,
    "fusion.cells": 3,
    "fusion.nodes": 2,
    // Nobody reads the first cell, and no node the first node of the others.
    ...cell(1, ["image.1", "audio.1"], ["LinearGLU", "LinearGLU"]),
    ...cell(2, ["image.2", "audio.4"], ["ConcatFC", "Sum"]),
    ...cell(3, ["image.4", "audio.4"], ["ScaleDotAttn", "SE1"]),
  });
  const work = workloadOf(space, genotype);
  const macs = {
    LinearGLU: 4 * 192 * 192 * 16,
    ConcatFC: 2 * 192 * 192 * 16,
    ScaleDotAttn: 2 * 16 * 16 * 192,
  };
  expect((work?.all.macs ?? 0) - (work?.live.macs ?? 0)).toBe(
    2 * macs.LinearGLU + macs.ConcatFC + macs.ScaleDotAttn,
  );
  // Two cells, three feature maps (of blocks that differ), a sum and a squeeze remain.
  expect(work?.live.kernels).toBe(2 * 33 + 2 * 3 + 3 * 4 + 1 + 5);
});

it("counts an operator that is not decided as the mean of all, and an input as half a feature map", () => {
  const space = spaceOf("av-mnist");
  const work = workloadOf(space, parseArchitecture(space, backbones));
  expect(work?.all.kernels).toBeCloseTo(2 * 33 + 26 / 6 + 3 + 4, 12);
});

it("counts the work of depthwise convolutions, which alone depends on the kernels", () => {
  const space = spaceOf("ofa-mobilenet-v3");
  const work = (genotype: Genotype) => workloadOf(space, genotype)?.all ?? { macs: 0, depthwise: 0 };
  for (const genotype of sampleDistinct(space, 20, new Random(1))) {
    const before = work(genotype);
    expect(before.depthwise).toBeGreaterThan(0);
    expect(before.depthwise).toBeLessThan(before.macs / 2);
    const isKernel = (p: number) => space.genes[p].name.startsWith("kernel") && genotype[p] < OPEN;
    const after = work(genotype.map((choice, p) => (isKernel(p) ? 2 - choice : choice)));
    expect(after.depthwise - before.depthwise).toBe(after.macs - before.macs);
  }
});

it("counts the edges of a cell, and knows nothing of a space of a user's own", () => {
  const cells = spaceOf("nas-bench-201");
  const edges = ["0_1", "0_2", "1_2", "0_3", "1_3", "2_3"];
  const cell = (operator: string) =>
    parseArchitecture(cells, Object.fromEntries(edges.map((edge) => [`edge_${edge}`, operator])));
  expect(workloadOf(cells, cell("none"))?.all.kernels).toBe(1);
  expect(workloadOf(cells, cell("nor_conv_3x3"))?.all).toMatchObject({ kernels: 19, depthwise: 0 });
  const own = compileSpace(parseSpace({ id: "own", genes: [{ name: "a", choices: [1, 2], ordered: true }] }));
  expect(workloadOf(own, Uint8Array.of(0))).toBeUndefined();
});

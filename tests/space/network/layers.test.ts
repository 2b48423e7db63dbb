import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../../src/base/errors.js";
import { Random } from "../../../src/base/random.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { excludedBackbones, layersOf } from "../../../src/space/network/index.js";
import type { Layer } from "../../../src/space/network/layer.js";
import { sampler } from "../../../src/space/sampling/sample.js";
import { dataFolder, dataText, noData } from "../../support/data.js";

/** Makes the reference format's key of a layer, independently of the cost model's code. */
function keyOf(layer: Layer): string {
  if (layer.kind === "fusion") {
    const { operator, channels, length } = layer;
    return `${operator}-input:1_${channels}_${length}-N:1-C:${channels}-L:${length}`;
  }
  const channels = `in_ch:${layer.inChannels}-out_ch:`;
  if (layer.kind === "linear") {
    return `LinearLayer-input:${layer.inChannels}-${channels}${layer.profiledOutChannels}`;
  }
  const input = `input:1_${layer.input.join("_")}`;
  const kernel = `kernel:${layer.kernel}-stride:${layer.stride}-use_se:${Number(layer.se)}`;
  return layer.kind === "conv"
    ? `ConvLayer-${input}-${channels}${layer.outChannels}-${kernel}-use_bn:${Number(layer.bn)}`
    : `MBConvLayer-${input}-${channels}${layer.outChannels}` +
        `-mid_ch:${layer.midChannels}-expand:${layer.expand}-${kernel}`;
}

const profile = (file: string): Record<string, { lat: number; enrg: number }> =>
  JSON.parse(dataText(`harmonic-nas/${file}`));

const suite = `layers, beside the published operator profiles${dataFolder === undefined ? ` (${noData})` : ""}`;

describe.skipIf(dataFolder === undefined)(suite, () => {
  it.each([
    ["av-mnist", "lut_ofa_mnist_tx2.json"],
    ["av-mnist", "lut_ofa_mnist_agx.json"],
    ["memes-politics", "lut_ofa_memes_tx2.json"],
    ["memes-politics", "lut_ofa_memes_agx.json"],
    ["mm-imdb", "lut_ofa_imdb_tx2.json"],
  ])("%s needs exactly the entries of %s", (id, file) => {
    const space = compileSpace(builtInSpace(id)!);
    const random = new Random(2);
    const draw = sampler(space);
    const needed = new Set<string>();
    for (let i = 0; i < 400; i++)
      for (const layer of layersOf(space, draw(random))!) needed.add(keyOf(layer));
    const fusion = Object.keys(profile("lut_fusion_tx2.json")).filter((key) => !key.startsWith("SE2"));
    expect([...needed].sort()).toEqual([...Object.keys(profile(file)), ...fusion].sort());
  });

  it("add up to the published model's backbones", () => {
    const space = compileSpace(builtInSpace("av-mnist")!);
    const slots = (prefix: string, kernels: number[], expands: number[]) =>
      Object.fromEntries([
        ...kernels.map((kernel, i) => [`${prefix}.kernel_${i + 1}`, kernel]),
        ...expands.map((expand, i) => [`${prefix}.expand_${i + 1}`, expand]),
        [`${prefix}.depth_1`, 2],
      ]);
    const genotype = parseArchitecture(space, {
      ...slots("image", [5, 5, 5, 5], [3, 3, 4, 3]),
      ...slots("audio", [3, 3, 7, 3], [3, 3, 3, 6]),
      "fusion.cells": 2,
      "fusion.nodes": 1,
    });
    const costs = layersOf(space, genotype, { skipOpen: true })!.map(
      (layer) => profile("lut_ofa_mnist_tx2.json")[keyOf(layer)],
    );
    expect(costs.reduce((sum, cost) => sum + Number(cost.lat), 0)).toBeCloseTo(7.918, 2);
    expect(costs.reduce((sum, cost) => sum + Number(cost.enrg), 0)).toBeCloseTo(11.509, 2);
  });
});

describe("layers", () => {
  const space = compileSpace(builtInSpace("memes-politics")!);

  it("of a partial architecture need all operators, unless open ones are skipped", () => {
    const genotype = sampler(space, { partial: true })(new Random(1));
    expect(() => layersOf(space, genotype)).toThrow(InvalidInput);
    expect(() => layersOf(space, genotype)).toThrow(/fusion\.operator_1_1 must|fusion\.operator_1_1, /);
    expect(layersOf(space, genotype, { skipOpen: true })!.every((layer) => layer.kind !== "fusion")).toBe(
      true,
    );
  });

  it("hold one operator per node and cell", () => {
    const genotype = sampler(space)(new Random(1));
    const [cells, nodes] = ["fusion.cells", "fusion.nodes"].map(
      (name) => genotype[space.position.get(name)!] + 1,
    );
    const fusion = layersOf(space, genotype)!.filter((layer) => layer.kind === "fusion");
    expect(fusion).toHaveLength(cells * nodes);
    expect(new Set(fusion.map((layer) => `${layer.cell}/${layer.node}`)).size).toBe(cells * nodes);
  });

  it("leave the text backbone out, and say so", () => {
    expect(excludedBackbones(space)).toEqual(["text"]);
    expect(excludedBackbones(compileSpace(builtInSpace("av-mnist")!))).toEqual([]);
    expect(excludedBackbones(compileSpace(builtInSpace("nas-bench-201")!))).toEqual([]);
  });
});

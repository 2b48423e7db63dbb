import { beforeAll, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { onnxModel, portsOf } from "../../src/export/onnx/model.js";
import { Model } from "../../src/export/onnx/proto.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { narrow } from "../../src/space/narrow.js";
import { ownComposition } from "../../src/space/network/backbone.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import { sampler } from "../../src/space/sampling/sample.js";
import type { Architecture } from "../../src/space/types.js";
import { heldInputs } from "../../src/training/data/example-rows.js";
import { networkLogits } from "../../src/training/networks/frozen-network.js";
import { seededNetwork } from "../../src/training/networks/seeded-network.js";
import { openForTests } from "../support/backend.js";
import { excess, runOnnx } from "../support/onnx-session.js";

const NETWORKS = 40;
const CLASSES = 10;

/** Expects that the result depends on every node and every initializer of a model. */
function expectLive(model: Uint8Array): void {
  const { graph } = Model.toObject(Model.decode(model), { arrays: true });
  const read = new Set(graph.node.flatMap((node: { input: string[] }) => node.input).concat(["logits"]));
  const made = graph.node.flatMap((node: { output: string[] }) => node.output);
  expect(made.filter((name: string) => !read.has(name))).toEqual([]);
  const stored = graph.initializer.map(({ name }: { name: string }) => name);
  expect(stored.filter((name: string) => !read.has(name))).toEqual([]);
}

beforeAll(async () => {
  await openForTests();
});

test("40 random networks of AV-MNIST give onnxruntime the logits of our own forward pass", {
  timeout: 120_000,
}, async () => {
  const space = compileSpace(builtInSpace("av-mnist")!);
  const random = new Random("onnx av-mnist");
  /** Draws networks of that many cells and nodes, of which the uniform sampler would find next to none. */
  const drawOf = (cells: number, nodes: number): (() => Architecture) => {
    const fixed = new Map([
      ["fusion.cells", [cells]],
      ["fusion.nodes", [nodes]],
    ]);
    const narrowed = narrow(space, fixed);
    const draw = sampler(narrowed);
    return () => toArchitecture(narrowed, draw(random));
  };
  const draws = [1, 2, 3, 4].flatMap((cells) => [1, 2, 3, 4].map((nodes) => drawOf(cells, nodes)));
  const inputs = Object.fromEntries(
    [
      ["image", 784],
      ["audio", 400],
    ].map(([name, size]) => [
      name as string,
      Float32Array.from({ length: 3 * (size as number) }, () => random.normal()),
    ]),
  );
  for (let i = 0; i < NETWORKS; i++) {
    const genes = draws[i % draws.length]();
    const { plan, parameters, backbones, frozen } = seededNetwork("av-mnist", genes, i);
    const model = onnxModel(plan, parameters, {
      classes: CLASSES,
      batch: i % 2 === 0 ? undefined : 3,
      addsBackboneLogits: true,
      metadata: {},
    });
    expectLive(model);
    const expected = networkLogits(frozen!, genes, backbones, heldInputs(inputs, 3));
    const found = await runOnnx(model, portsOf(plan, CLASSES), inputs, 3);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1);
    expect(excess(found, expected), JSON.stringify(genes)).toBeLessThan(1);
  }
});

test("networks of a space with kernels, ratios and depths of its own do so too", async () => {
  const stages = [
    { width: 6, stride: 2, kernels: [3, 7], expands: [1, 2], depths: [1, 3] },
    { width: 7, stride: 1, squeezeExcitation: true, kernels: [5], expands: [5], depths: [2] },
  ];
  const shared = { kind: "elastic", stem: 4, stages, finalExpand: 9, featureMix: 8 };
  const backbones = { image: { ...shared, input: [3, 12, 12] }, audio: { ...shared, input: [1, 10, 10] } };
  const file = { id: "own", classes: 4, backbones, fusion: { cells: [1, 2], nodes: [1] } };
  const { spec } = compileSpace(parseSpace(file));
  const space = compileSpace(spec);
  const { composition } = ownComposition(spec);
  const random = new Random("onnx own");
  const values = (size: number) => Float32Array.from({ length: 3 * size }, () => random.normal());
  const inputs = { image: values(432), audio: values(100) };
  const draw = sampler(space);
  for (let i = 0; i < 8; i++) {
    const genes = toArchitecture(space, draw(random));
    const { plan, parameters, backbones, frozen } = seededNetwork(composition!, genes, i);
    const options = { classes: 4, batch: undefined, addsBackboneLogits: true, metadata: {} };
    const model = onnxModel(plan, parameters, options);
    const expected = networkLogits(frozen!, genes, backbones, heldInputs(inputs, 3));
    const found = await runOnnx(model, portsOf(plan, 4), inputs, 3);
    expect(excess(found, expected), JSON.stringify(genes)).toBeLessThan(1);
  }
});

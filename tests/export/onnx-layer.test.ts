import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { Random } from "../../src/base/random.js";
import { emptyModel, layerModel } from "../../src/export/onnx/layer.js";
import { onnxModel } from "../../src/export/onnx/model.js";
import { Model } from "../../src/export/onnx/proto.js";
import { profileKey } from "../../src/hardware/keys.js";
import { profiledLayers, profileKeys } from "../../src/hardware/profile-keys.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { narrow } from "../../src/space/narrow.js";
import { layersOf } from "../../src/space/network/index.js";
import type { Layer } from "../../src/space/network/layer.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { seededNetwork } from "../../src/training/networks/seeded-network.js";

const spaceOf = (id: string) => compileSpace(builtInSpace(id)!);

interface Graph {
  readonly node: readonly { readonly opType: string }[];
  readonly initializer: readonly { readonly dims: readonly (number | string)[] }[];
}
const graphOf = (model: Uint8Array): Graph =>
  Model.toObject(Model.decode(model), { arrays: true, longs: Number }).graph as Graph;

/** Counts the nodes of graphs by operator, and the values of their initializers. */
function contentOf(graphs: readonly Graph[]) {
  const operators: Record<string, number> = {};
  let values = 0;
  for (const { node, initializer } of graphs) {
    for (const { opType } of node) operators[opType] = (operators[opType] ?? 0) + 1;
    for (const { dims } of initializer)
      values += dims.map(Number).reduce((product, size) => product * size, 1);
  }
  return { operators, values };
}

/** Runs a layer's model on ones; returns the shape of its result, of which every value must be finite. */
async function resultOf(layer: Layer, batch: number): Promise<readonly number[]> {
  const shape =
    layer.kind === "fusion"
      ? [layer.channels, layer.length]
      : layer.kind === "linear"
        ? [layer.inChannels]
        : layer.input;
  const size = shape.reduce((product, length) => product * length, batch);
  const ones = new Tensor("float32", new Float32Array(size).fill(1), [batch, ...shape]);
  const inputs = layer.kind === "fusion" ? { x: ones, y: ones } : { x: ones };
  const { data, dims } = await outputOf(layerModel(layer, batch), inputs);
  expect((data as Float32Array).every(Number.isFinite)).toBe(true);
  return dims;
}

async function outputOf(model: Uint8Array, inputs: Readonly<Record<string, Tensor>>): Promise<Tensor> {
  const session = await InferenceSession.create(model);
  const { output } = await session.run(inputs);
  await session.release();
  return output;
}

describe("a layer as a model", () => {
  test("has its key's layer for every key of AV-MNIST, and runs", { timeout: 60_000 }, async () => {
    const space = spaceOf("av-mnist");
    const layers = profiledLayers(space);
    expect([...layers.keys()]).toEqual(profileKeys(space));
    for (const [key, layer] of layers) {
      expect(profileKey(layer)).toBe(key);
      const shape = await resultOf(layer, 2);
      expect(shape[0]).toBe(2);
      if (layer.kind !== "fusion")
        expect(shape[1]).toBe(layer.kind === "linear" ? layer.profiledOutChannels : layer.outChannels);
    }
  });

  test.each(["memes-politics", "mm-imdb", "ofa-mobilenet-v3"])(
    "of %s hands on what the next reads",
    {
      timeout: 60_000,
    },
    async (id) => {
      const space = spaceOf(id);
      const random = new Random(id);
      const narrowed = id === "ofa-mobilenet-v3" ? narrow(space, new Map([["resolution", [128]]])) : space;
      const layers = layersOf(narrowed, sampler(narrowed)(random), { skipOpen: true })!;
      const own = layers.filter(({ kind }) => kind === "conv" || kind === "mbconv");
      for (const [i, layer] of own.entries()) {
        const shape = await resultOf(layer, 1);
        const next = own[i + 1];
        if (next?.kind === "mbconv") expect(shape.slice(1)).toEqual(next.input);
      }
    },
  );

  test("of Once-for-All: all layers of a network are the network but for its pooling", {
    timeout: 60_000,
  }, () => {
    const space = spaceOf("ofa-mobilenet-v3");
    const genotype = sampler(space)(new Random("sum"));
    const { plan, parameters } = seededNetwork("ofa-mobilenet-v3", toArchitecture(space, genotype), 1);
    const options = { classes: 1000, batch: 1, addsBackboneLogits: false, metadata: {} };
    const whole = contentOf([graphOf(onnxModel(plan, parameters, options))]);
    const layers = layersOf(space, genotype)!;
    const sum = contentOf(layers.map((layer) => graphOf(layerModel(layer, 1))));
    const { GlobalAveragePool: pools = 0, ...rest } = sum.operators;
    expect(whole.operators).toEqual({ ...rest, GlobalAveragePool: pools + 1, Flatten: 1 });
    expect(whole.values).toBe(sum.values);
  });

  test("that is empty hands on its input", async () => {
    const x = new Tensor("float32", Float32Array.of(3, 4), [2, 1]);
    expect([...((await outputOf(emptyModel(2), { x })).data as Float32Array)]).toEqual([3, 4]);
  });
});

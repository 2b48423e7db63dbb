import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { Random } from "../../src/base/random.js";
import { ofaText, referenceGenotype } from "../../src/export/genotype.js";
import { safetensorsOf } from "../../src/export/safetensors.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampler } from "../../src/space/sampling/sample.js";
import { architectureReader } from "../../src/tables/architecture-column.js";

describe("the form of Once-for-All", () => {
  test("is read by our tables as the same network, for 50 random ones", () => {
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    const [draw, random] = [sampler(space), new Random("ofa")];
    const read = architectureReader(space, "network");
    for (let i = 0; i < 50; i++) {
      const genotype = draw(random);
      const text = ofaText("ofa-mobilenet-v3", toArchitecture(space, genotype));
      const { ks, e, d, r } = JSON.parse(text);
      expect([ks.length, e.length, d.length, r.length]).toEqual([20, 20, 5, 1]);
      expect(read(text, "line 1")).toEqual(genotype);
    }
  });

  test("is refused for networks with fusion", () => {
    expect(() => ofaText("av-mnist", {})).toThrow(InvalidInput);
  });
});

test("the genotype of the reference numbers taps, then cells; within a cell its inputs, then its nodes", () => {
  const taps = ["image.1", "image.2", "image.3", "image.4", "text.1", "text.2"];
  const fusion = [
    {
      inputs: ["image.2", "text.2"],
      nodes: [
        { inputs: ["input.1", "input.2"], operator: "LinearGLU" },
        { inputs: ["input.2", "node.1"], operator: "Sum" },
      ],
    },
    {
      inputs: ["image.4", "cell.1"],
      nodes: [
        { inputs: ["input.1", "input.2"], operator: "SE1" },
        { inputs: ["input.1", "node.1"], operator: "ConcatFC" },
      ],
    },
  ] as const;
  expect(referenceGenotype(fusion, taps)).toEqual({
    edges: [
      ["skip", 1],
      ["skip", 5],
      ["skip", 3],
      ["skip", 6],
    ],
    steps: [
      {
        inner_edges: [
          ["skip", 0],
          ["skip", 1],
          ["skip", 1],
          ["skip", 2],
        ],
        inner_steps: ["LinearGLU", "Sum"],
        inner_concat: [3],
      },
      {
        inner_edges: [
          ["skip", 0],
          ["skip", 1],
          ["skip", 0],
          ["skip", 2],
        ],
        inner_steps: ["SE1", "ConcatFC"],
        inner_concat: [3],
      },
    ],
    concat: [6, 7],
  });
});

test("a safetensors file has every tensor where its header says, from a multiple of 8 bytes on", () => {
  const values = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(-7)];
  const bytes = Buffer.from(
    safetensorsOf(
      new Map([
        ["b.weight", { shape: [2, 3], values: values[0] }],
        ["a.bias", { shape: [1], values: values[1] }],
      ]),
      { task: "t" },
    ),
  );
  const length = Number(bytes.readBigUInt64LE());
  expect(length % 8).toBe(0);
  expect(JSON.parse(bytes.toString("utf8", 8, 8 + length))).toEqual({
    __metadata__: { task: "t" },
    "a.bias": { dtype: "F32", shape: [1], data_offsets: [0, 4] },
    "b.weight": { dtype: "F32", shape: [2, 3], data_offsets: [4, 28] },
  });
  const found = Array.from({ length: 7 }, (_, i) => bytes.readFloatLE(8 + length + 4 * i));
  expect(found).toEqual([-7, 1, 2, 3, 4, 5, 6]);
});

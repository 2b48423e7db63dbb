import { describe, expect, test } from "vitest";
import { MODALITIES, modalityNamed } from "../../../src/training/modalities/registry.js";
import { shapesOf } from "../../../src/training/modalities/shapes.js";

describe("the registered modalities", () => {
  test("are found by name, and unknown names are rejected", () => {
    expect(MODALITIES.map(({ name }) => name)).toEqual(["image", "audio", "text"]);
    for (const modality of MODALITIES) expect(modalityNamed(modality.name)).toBe(modality);
    expect(() => modalityNamed("smell")).toThrow(
      'networks cannot be trained on the modality "smell"; the modalities are image, audio, text',
    );
  });

  test.each(MODALITIES)("$name: every value of an example belongs to one of its groups", ({ grouping }) => {
    const { groups, groupOf } = grouping([1, 4, 3]);
    const found = Array.from({ length: 12 }, (_, i) => groupOf(i));
    expect([...new Set(found)].sort()).toEqual(Array.from({ length: groups }, (_, g) => g));
  });
});

describe("the shapes of a search space", () => {
  test("are the input shapes of its backbones", () => {
    expect(shapesOf("av-mnist")).toEqual({ image: [1, 28, 28], audio: [1, 20, 20] });
    expect(shapesOf("mm-imdb")).toEqual({ image: [3, 224, 224], text: [300] });
  });

  test.each([
    [
      "ofa-mobilenet-v3",
      'search space "ofa-mobilenet-v3" fuses no modalities, so there can be no data set of pairs for it',
    ],
    ["own", 'search space "own" fuses no modalities, so there can be no data set of pairs for it'],
  ])("%s: the error says why there are none", (space, says) => {
    expect(() => shapesOf(space)).toThrow(says);
  });
});

import { describe, expect, test } from "vitest";
import { type FusionGenotype, fusionGenes, fusionOf } from "../../../src/space/network/fusion-genotype.js";
import { FUSION_OPERATORS } from "../../../src/space/network/layer.js";
import { drawFusion } from "../../../src/training/fusion/draw.js";
import { ALL_OPERATORS } from "../../support/gradient-networks.js";

const ONE: FusionGenotype = [
  { inputs: ["image.4", "audio.1"], nodes: [{ inputs: ["input.1", "input.2"], operator: "SE1" }] },
];

describe("genes of a fusion network", () => {
  test.each([
    ["three cells", ALL_OPERATORS],
    ["one", ONE],
  ])("are converted to a genotype and back: %s", (_, genotype) => {
    expect(fusionOf(fusionGenes(genotype))).toEqual(genotype);
    expect(fusionGenes(fusionOf(fusionGenes(genotype))!)).toEqual(fusionGenes(genotype));
  });

  test("have the names of the search space", () => {
    expect(fusionGenes(ONE)).toEqual({
      "fusion.cells": 1,
      "fusion.nodes": 1,
      "fusion.input_1_1": "image.4",
      "fusion.input_1_2": "audio.1",
      "fusion.edge_1_1_1": "input.1",
      "fusion.edge_1_1_2": "input.2",
      "fusion.operator_1_1": "SE1",
    });
  });

  test.each(Object.keys(fusionGenes(ONE)).filter((name) => !/cells|nodes/.test(name)))(
    "without %s do not describe a network",
    (name) => {
      const { [name]: _, ...rest } = fusionGenes(ONE);
      expect(fusionOf(rest)).toBeUndefined();
    },
  );
});

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of a document and its text; throws unless tags pair up and attributes are quoted and distinct. */
function parsed(xml: string): { elements: Tag[]; texts: string[] } {
  const elements: Tag[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  const rest = xml
    .trim()
    .replace(/<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*)(\/?)>|([^<>&]+)/g, (...match) => {
      const [, closing, name, attributes, empty, text] = match as string[];
      if (text !== undefined) {
        if (text.trim() !== "") texts.push(text);
      } else if (closing === "/") {
        if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      } else {
        const pairs = [...attributes.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)].map(([, key, value]) => [
          key,
          value,
        ]);
        elements.push({ name, attributes: Object.fromEntries(pairs) });
        if (new Set(pairs.map(([key]) => key)).size < pairs.length)
          throw new Error(`twice the same in <${name}>`);
        if (empty === "") open.push(name);
        if (open.length === 0) throw new Error("more than one root");
      }
      return "";
    });
  if (rest !== "" || open.length > 0) throw new Error(`not XML: ${rest}${open.join(" ")}`);
  return { elements, texts };
}

describe("drawFusion", () => {
  const svg = drawFusion(ALL_OPERATORS);
  const { elements, texts } = parsed(svg);

  test("returns one SVG document, the same every time", () => {
    expect(elements[0]).toMatchObject({ name: "svg", attributes: { xmlns: "http://www.w3.org/2000/svg" } });
    expect(drawFusion(ALL_OPERATORS)).toBe(svg);
    expect(() => parsed(svg.replace("</g>", ""))).toThrow("closes nothing");
  });

  test("shows each tap that is read, each node and cell, and the classifier once", () => {
    const [title, ...labels] = texts;
    expect(title).toBe("Fusion network of 3 cells");
    expect(labels.sort()).toEqual(
      [
        "audio.1",
        "image.1",
        "image.2",
        ...FUSION_OPERATORS,
        "cell 1",
        "cell 2",
        "cell 3",
        "classifier",
      ].sort(),
    );
    expect(parsed(drawFusion(ONE)).texts).toEqual([
      "Fusion network of 1 cell",
      "audio.1",
      "image.4",
      "SE1",
      "cell 1",
      "classifier",
    ]);
  });

  test("links nodes to what they read, cells to their last node and first input, two cells to the classifier", () => {
    expect(elements.filter(({ name }) => name === "path").length).toBe(6 * 2 + 3 * 2 + 2);
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  test("boxes are inside the picture and do not overlap", () => {
    const boxes = elements
      .filter(({ name, attributes }) => name === "rect" && attributes.x !== undefined)
      .map(({ attributes }) => ["x", "y", "width", "height"].map((key) => Number(attributes[key])));
    const [, , width, height] = elements[0].attributes.viewBox.split(" ").map(Number);
    for (const [i, [x, y, w, h]] of boxes.entries()) {
      expect(x >= 0 && y >= 0 && x + w <= width && y + h <= height).toBe(true);
      for (const [x2, y2] of boxes.slice(i + 1))
        expect(Math.abs(x - x2) >= w || Math.abs(y - y2) >= h).toBe(true);
    }
  });
});

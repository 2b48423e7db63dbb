/**
 * Converts the published AV-MNIST models of HARMONIC_DATA to the seeds' own format:
 *
 *   npx tsx seeds/build-published-models.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parseArchitecture, toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import type { Choice } from "../src/space/types.js";
import type { PublishedModels } from "./load-published-models.js";
import { shippedFile } from "./seed-file.js";

const repeated = (count: number, operator: string): string[] => new Array<string>(count).fill(operator);

/**
 * The fusion operators of each row. They are the only ones whose cost, with that of the backbones, gives the
 * published totals. The paper does not say which node has which operator, nor what the nodes read: nodes are filled
 * in this order, and edges and inputs are left open.
 */
const OPERATORS = [
  repeated(2, "LinearGLU"),
  [...repeated(8, "LinearGLU"), ...repeated(2, "ConcatFC"), ...repeated(2, "CatConvMish")],
  ["ConcatFC", "CatConvMish"],
];

const folder = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "harmonic-nas");
const space = compileSpace(builtInSpace("av-mnist")!);
const rows: Record<string, string>[] = parse(readFileSync(join(folder, "published-models.csv")), {
  columns: true,
});

/** Reads the numbers of a list such as `[5,5,4,3]`. */
const listOf = (text: string): number[] => Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits));

function backboneGenes(
  name: string,
  kernels: string,
  expands: string,
  depths: string,
): Record<string, Choice> {
  const genes: Record<string, Choice> = {};
  for (const [gene, list] of [
    ["kernel", kernels],
    ["expand", expands],
    ["depth", depths],
  ] as const) {
    listOf(list).forEach((value, i) => {
      genes[`${name}.${gene}_${i + 1}`] = value;
    });
  }
  return genes;
}

const models = rows.map((row, i) => {
  const [, kernels, expands, depths] = /ks=(.*) e=(.*) d=(.*)/.exec(row.second_arch) ?? [];
  const [cells, nodes] = [Number(row.fusion_cells), Number(row.fusion_nodes)];
  const genes: Record<string, Choice> = {
    ...backboneGenes("image", row.img_ks, row.img_e, row.img_d),
    ...backboneGenes("audio", kernels, expands, depths),
    "fusion.cells": cells,
    "fusion.nodes": nodes,
  };
  OPERATORS[i].forEach((operator, k) => {
    genes[`fusion.operator_${Math.floor(k / nodes) + 1}_${(k % nodes) + 1}`] = operator;
  });
  return {
    architecture: toArchitecture(space, parseArchitecture(space, genes)),
    accuracy: Number((Number(row.mm_score) / 100).toFixed(4)),
    latency: Number(row.lat_ms),
    energy: Number(row.energy_mj),
  };
});

const published: PublishedModels = {
  source:
    "Harmonic-NAS (Ghebriout et al., ACML 2023), published AV-MNIST models on NVIDIA Jetson TX2; " +
    "accuracy on its own test split; operators deduced from the published latency and energy, " +
    "edges and inputs not published",
  space: "av-mnist",
  task: "av-mnist-published",
  device: "jetson-tx2",
  models,
};
writeFileSync(shippedFile("published-models.json"), `${JSON.stringify(published, null, 2)}\n`);
console.log(`published-models.json: ${models.length} models`);

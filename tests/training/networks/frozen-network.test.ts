import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millijoules, milliseconds } from "../../../src/base/units.js";
import { fusionGenes } from "../../../src/space/network/fusion-genotype.js";
import { FUSION_OPERATORS } from "../../../src/space/network/layer.js";
import type { FrozenBackbone } from "../../../src/training/backbone.js";
import type { PairedDataset } from "../../../src/training/data/dataset.js";
import { heldInputs } from "../../../src/training/data/example-rows.js";
import { elasticBackbone } from "../../../src/training/elastic/kind.js";
import { trainSupernet } from "../../../src/training/elastic/train-supernet.js";
import { FUSION_SETTINGS } from "../../../src/training/fusion/settings.js";
import { type FusionEvaluation, FusionLab } from "../../../src/training/fusion-lab.js";
import { networkLogits } from "../../../src/training/networks/frozen-network.js";
import {
  readNetwork,
  type StoredNetwork,
  writeNetwork,
} from "../../../src/training/networks/network-file.js";
import { scoreFor, scoreLogits } from "../../../src/training/targets/score.js";
import { bitsOf, openForTests, tensorsLeft } from "../../support/backend.js";
import { generatedDataset, SMALLEST_BACKBONES, withSegments } from "../../support/generated-av-mnist.js";
import { ALL_OPERATORS } from "../../support/gradient-networks.js";
import { supernetRequest } from "../../support/supernet-request.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-networks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COSTS = Object.fromEntries(
  FUSION_OPERATORS.map((name, i) => [name, { latency: milliseconds(1 + i), energy: millijoules(5 + i) }]),
);
const OPEN = { ...SMALLEST_BACKBONES, "fusion.cells": 2, "fusion.nodes": 2 };
/** Every operator, on taps of both modalities. */
const EVERY_OPERATOR = { ...SMALLEST_BACKBONES, ...fusionGenes(ALL_OPERATORS) };
const digits = generatedDataset({ train: 64, validation: 32, test: 16, seed: 5 });
/** So few examples to calibrate on that the validation split is computed in three parts, the last of them smaller. */
const inParts = generatedDataset({ train: 20, validation: 170, test: 16, seed: 6 });

let backend: string;
beforeAll(async () => {
  backend = await openForTests();
});

/** Trains everything, keeps the network in a file, and forgets all but the files and the inputs. */
async function kept(name: string, dataset: PairedDataset, architecture: Record<string, string | number>) {
  const where = join(folder, name);
  const caller = { clock: () => 0, onProgress: () => {} };
  const open = async (modality: string): Promise<FrozenBackbone> =>
    (await elasticBackbone.open(join(where, `generated.${modality}.1.supernet`), "av-mnist"))!;
  for (const modality of ["image", "audio"])
    await trainSupernet(supernetRequest(modality, dataset, { folder: where, backend, epochs: 1 }), caller);
  const settings = { ...FUSION_SETTINGS, searchChannels: 8, searchEpochs: 1, trainEpochs: 2, trainBatch: 16 };
  const lab = new FusionLab(dataset, [await open("image"), await open("audio")], () => 0);
  const evaluation = await lab.evaluate({ architecture, costs: COSTS, settings, seed: 7 });
  const network: StoredNetwork = {
    ...evaluation.frozen,
    ...{ task: "generated", space: "av-mnist", seed: 7, backend, settings },
    genes: evaluation.genes,
    dataset: dataset.checksum,
    targets: dataset.splits.train.targets.kind,
    validation: evaluation.validation,
  };
  const file = join(where, "generated.network");
  await writeNetwork(file, network);
  return {
    file,
    network,
    evaluation,
    scored: bitsOf(lab.logits(evaluation.genes, evaluation.trained, "validation")),
    open: async () => [await open("image"), await open("audio")],
  };
}

describe.each([
  ["searched", "searched", digits, OPEN],
  ["of all operators", "operators", digits, EVERY_OPERATOR],
  ["whose validation split is computed in parts", "parts", inParts, OPEN],
  ["of label sets", "labels", withSegments(digits), OPEN],
] as const)("a network %s, from its file", { timeout: 60_000 }, (_, name, dataset, architecture) => {
  let own: Awaited<ReturnType<typeof kept>>;
  let read: StoredNetwork;
  beforeAll(async () => {
    own = await kept(name, dataset, architecture);
    read = (await readNetwork(own.file))!;
  }, 120_000);

  test("is read as it was stored", () => {
    expect(read).toEqual(own.network);
    expect(read.backbones.map(({ modality, seed }) => [modality, seed])).toEqual([
      ["image", 1],
      ["audio", 1],
    ]);
  });

  test("gives bit-identical logits from its supernets and inputs alone, and leaves no tensors", async () => {
    const backbones = await own.open();
    const { inputs, targets, count } = dataset.splits.validation;
    let logits = new Float32Array();
    const left = await tensorsLeft(() => {
      logits = networkLogits(
        read,
        read.genes,
        backbones,
        heldInputs(inputs, count),
      ) as Float32Array<ArrayBuffer>;
    });
    expect(bitsOf(logits)).toBe(own.scored);
    expect(scoreLogits(logits, targets, { score: scoreFor(read.score, targets.kind) })).toEqual(
      read.validation,
    );
    expect(left).toBe(0);
  });

  test("predicts other examples as the trained network does, also a single one", async () => {
    const backbones = await own.open();
    const { inputs, count } = dataset.splits.test;
    const logits = networkLogits(read, read.genes, backbones, heldInputs(inputs, count));
    expect(logits.length).toBe(count * dataset.classes);
    const first = {
      image: inputs.image.subarray(0, 784),
      audio: inputs.audio.subarray(0, 400),
    };
    const alone = networkLogits(read, read.genes, backbones, heldInputs(first, 1));
    alone.forEach((value, i) => {
      expect(value).toBeCloseTo(logits[i], 3);
    });
  });
});

describe("a network", { timeout: 60_000 }, () => {
  let own: Awaited<ReturnType<typeof kept>>;
  let evaluation: FusionEvaluation;
  beforeAll(async () => {
    own = await kept("refused", digits, OPEN);
    ({ evaluation } = own);
  }, 120_000);

  test("is written as the same bytes every time", async () => {
    const again = join(folder, "again.network");
    await writeNetwork(again, (await readNetwork(own.file))!);
    expect(readFileSync(again).equals(readFileSync(own.file))).toBe(true);
    expect(await readNetwork(join(folder, "missing.network"))).toBeUndefined();
  });

  test("rejects backbones that it was not trained on, and names the modality", async () => {
    const [image, audio] = await own.open();
    const { inputs, count } = digits.splits.validation;
    const logitsOn = (backbones: readonly FrozenBackbone[]) => () =>
      networkLogits(evaluation.frozen, evaluation.genes, backbones, heldInputs(inputs, count));
    expect(logitsOn([image])).toThrow("the audio backbone of this network is missing");
    const request = supernetRequest("audio", digits, { folder: join(folder, "other"), backend, epochs: 1 });
    await trainSupernet({ ...request, seed: 2 }, { clock: () => 0, onProgress: () => {} });
    const other = await elasticBackbone.open(join(folder, "other", "generated.audio.2.supernet"), "av-mnist");
    expect(logitsOn([image, other!])).toThrow(
      "the audio backbone of this network is not the one that it was trained on",
    );
    expect(logitsOn([audio, image])).not.toThrow();
  });
});

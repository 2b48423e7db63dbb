import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { OnStage } from "../../../src/cli/training-tools.js";
import { writeDataset } from "../../../src/training/data/dataset.js";
import { LocalTraining } from "../../../src/training/tools.js";
import { generatedDataset } from "../../support/generated-av-mnist.js";

export const SUBJECT = { task: "generated", space: "av-mnist" };
export const SUPERNET = { ...SUBJECT, seed: 1, epochs: 2, scored: "largest", replace: false } as const;

export const whenever = new AbortController().signal;
export const silent: OnStage = () => {};
export const never: OnStage = () => {
  throw new Error("trained again");
};

/** Training tools in a folder of their own with a small data set, for all tests of a file. */
export function generatedTools() {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-tools-"));
  const places = {
    datasets: join(folder, "datasets"),
    supernets: join(folder, "supernets"),
    backend: "auto",
    threads: 1,
    networkBytes: 1e9,
  } as const;
  const notes: string[] = [];
  const tools = new LocalTraining((line) => notes.push(line));
  beforeAll(async () => {
    const dataset = generatedDataset({ train: 64, validation: 32, test: 8, seed: 3 });
    await writeDataset(join(places.datasets, "generated.dataset"), dataset);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    ...{ folder, places, notes, tools },
    fileOf: (modality: string): string => join(places.supernets, `generated.${modality}.1.supernet`),
    fusionCheckpoints: (): string[] =>
      readdirSync(places.supernets).filter((name) => /\.fusion\..*\.checkpoint$/.test(name)),
    supernet: (modality: string, changes = {}, onStage = silent, signal = whenever) =>
      tools.trainSupernet({ ...SUPERNET, modality, ...changes }, places, onStage, signal),
  };
}

/** Stops some work after an epoch of a stage. */
export async function stopped(
  last: string,
  work: (onStage: OnStage, signal: AbortSignal) => Promise<unknown>,
  longer = 0,
): Promise<void> {
  const abort = new AbortController();
  const onStage: OnStage = (stage) => {
    if (stage !== last) return;
    const end = Date.now() + longer;
    while (Date.now() < end);
    abort.abort(new Error("stopped"));
  };
  await expect(work(onStage, abort.signal)).rejects.toThrow("stopped");
}

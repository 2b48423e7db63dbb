import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvalidInput } from "../../../src/base/errors.js";
import { backbonePath } from "../../../src/training/backbone.js";
import type { SupernetFile } from "../../../src/training/elastic/supernet-file.js";
import { trainSupernet } from "../../../src/training/elastic/train-supernet.js";
import { classesOf, oneClass } from "../../../src/training/targets/targets.js";
import type { SupernetProgress } from "../../../src/training/train-backbone.js";
import { bitsOf, openForTests, tensorsLeft } from "../../support/backend.js";
import { generatedDataset } from "../../support/generated-av-mnist.js";
import { supernetRequest } from "../../support/supernet-request.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-supernets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataset = generatedDataset({ train: 64, validation: 32, test: 8, seed: 3 });
let backend: string;
let whole: SupernetFile;
beforeAll(async () => {
  backend = await openForTests();
  whole = await train("whole", () => {});
});

/** Trains in a folder of its own and counts a second whenever the clock is read. */
function train(
  where: string,
  onProgress: (progress: SupernetProgress) => void,
  signal?: AbortSignal,
  data = dataset,
) {
  let seconds = 0;
  return trainSupernet(supernetRequest("audio", data, { folder: join(folder, where), backend }), {
    clock: () => 1000 * seconds++,
    onProgress,
    ...(signal && { signal }),
  });
}

/** Stops a training after its first epoch. */
async function stopAfterOne(where: string): Promise<void> {
  const abort = new AbortController();
  const stop = ({ done }: SupernetProgress): void => {
    if (done === 1) abort.abort(new Error("stopped"));
  };
  await expect(train(where, stop, abort.signal)).rejects.toThrow("stopped");
}

const fileOf = (where: string): string => backbonePath(join(folder, where), "generated", "audio", 1);

describe("trainSupernet", { timeout: 60_000 }, () => {
  test("a training that is stopped after an epoch and resumed gives a bit-identical result", async () => {
    await stopAfterOne("resumed");
    expect(existsSync(fileOf("resumed"))).toBe(false);
    const epochs: string[] = [];
    const resumed = await train("resumed", ({ stage, done }) => epochs.push(`${stage} ${done}`));
    expect(epochs).toEqual(["training 2", "scoring 1"]);
    expect(bitsOf(resumed.values)).toBe(bitsOf(whole.values));
    expect(resumed.scores).toEqual(whole.scores);
    expect(existsSync(`${fileOf("resumed")}.checkpoint`)).toBe(false);
  });

  test("a stored supernet is read, not trained again", async () => {
    const again = await train("whole", () => {
      throw new Error("trained again");
    });
    const { values, ...rest } = again;
    expect(bitsOf(values)).toBe(bitsOf(whole.values));
    expect(rest.terms).toEqual(whole.terms);
    expect(rest.seconds).toBe(whole.seconds);
    expect(Object.keys(rest.scores)).toEqual(Object.keys(whole.scores));
  });

  test("leaves no tensors, whether completed or stopped", async () => {
    expect(await tensorsLeft(() => train("again", () => {}))).toBe(0);
    expect(await tensorsLeft(() => stopAfterOne("stopped"))).toBe(0);
  });

  test("rejects data of another shape, and more classes than the backbone has", async () => {
    const { image } = dataset.modalities;
    const wide = { ...dataset, modalities: { image, audio: [1, 20, 24] as const } };
    await expect(train("wide", () => {}, undefined, wide)).rejects.toThrow(
      'data set "generated" has "audio" examples of shape 1 x 20 x 24; the backbone reads 1 x 20 x 20',
    );
    const classes = classesOf(dataset.splits.train.targets, "a test");
    const targets = oneClass(classes.map((label) => (label === 9 ? 11 : label)));
    const splits = { ...dataset.splits, train: { ...dataset.splits.train, targets } };
    const more = { ...dataset, classes: 12, splits };
    await expect(train("more", () => {}, undefined, more)).rejects.toThrow(InvalidInput);
  });
});

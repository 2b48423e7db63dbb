import { copyFileSync, existsSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatedTools, never, SUBJECT, silent, stopped } from "./generated-tools.js";

const { folder, places, notes, tools, fileOf, supernet } = generatedTools();

describe("LocalTraining", { timeout: 60_000 }, () => {
  test.each([
    ["av-mnist-hard", "harmonic dataset build av-mnist-hard"],
    ["mine", "harmonic dataset import MANIFEST --task mine"],
  ])("a missing data set of %s: the error names the command that creates it", async (task, command) => {
    await expect(tools.checkFusion({ ...SUBJECT, task }, places)).rejects.toThrow(
      `${join(places.datasets, `${task}.dataset`)} does not exist: \`${command}\` creates it`,
    );
  });

  test("a supernet that was missing is found once it exists", async () => {
    await expect(tools.checkFusion(SUBJECT, places)).rejects.toThrow(
      `${fileOf("image")} does not exist: \`harmonic train supernet --task generated --modality image\` creates it`,
    );
    await supernet("image");
    await supernet("audio");
    await tools.checkFusion(SUBJECT, places);
  });

  test("a finished supernet is not trained again: a note says so, and its checkpoint is removed", async () => {
    const begun = { seed: 5 };
    const checkpoint = join(places.supernets, "generated.image.5.supernet.checkpoint");
    await stopped("training", (onStage, signal) => supernet("image", begun, onStage, signal));
    copyFileSync(checkpoint, join(folder, "kept"));
    const first = await supernet("image", begun);
    copyFileSync(join(folder, "kept"), checkpoint);
    expect(await supernet("image", begun, never)).toEqual(first);
    expect(existsSync(checkpoint)).toBe(false);
    expect(notes.at(-1)).toBe(`${first.file} is already trained with these settings: nothing is left to do`);
  });

  test("a supernet of which only the largest sub-network was scored is scored without training again", async () => {
    const all = { scored: "all" };
    const stages = new Set<string>();
    await stopped("scoring", (onStage, signal) =>
      supernet("image", all, (...stage) => stages.add(stage[0]) && onStage(...stage), signal),
    );
    expect([...stages]).toEqual(["scoring"]);
  });

  test("a supernet or a checkpoint with other terms is overwritten only with `replace`", async () => {
    await expect(supernet("image", { epochs: 3 }, never)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(`${fileOf("image")} was trained with epochs 2, not 3: `),
    });
    await supernet("image", { epochs: 2 }, never);
    const begun = { seed: 2, epochs: 4 };
    await stopped("training", (onStage, signal) => supernet("image", begun, onStage, signal));
    await expect(supernet("image", { ...begun, epochs: 1 }, never)).rejects.toThrow(
      /\.image\.2\.supernet\.checkpoint was trained with epochs 4, not 1: /,
    );
    const replaced = await supernet("image", { ...begun, epochs: 1, replace: true });
    expect(replaced.epochs).toBe(1);
    expect(existsSync(`${replaced.file}.checkpoint`)).toBe(false);
  });

  test("a supernet that was trained again is noticed", async () => {
    const before = await tools.backboneScores(SUBJECT, places);
    await supernet("audio", { epochs: 3, replace: true });
    const after = await tools.backboneScores(SUBJECT, places);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });

  test("an unreadable checkpoint of a supernet is ignored", async () => {
    const begun = { seed: 3 };
    await stopped("training", (onStage, signal) => supernet("audio", begun, onStage, signal));
    const file = join(places.supernets, "generated.audio.3.supernet.checkpoint");
    truncateSync(file, 1000);
    const epochs: number[] = [];
    await supernet("audio", begun, (stage, done) => {
      if (stage === "training") epochs.push(done);
    });
    expect(epochs).toEqual([1, 2]);
    expect(notes.at(-1)).toBe(`${file} is truncated or is not a file of this program: it is ignored`);
    expect(existsSync(file)).toBe(false);
  });

  test("incomplete files of killed processes are removed, recent ones are not", async () => {
    const [old, fresh] = [1, 2].map((pid) => join(places.supernets, `x.supernet.${pid}.part`));
    for (const file of [old, fresh]) writeFileSync(file, "");
    utimesSync(old, 0, 0);
    await supernet("image", { seed: 4 });
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});

test("a different data set of the same name is overwritten only with `replace`", async () => {
  const manifestOf = (name: string, shade: number): string => {
    const file = join(folder, name);
    const lines = ["train", "train", "validation", "test"].flatMap((split) =>
      [0, 1].map((label) => {
        const image = Array.from({ length: 784 }, (_, i) => (i % 7) * shade + label);
        return JSON.stringify({
          split,
          label,
          inputs: { image, audio: Array.from({ length: 400 }, (_, i) => (i % 5) + label) },
        });
      }),
    );
    writeFileSync(file, lines.join("\n"));
    return file;
  };
  const [first, other] = [manifestOf("first.ndjson", 1), manifestOf("other.ndjson", 2)];
  const build = (manifest: string, replace = false) =>
    tools.buildFromManifest(
      { manifest, id: "mine", space: "av-mnist", out: join(folder, "own"), replace },
      silent,
    );
  const { checksum } = await build(first);
  expect((await build(first)).checksum).toBe(checksum);
  await expect(build(other)).rejects.toMatchObject({ field: "dataset" });
  expect((await build(first)).checksum).toBe(checksum);
  expect((await build(other, true)).checksum).not.toBe(checksum);
});

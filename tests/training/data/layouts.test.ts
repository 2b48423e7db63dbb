import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { buildDataset } from "../../../src/training/data/import/build-dataset.js";
import { layoutListing } from "../../../src/training/data/import/layouts/layout-listing.js";
import type { Listing } from "../../../src/training/data/import/listing.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-layouts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HDF5 = join(import.meta.dirname, "fixtures", "multimodal_imdb.hdf5");
const listing = (layout: string, source: string) => layoutListing(layout, source, ["image", "text"]);

/** Builds the images of a listing, in this shape. */
async function imagesOf(found: Listing, shape: readonly number[]) {
  const file = join(folder, "images.dataset");
  const splits = { validation: 0.15, test: 0.15, seed: 1 };
  const request = { id: "images", file, shapes: { image: shape }, wishes: {}, splits, skipsBroken: false };
  await buildDataset(found, { ...request, isWelcome: async () => {} }, () => {});
  return openDataset(file);
}

const flat = (channels: 1 | 3) =>
  sharp(new Uint8Array(40 * 60 * channels).fill(120), { raw: { width: 40, height: 60, channels } });

describe("MM-IMDB as its folder has it", () => {
  const root = join(folder, "mmimdb");
  mkdirSync(join(root, "dataset"), { recursive: true });
  const film = (id: string, description: object): void =>
    writeFileSync(join(root, "dataset", `${id}.json`), JSON.stringify(description));
  const poster = async (id: string, bytes: Promise<Buffer>): Promise<void> =>
    writeFileSync(join(root, "dataset", `${id}.jpeg`), await bytes);

  test("takes the longest plot, the 23 genres, and posters of any kind; the rest is named or counted", async () => {
    film("0001", {
      plot: ["Short.", "Zwei Männer\nreisen\tnach “Łódź”. 🎬::A. Author"],
      genres: ["Drama", "News"],
    });
    film("0002", { plot: "One plot.", genres: ["Film-Noir", "Drama", "Drama"] });
    film("0003", { plot: ["A plot."], genres: ["Comedy"] });
    film("0004", { plot: ["A plot."], genres: ["Sport"] });
    film("0005", { plot: ["Of another genre."], genres: ["Adult", "News"] });
    film("0006", { genres: ["Drama"] });
    film("0007", { plot: ["No poster."], genres: ["Drama"] });
    await poster("0001", flat(1).toColourspace("b-w").jpeg().toBuffer());
    await poster("0002", flat(3).toColourspace("cmyk").jpeg().toBuffer());
    await poster("0003", flat(3).png().toBuffer());
    for (const id of ["0004", "0005", "0006"]) await poster(id, flat(3).jpeg().toBuffer());
    const ids = { train: ["0001", "0002", "0005", "0006", "0007", "0008"], dev: ["0003"], test: ["0004"] };
    writeFileSync(join(root, "split.json"), JSON.stringify(ids));

    const found = await listing("mm-imdb", root);
    expect(found.names?.length).toBe(23);
    expect(found.rows.map(({ key, split, target, inputs }) => [key, split, target, inputs.text])).toEqual([
      ["0001", "train", ["Drama"], "Zwei Männer reisen nach “Łódź”. 🎬"],
      ["0002", "train", ["Film-Noir", "Drama"], "One plot."],
      ["0003", "validation", ["Comedy"], "A plot."],
      ["0004", "test", ["Sport"], "A plot."],
    ]);
    expect(found.notes).toEqual(["genres outside the 23, which do not count: News (2), Adult (1)"]);
    const reasons = [
      "0005.json: no genre",
      "0006.json: has no plot",
      "0007.jpeg: does not",
      "0008.json: does not",
    ];
    expect(found.skipped).toEqual(reasons.map((reason) => expect.stringContaining(reason)));
    const { splits, classes } = await imagesOf(found, [3, 16, 12]);
    expect([classes, splits.train.count, splits.train.inputs.image.length]).toEqual([23, 2, 2 * 3 * 16 * 12]);
  });

  test("names a split file that is absent or another one", async () => {
    await expect(listing("mm-imdb", folder)).rejects.toThrow(`${join(folder, "split.json")} cannot be read`);
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(join(other, "split.json"), '{"train": 7}');
    await expect(listing("mm-imdb", other)).rejects.toThrow("must have lists of ids");
  });
});

describe("MM-IMDB as its HDF5 file has it", () => {
  test("gives posters their colours back, and texts the mean of their word vectors", async () => {
    const found = await listing("mm-imdb", HDF5);
    expect(found.rows.map(({ split }) => split)).toEqual([
      ...new Array(6).fill("train"),
      ...new Array(2).fill("validation"),
      ...new Array(2).fill("test"),
    ]);
    expect(found.rows[1]).toMatchObject({ key: "0000001", target: ["Drama", "Film-Noir"] });
    const shape = [3, 16, 10];
    const input = (row: number, modality: string) => {
      const given = found.rows[row].inputs[modality];
      if (given === undefined || typeof given === "string" || !("load" in given))
        throw new TypeError(modality);
      return given.load({ shape, field: "manifest" });
    };
    const image = await input(3, "image");
    for (const [c, y, x] of [
      [0, 0, 0],
      [1, 7, 4],
      [2, 15, 9],
    ]) {
      const expected = (20 * 3 + 3 * y + 5 * x + 40 * c) % 256;
      expect(Math.abs(255 * image[c * 160 + y * 10 + x] - expected)).toBeLessThan(1.01);
    }
    expect([...(await input(3, "text"))]).toEqual(new Array(300).fill(3));
    expect((await imagesOf(found, [3, 32, 32])).splits.train.count).toBe(6);
  });

  test("refuses a file that is cut or none", async () => {
    const [cut, none] = [join(folder, "cut.hdf5"), join(folder, "none.hdf5")];
    copyFileSync(HDF5, cut);
    writeFileSync(cut, readFileSync(HDF5).subarray(0, 1000));
    writeFileSync(none, "no HDF5");
    for (const file of [cut, none])
      await expect(listing("mm-imdb", file)).rejects.toMatchObject({ field: "manifest" });
  });
});

describe("Harm-P", () => {
  const root = join(folder, "harm-p");
  mkdirSync(join(root, "images"), { recursive: true });
  const meme = (i: number, labels: readonly string[]) => ({
    id: `memes_${i}`,
    image: `memes_${i}.png`,
    labels,
    text: `Two\nlines №${i}\n`,
  });
  const write = (name: string, memes: readonly object[]): void =>
    writeFileSync(join(root, name), `${memes.map((each) => JSON.stringify(each)).join("\n")}\n`);

  test("takes the first label as the class, texts on one line; memes without a picture are named", async () => {
    write("train_v1.jsonl", [
      meme(1, ["not harmful"]),
      meme(2, ["somewhat harmful", "organization"]),
      meme(3, ["not harmful"]),
    ]);
    write("val_v1.jsonl", [meme(4, ["very harmful", "individual"])]);
    write("test_v1.jsonl", [meme(5, ["not harmful"])]);
    for (const i of [1, 2, 4, 5])
      await (i === 2 ? flat(3).jpeg() : flat(3).png()).toFile(join(root, "images", `memes_${i}.png`));
    const found = await listing("harm-p", root);
    expect(found.rows.map(({ split, target, inputs }) => [split, target, inputs.text])).toEqual([
      ["train", "not harmful", "Two lines №1"],
      ["train", "somewhat harmful", "Two lines №2"],
      ["validation", "very harmful", "Two lines №4"],
      ["test", "not harmful", "Two lines №5"],
    ]);
    expect(found.skipped).toEqual([
      expect.stringContaining("train_v1.jsonl line 3: there is no picture memes_3.png"),
    ]);
    const { targets, splits } = await imagesOf(found, [3, 8, 8]);
    expect(targets.names).toEqual(["not harmful", "somewhat harmful", "very harmful"]);
    expect(splits.train.count).toBe(2);
  });

  test("refuses another label, and a folder without annotations", async () => {
    write("val_v1.jsonl", [meme(4, ["harmless"])]);
    await expect(listing("harm-p", root)).rejects.toThrow(
      "val_v1.jsonl line 1: the first of labels must be one of",
    );
    await expect(listing("harm-p", join(root, "images"))).rejects.toThrow(
      "has no annotations train_v1.jsonl",
    );
  });
});

test("a layout is refused for a search space with other modalities", async () => {
  await expect(layoutListing("mm-imdb", HDF5, ["image", "audio"])).rejects.toMatchObject({ field: "layout" });
});

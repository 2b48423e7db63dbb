import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { type Fit, readImage } from "../../../../src/training/modalities/image/read-image.js";
import references from "./references.json" with { type: "json" };

const folder = mkdtempSync(join(tmpdir(), "harmonic-images-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Channels = 1 | 2 | 3 | 4;

/** A picture whose sample of channel c at column x and row y is `sample(x, y, c)`. */
function picture(
  width: number,
  height: number,
  channels: Channels,
  sample: (x: number, y: number, c: number) => number,
  isDeep = false,
): Sharp {
  const values = Array.from({ length: width * height * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return sample(pixel % width, Math.floor(pixel / width), i % channels);
  });
  const raw = { width, height, channels };
  return isDeep
    ? sharp(Uint16Array.from(values), { raw }).toColourspace(channels === 1 ? "grey16" : "rgb16")
    : sharp(Uint8Array.from(values), { raw });
}

const read = (name: string, bytes: Buffer, shape: readonly number[], fit: Fit = "crop") => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return readImage(file, { shape, field: "manifest", preparation: { fit } });
};

const expectNear = (values: Float32Array, expected: readonly number[], within: number): void => {
  expect(values.length).toBe(expected.length);
  expect(Math.max(...expected.map((value, i) => Math.abs(value - values[i])))).toBeLessThanOrEqual(within);
};

describe("readImage", () => {
  test("reads a picture of the wanted size exactly, as fractions, in every format without loss", async () => {
    const steps = picture(3, 2, 1, (x, y) => 51 * (x + y));
    const expected = [0, 1, 2, 1, 2, 3].map((step) => Math.fround((51 * step) / 255));
    expect([...(await read("a.png", await steps.png().toBuffer(), [1, 2, 3]))]).toEqual(expected);
    const webp = await steps.webp({ lossless: true }).toBuffer();
    expect([...(await read("a.webp", webp, [1, 2, 3]))]).toEqual(expected);
  });

  test("keeps 16 bits of a sample, grey or colour", async () => {
    const grey = await picture(2, 2, 1, (x, y) => 32_769 * x + 7 * y, true)
      .png()
      .toBuffer();
    expectNear(
      await read("deep.png", grey, [1, 2, 2]),
      [0, 32_769, 7, 32_776].map((v) => v / 65_535),
      1e-7,
    );
    const colour = await picture(2, 1, 3, (x, _, c) => 20_000 * x + 5 * c, true)
      .png()
      .toBuffer();
    const expected = [0, 20_000, 5, 20_005, 10, 20_010].map((value) => value / 65_535);
    expectNear(await read("deep.png", colour, [3, 1, 2]), expected, 1e-7);
  });

  test("gives three channels, or their brightness; transparency lies over white", async () => {
    const pixels = picture(
      1,
      2,
      4,
      (_, y, c) =>
        [
          [255, 102, 0, 255],
          [0, 0, 0, 51],
        ][y][c],
    );
    const bytes = await pixels.png().toBuffer();
    expectNear(await read("colour.png", bytes, [3, 2, 1]), [1, 0.8, 0.4, 0.8, 0, 0.8], 1e-6);
    expectNear(await read("colour.png", bytes, [1, 2, 1]), [0.299 + 0.587 * 0.4, 0.8], 0.5 / 255);
    const grey = await picture(1, 1, 2, (_, __, c) => [0, 51][c])
      .png()
      .toBuffer();
    expectNear(await read("grey.png", grey, [3, 1, 1]), [0.8, 0.8, 0.8], 1e-6);
  });

  test("turns a JPEG as its EXIF orientation says", async () => {
    const half = picture(16, 8, 1, (x) => (x < 8 ? 0 : 255)).withMetadata({ orientation: 6 });
    const values = await read("turned.jpg", await half.jpeg().toBuffer(), [1, 16, 8]);
    expect(values[3 * 8 + 4]).toBeLessThan(0.05);
    expect(values[12 * 8 + 4]).toBeGreaterThan(0.95);
  });

  test("converts CMYK and grey JPEGs", async () => {
    const flat = picture(16, 16, 3, (_, __, c) => [200, 100, 50][c]);
    const values = await read("cmyk.jpeg", await flat.toColourspace("cmyk").jpeg().toBuffer(), [3, 8, 8]);
    [200, 100, 50].forEach((value, c) => {
      expect(Math.abs(values[64 * c + 20] - value / 255)).toBeLessThan(0.15);
    });
    const grey = await picture(16, 16, 1, () => 77)
      .toColourspace("b-w")
      .jpeg()
      .toBuffer();
    expectNear(await read("grey.jpg", grey, [3, 2, 2]), new Array(12).fill(77 / 255), 1 / 255);
  });

  describe("of another size", () => {
    const stripes = picture(60, 30, 3, (x, _, c) => (x < 15 || x >= 45 ? 255 : 80 + c));

    test("crops the centre, pads with white, or stretches", async () => {
      const bytes = await stripes.png().toBuffer();
      const cropped = await read("wide.png", bytes, [3, 3, 3]);
      for (let c = 0; c < 3; c++) expect(cropped[9 * c + 4]).toBeCloseTo((80 + c) / 255, 6);
      const padded = await read("wide.png", bytes, [3, 4, 4], "pad");
      expect([...padded.subarray(0, 4), ...padded.subarray(12, 16)]).toEqual(new Array(8).fill(1));
      const stretched = await read("wide.png", bytes, [1, 1, 4], "stretch");
      expectNear(
        stretched,
        [1, 81, 81, 1].map((v) => (v === 1 ? 1 : v / 255)),
        30 / 255,
      );
    });

    test("gives what Pillow's bilinear filter gives, apart from the outermost pixels", async () => {
      for (const { width, height, shape, values } of references.images) {
        const sample = (x: number, y: number, c: number): number =>
          Math.floor(128 + 60 * Math.sin(x / 6 + c) + 60 * Math.cos(y / 5));
        const pattern = picture(width, height, 3, sample);
        const found = await read("pattern.png", await pattern.png().toBuffer(), shape, "stretch");
        const [, rows, columns] = shape;
        const errors = values.map((value, i) => {
          const [row, column] = [Math.floor(i / columns) % rows, i % columns];
          const isInner = row > 0 && column > 0 && row < rows - 1 && column < columns - 1;
          return { isInner, error: 255 * Math.abs(value / 255 - found[i]) };
        });
        const inner = errors.filter(({ isInner }) => isInner).map(({ error }) => error);
        expect(Math.max(...inner)).toBeLessThan(6);
        expect(inner.reduce((sum, error) => sum + error, 0) / inner.length).toBeLessThan(2);
        expect(Math.max(...errors.map(({ error }) => error))).toBeLessThan(8);
      }
    });
  });

  const whole = picture(8, 8, 1, (x, y) => 16 * x + y)
    .png()
    .toBuffer();
  const photo = picture(200, 200, 3, (x, y, c) => (x * y * 7 + 31 * c) % 256);
  const part = async (bytes: Promise<Buffer>, share: number): Promise<Buffer> => {
    const found = await bytes;
    return found.subarray(0, Math.floor(share * found.length));
  };
  const changed = whole.then((bytes) => Buffer.from(bytes).fill(1, bytes.length - 20, bytes.length - 16));
  const grey = [1, 8, 8];
  test.each([
    ["is text", "a.png", Buffer.from("no picture"), grey, "is not a PNG, JPEG or WebP picture"],
    ["is empty", "a.png", Buffer.alloc(0), grey, "is empty"],
    [
      "is a GIF",
      "a.png",
      picture(8, 8, 3, () => 9)
        .gif()
        .toBuffer(),
      grey,
      "in the format gif; PNG, JPEG and WebP",
    ],
    [
      "is a drawing",
      "a.png",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      grey,
      "svg",
    ],
    [
      "is a JPEG called PNG",
      "a.png",
      photo.jpeg().toBuffer(),
      grey,
      "format jpeg, but its name says png: rename it",
    ],
    ["is a PNG called JPEG", "a.jpg", whole, grey, "format png, but its name says jpeg: rename it"],
    ["is cut", "a.png", part(whole, 0.6), grey, "a.png is"],
    ["is cut late", "a.jpg", part(photo.jpeg().toBuffer(), 0.98), grey, "is damaged: "],
    ["is a cut WebP", "a.webp", part(photo.webp().toBuffer(), 0.5), grey, "a.webp is"],
    ["is changed", "a.png", changed, grey, "is damaged: "],
    ["has not the channels", "a.png", whole, [2, 8, 8], "the backbone reads 2. Use a .npy file"],
  ])("refuses a file that %s, by name", async (_, name, bytes, shape, says) => {
    const refusal = read(name, await bytes, shape);
    await expect(refusal).rejects.toThrow(join(folder, name));
    await expect(refusal).rejects.toThrow(says);
  });
});

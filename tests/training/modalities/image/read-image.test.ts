import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { afterAll, describe, expect, test } from "vitest";
import { readImage } from "../../../../src/training/modalities/image/read-image.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-images-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Rgba = readonly [number, number, number, number];

function png(width: number, height: number, pixel: (x: number, y: number) => Rgba, options = {}): Buffer {
  const image = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set(pixel(x, y), 4 * (y * width + x));
  return PNG.sync.write(image, options);
}

const read = (name: string, bytes: Buffer, shape: readonly number[]) => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return readImage(file, { shape, field: "manifest" });
};

const grey = (value: number): Rgba => [value, value, value, 255];

describe("readImage", () => {
  test("reads a PNG of the wanted size exactly, as fractions", async () => {
    const values = await read(
      "a.png",
      png(3, 2, (x, y) => grey(51 * (x + y))),
      [1, 2, 3],
    );
    [0, 1, 2, 1, 2, 3].forEach((step, i) => {
      expect(values[i]).toBeCloseTo(0.2 * step, 6);
    });
  });

  test("keeps 16 bits of a sample", async () => {
    const data = Buffer.from(Uint16Array.from([0, 1, 32768, 65535]).buffer);
    const options = { width: 2, height: 2, bitDepth: 16, colorType: 0, inputColorType: 0 } as const;
    const image = new PNG(options);
    image.data = data;
    const values = await read("deep.png", PNG.sync.write(image, options), [1, 2, 2]);
    [0, 1 / 65535, 32768 / 65535, 1].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 7);
    });
  });

  test("gives three channels, or their brightness; transparency lies over black", async () => {
    const bytes = png(1, 2, (_, y) => (y === 0 ? [255, 102, 0, 255] : [255, 255, 255, 51]));
    const colours = await read("colour.png", bytes, [3, 2, 1]);
    [1, 0.2, 0.4, 0.2, 0, 0.2].forEach((value, i) => {
      expect(colours[i]).toBeCloseTo(value, 6);
    });
    const [first, second] = await read("colour.png", bytes, [1, 2, 1]);
    expect(first).toBeCloseTo(0.299 + 0.587 * 0.4, 6);
    expect(second).toBeCloseTo(0.2, 6);
  });

  test("stretches another size: the mean stays, every pixel counts", async () => {
    const bytes = png(100, 60, (x, y) => grey(x === 50 && y === 31 ? 255 : 0));
    const small = await read("big.png", bytes, [1, 28, 28]);
    const sum = small.reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo((28 * 28) / 6000, 2);
    const large = await read(
      "ramp.png",
      png(2, 1, (x) => grey(255 * x)),
      [1, 1, 4],
    );
    [0, 0.25, 0.75, 1].forEach((value, i) => {
      expect(large[i]).toBeCloseTo(value, 6);
    });
  });

  test("reads a JPEG, whatever its name", async () => {
    const data = Buffer.alloc(16 * 16 * 4);
    for (let i = 0; i < 256; i++) data.set([200, 100, 50, 255], 4 * i);
    const bytes = jpeg.encode({ width: 16, height: 16, data }, 95).data;
    for (const name of ["a.jpg", "a.png"]) {
      const values = await read(name, bytes, [3, 16, 16]);
      [200, 100, 50].forEach((value, c) => {
        expect(Math.abs(values[c * 256 + 40] - value / 255)).toBeLessThan(0.02);
      });
    }
  });

  const whole = png(8, 8, (x, y) => grey(16 * x + y));
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 20] ^= 1;
  test.each([
    ["is no picture", Buffer.from("GIF89a and more"), [1, 8, 8], "is neither a PNG nor a JPEG file"],
    ["is empty", Buffer.alloc(0), [1, 8, 8], "is neither a PNG nor a JPEG file"],
    ["is cut", whole.subarray(0, 60), [1, 8, 8], "is damaged: "],
    ["is changed", damaged, [1, 8, 8], "is damaged: "],
    ["is a cut JPEG", Buffer.from("ffd8ffe0", "hex"), [1, 8, 8], "is damaged: "],
    ["has not the channels", whole, [2, 8, 8], "the backbone reads 2. Use a .npy file"],
  ])("refuses a file that %s", async (_, bytes, shape, says) => {
    await expect(read("wrong.png", bytes, shape)).rejects.toThrow(says);
  });
});

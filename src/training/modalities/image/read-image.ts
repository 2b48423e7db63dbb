import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../backend/reason.js";
import { planesOf } from "../../data/shape.js";
import type { FileReader } from "../modality.js";
import { decodePixels, type Pixels } from "./pixels.js";
import { resample } from "./resample.js";

/** The weights of red, green and blue in the brightness of a pixel (ITU-R BT.601). */
const BRIGHTNESS = [0.299, 0.587, 0.114] as const;

/**
 * Reads a PNG or JPEG file as (channels, height, width) with values from 0 (black) to 1. One channel is the brightness
 * (ITU-R BT.601), three are red, green and blue; transparent pixels are laid over black. A picture of another size is
 * stretched to the wanted one.
 *
 * @throws InvalidInput if the file is neither, is damaged, or the backbone reads another number of channels
 */
export const readImage: FileReader = async (file, { shape, field }) => {
  const bytes = await readFile(file);
  const [channels, height, width] = planesOf(shape);
  if (channels !== 1 && channels !== 3) {
    throw new InvalidInput(
      field,
      `${file} is a picture, which has 1 or 3 channels; the backbone reads ${channels}. Use a .npy file`,
    );
  }
  const pixels = decoded(bytes, file, field);
  const planes = channels === 1 ? [brightness(pixels)] : [0, 1, 2].map((colour) => planeOf(pixels, colour));
  const out = new Float32Array(channels * height * width);
  planes.forEach((plane, i) => {
    out.set(resample(plane, pixels, { width, height }), i * height * width);
  });
  return out;
};

function decoded(bytes: Buffer, file: string, field: string): Pixels {
  let pixels: Pixels | undefined;
  try {
    pixels = decodePixels(bytes);
  } catch (error) {
    throw new InvalidInput(field, `${file} is damaged: ${reasonOf(error)}`);
  }
  if (pixels === undefined) throw new InvalidInput(field, `${file} is neither a PNG nor a JPEG file`);
  return pixels;
}

/** Returns one colour of each pixel, over black: 0 is red, 1 green, 2 blue. */
const planeOf = ({ rgba }: Pixels, colour: number): Float32Array =>
  Float32Array.from({ length: rgba.length / 4 }, (_, i) => rgba[4 * i + colour] * rgba[4 * i + 3]);

function brightness(pixels: Pixels): Float32Array {
  const planes = BRIGHTNESS.map((_, colour) => planeOf(pixels, colour));
  return planes[0].map((_, i) => BRIGHTNESS.reduce((sum, weight, c) => sum + weight * planes[c][i], 0));
}

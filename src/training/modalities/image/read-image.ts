import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import sharp, { type Metadata, type ResizeOptions } from "sharp";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../backend/reason.js";
import { planesOf } from "../../data/shape.js";
import type { FileReader, FileRequest } from "../modality.js";

/** The weights of red, green and blue in the brightness of a pixel (ITU-R BT.601). */
const BRIGHTNESS = [0.299, 0.587, 0.114] as const;
const WHITE = "#ffffff";

/** The formats of pictures that can be read, by file extension. */
const FORMATS: Readonly<Record<string, string>> = {
  ".png": "png",
  ".jpg": "jpeg",
  ".jpeg": "jpeg",
  ".webp": "webp",
};

/** The file extensions of pictures that can be read. */
export const READABLE: readonly string[] = Object.keys(FORMATS);

/** How a picture of another aspect ratio gets the wanted shape. */
export const FITS = ["crop", "pad", "stretch"] as const;
export type Fit = (typeof FITS)[number];

/** What the sharp library calls each way to fit. */
const RESIZES: Readonly<Record<Fit, ResizeOptions>> = {
  crop: { fit: "cover", position: "centre" },
  pad: { fit: "contain", position: "centre", background: WHITE },
  stretch: { fit: "fill" },
};

/**
 * Reads a PNG, JPEG or WebP file as `readPicture` says. A file whose contents are of another format than its name says
 * is refused.
 */
export const readImage: FileReader = async (file, request) => {
  const bytes = await readFile(file);
  return readPicture(bytes, file, { ...request, format: FORMATS[extname(file).toLowerCase()] });
};

/** A request for a picture. Without `format`, any format that can be read is accepted. */
export interface PictureRequest extends FileRequest {
  readonly format?: string | undefined;
}

/**
 * Decodes a picture as (channels, height, width) with values from 0 (black) to 1. One channel is the brightness
 * (ITU-R BT.601), three are red, green and blue. Its EXIF orientation is applied, transparent pixels lie over white,
 * and CMYK colours and colour profiles become sRGB. A picture of another size is resized with a triangular filter that
 * is widened where it shrinks (bilinear with anti-aliasing); by default it first covers the wanted shape, and its
 * centre is cropped. Results of files with 8 bits per sample are multiples of 1/255.
 *
 * @param name the picture's name, for errors
 * @throws InvalidInput if the bytes are no such picture, are damaged or truncated, or the backbone reads another number
 *   of channels
 */
export async function readPicture(
  bytes: Uint8Array,
  name: string,
  { shape, field, preparation, format }: PictureRequest,
): Promise<Float32Array> {
  const [channels, height, width] = planesOf(shape);
  const refuse = (why: string): InvalidInput => new InvalidInput(field, `${name} ${why}`);
  if (channels !== 1 && channels !== 3)
    throw refuse(`is a picture, which has 1 or 3 channels; the backbone reads ${channels}. Use a .npy file`);
  const metadata = await metadataOf(bytes, refuse);
  if (format !== undefined && metadata.format !== format)
    throw refuse(`has a picture in the format ${metadata.format}, but its name says ${format}: rename it`);
  const isDeep = metadata.depth === "ushort";
  const fit = (preparation?.fit ?? "crop") as Fit;
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .flatten({ background: WHITE })
    .resize(width, height, { ...RESIZES[fit], kernel: "linear", fastShrinkOnLoad: false })
    .toColourspace(isDeep ? "rgb16" : "srgb")
    .raw({ depth: isDeep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw refuse(`is damaged: ${reasonOf(error)}`);
    });
  const samples = isDeep ? new Uint16Array(new Uint8Array(data).buffer) : data;
  return planesOfSamples(samples, info.channels, channels, isDeep);
}

async function metadataOf(bytes: Uint8Array, refuse: (why: string) => InvalidInput): Promise<Metadata> {
  const readable = Object.values(FORMATS);
  const none = "is not a PNG, JPEG or WebP picture, or its beginning is damaged";
  if (bytes.length === 0) throw refuse("is empty");
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw refuse(none);
    });
  if (!readable.includes(metadata.format))
    throw refuse(`has a picture in the format ${metadata.format}; PNG, JPEG and WebP can be read`);
  return metadata;
}

/** Returns interleaved samples of `found` channels (1 or 3) as planes of `wanted` channels, as fractions. */
function planesOfSamples(
  samples: Uint8Array | Uint16Array,
  found: number,
  wanted: number,
  isDeep: boolean,
): Float32Array {
  const full = isDeep ? 65_535 : 255;
  const pixels = samples.length / found;
  const colour = (pixel: number, c: number): number => samples[pixel * found + (found === 1 ? 0 : c)];
  const brightness = (pixel: number): number => {
    const value = BRIGHTNESS.reduce((sum, weight, c) => sum + weight * colour(pixel, c), 0);
    return isDeep ? value : Math.round(value);
  };
  const value = wanted === 1 ? brightness : colour;
  return Float32Array.from(
    { length: wanted * pixels },
    (_, i) => value(i % pixels, Math.floor(i / pixels)) / full,
  );
}

import jpeg from "jpeg-js";
import { PNG } from "pngjs";

/** A picture: red, green, blue and opacity of each pixel, row by row, as fractions of full scale. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four values per pixel. */
  readonly rgba: Float32Array;
}

const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";
const JPEG_SIGNATURE = "\xff\xd8\xff";
/** Where a PNG file says how many bits a sample has [bytes]. */
const PNG_DEPTH = 24;

/**
 * Decodes a PNG or JPEG file; its contents tell which. EXIF orientation and colour profiles are ignored.
 *
 * @returns undefined for a file of another kind
 * @throws Error with the decoder's reason if the file is damaged
 */
export function decodePixels(bytes: Buffer): Pixels | undefined {
  const start = bytes.toString("latin1", 0, PNG_SIGNATURE.length);
  if (start === PNG_SIGNATURE) return decodePng(bytes);
  return start.startsWith(JPEG_SIGNATURE) ? decodeJpeg(bytes) : undefined;
}

function decodePng(bytes: Buffer): Pixels {
  const isDeep = bytes[PNG_DEPTH] === 16;
  const { width, height, data } = PNG.sync.read(bytes, { skipRescale: isDeep });
  return { width, height, rgba: Float32Array.from(data, (value) => value / (isDeep ? 65_535 : 255)) };
}

function decodeJpeg(bytes: Buffer): Pixels {
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, tolerantDecoding: false });
  return { width, height, rgba: Float32Array.from(data, (value) => value / 255) };
}

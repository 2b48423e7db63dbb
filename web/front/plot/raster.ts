import type { Look } from "../../../charts/marks.js";

/** How the points of one class are drawn. */
export interface Style {
  readonly shape: Look["shape"];
  readonly colour: string;
  /** 0 is invisible, 1 is opaque. */
  readonly opacity: number;
}

/** The places of points [device pixels], and the index of each one's style; 255 for a point that is not drawn. */
export interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly style: Uint8Array;
}

/** Tells whether a place, in radii from the centre, is inside of a shape. All shapes have about the same area. */
const INSIDE: Readonly<Record<Look["shape"], (x: number, y: number) => boolean>> = {
  circle: (x, y) => x * x + y * y <= 1,
  square: (x, y) => Math.abs(x) <= 0.886 && Math.abs(y) <= 0.886,
  triangle: (x, y) => y <= 1.01 && y >= -1.35 && Math.abs(x) <= ((y + 1.35) / 2.36) * 1.35,
};

const SAMPLES = 4;

/** Coverage of the pixels around a centre, 0 to 1. */
function coverage(
  shape: Look["shape"],
  radius: number,
): { readonly size: number; readonly values: Float32Array } {
  const size = 2 * Math.ceil(radius * 1.4) + 1;
  const values = new Float32Array(size * size);
  const centre = size / 2;
  const isInside = INSIDE[shape];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let hits = 0;
      for (let i = 0; i < SAMPLES * SAMPLES; i++) {
        const x = column + ((i % SAMPLES) + 0.5) / SAMPLES;
        const y = row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
        if (isInside((x - centre) / radius, (y - centre) / radius)) hits++;
      }
      values[row * size + column] = hits / SAMPLES ** 2;
    }
  return { size, values };
}

/**
 * Draws points onto an image whose ground is opaque, style after style. A hundred thousand points take some ten
 * milliseconds, without a graphics card as well: each is a few pixels that are blended in memory.
 */
export function drawPoints(image: ImageData, points: Points, styles: readonly Style[], radius: number): void {
  const pixels = new Uint32Array(image.data.buffer);
  const { width, height } = image;
  const { x, y, style } = points;
  const { order, starts } = byStyle(style);
  styles.forEach(({ shape, colour, opacity }, own) => {
    if (starts[own] === starts[own + 1] || opacity === 0) return;
    const mask = coverage(shape, radius);
    const { offsets, alphas } = partsOf(mask, width, opacity);
    const [red, green, blue] = rgb(colour);
    const { size } = mask;
    const middle = (size - 1) / 2;
    for (let k = starts[own]; k < starts[own + 1]; k++) {
      const left = Math.round(x[order[k]]) - middle;
      const top = Math.round(y[order[k]]) - middle;
      if (!(left >= 0 && top >= 0 && left + size <= width && top + size <= height)) continue;
      const start = top * width + left;
      for (let p = 0; p < offsets.length; p++) {
        const below = pixels[start + offsets[p]];
        const a = alphas[p];
        const r = (below & 255) + (((red - (below & 255)) * a) >> 8);
        const g = ((below >> 8) & 255) + (((green - ((below >> 8) & 255)) * a) >> 8);
        const b = ((below >> 16) & 255) + (((blue - ((below >> 16) & 255)) * a) >> 8);
        pixels[start + offsets[p]] = 0xff000000 | (b << 16) | (g << 8) | r;
      }
    }
  });
}

/** The points in the order of their styles: those of style `s` are at `starts[s]` to before `starts[s + 1]`. */
function byStyle(style: Uint8Array): { readonly order: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(257);
  for (let i = 0; i < style.length; i++) starts[style[i] + 1]++;
  for (let s = 0; s < 256; s++) starts[s + 1] += starts[s];
  const next = starts.slice();
  const order = new Uint32Array(style.length);
  for (let i = 0; i < style.length; i++) order[next[style[i]]++] = i;
  return { order, starts };
}

/** The pixels of a mask that are not empty: their distance from the first one in an image, and their opacity of 256. */
function partsOf({ size, values }: ReturnType<typeof coverage>, width: number, opacity: number) {
  const [offsets, alphas]: [number[], number[]] = [[], []];
  values.forEach((value, i) => {
    const alpha = Math.round(256 * value * opacity);
    if (alpha === 0) return;
    offsets.push(Math.floor(i / size) * width + (i % size));
    alphas.push(alpha);
  });
  return { offsets: Int32Array.from(offsets), alphas: Int32Array.from(alphas) };
}

/** Fills an image with a colour. */
export function fill(image: ImageData, colour: string): void {
  const [red, green, blue] = rgb(colour);
  new Uint32Array(image.data.buffer).fill((0xff000000 | (blue << 16) | (green << 8) | red) >>> 0);
}

function rgb(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Sides of the grid of brightness differences that a fingerprint is made of. */
const SIDE = 8;

/** A picture's fingerprint: whether brightness rises from each cell of a 9 x 8 grid to its right neighbour. */
export interface Fingerprint {
  readonly bits: bigint;
  /** The mean of red, green and blue, from 0 to 255. */
  readonly colour: readonly number[];
}

/**
 * Returns the difference hash (dHash) of a picture and its mean colour.
 *
 * @param sample the value of channel c, 0 to 255, at column x and row y
 */
export function fingerprint(
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number },
  sample: (x: number, y: number, c: number) => number,
): Fingerprint {
  const columns = SIDE + 1;
  const sums = new Float64Array(columns * SIDE);
  const counts = new Float64Array(columns * SIDE);
  const colour = new Array<number>(channels).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * SIDE) / height) * columns + Math.floor((x * columns) / width);
      counts[cell]++;
      for (let c = 0; c < channels; c++) {
        const value = sample(x, y, c);
        sums[cell] += value / channels;
        colour[c] += value / (width * height);
      }
    }
  }
  let bits = 0n;
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const [at, next] = [row * columns + column, row * columns + column + 1];
      bits = (bits << 1n) | (sums[next] / counts[next] > sums[at] / counts[at] + 1 ? 1n : 0n);
    }
  return { bits, colour };
}

/** Whether two pictures look nearly the same: at most 3 of 64 bits differ, and mean colours by at most 4 of 255. */
export function isNearlyEqual(a: Fingerprint, b: Fingerprint): boolean {
  if (a.colour.some((value, c) => Math.abs(value - b.colour[c]) > 4)) return false;
  let different = 0;
  for (let bits = a.bits ^ b.bits; bits > 0n && different <= 3; bits &= bits - 1n) different++;
  return different <= 3;
}

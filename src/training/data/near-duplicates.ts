import { Groups } from "./groups.js";

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

/** Parts of a fingerprint's 64 bits. Of two fingerprints that differ in at most 3 bits, one part at least is equal. */
const BANDS = 4;
const BAND_BITS = 16n;
/** Side of the cells that mean colours are sorted into: colours that are near are in the same or neighbouring cells. */
const CELL = 4;

/**
 * Groups pictures that look nearly the same, chains included: returns for each the position of the first of its group.
 * Fingerprints are compared only where a quarter of their bits is equal and their colours are near, so that the time
 * does not grow with the square of their number unless the pictures are alike.
 */
export function nearDuplicateGroups(prints: readonly Fingerprint[]): readonly number[] {
  const groups = new Groups(prints.length);
  const buckets = new Map<string, number[]>();
  const seen = new Map<string, number>();
  prints.forEach((print, i) => {
    const whole = `${print.bits} ${print.colour.join()}`;
    const equal = seen.get(whole);
    if (equal !== undefined) {
      groups.unite(equal, i);
      return;
    }
    seen.set(whole, i);
    const cell = print.colour.map((value) => Math.floor(value / CELL));
    for (let band = 0; band < BANDS; band++) {
      const key = `${band} ${(print.bits >> (BigInt(band) * BAND_BITS)) & 0xffffn}`;
      for (const near of neighbours(cell))
        for (const j of buckets.get(`${key} ${near}`) ?? [])
          if (groups.first(i) !== groups.first(j) && isNearlyEqual(print, prints[j])) groups.unite(i, j);
      const own = `${key} ${cell.join()}`;
      const bucket = buckets.get(own);
      if (bucket === undefined) buckets.set(own, [i]);
      else bucket.push(i);
    }
  });
  return prints.map((_, i) => groups.first(i));
}

/** The cell and all that touch it, as texts. */
function neighbours(cell: readonly number[]): readonly string[] {
  return cell
    .reduce<readonly (readonly number[])[]>(
      (found, value) => found.flatMap((near) => [-1, 0, 1].map((step) => [...near, value + step])),
      [[]],
    )
    .map((near) => near.join());
}

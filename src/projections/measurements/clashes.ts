/** A measured value of one metric: the mean of `repeats` runs, with their standard deviation where it was reported. */
export interface Reading {
  readonly value: number;
  readonly repeats: number;
  readonly sd?: number | undefined;
}

/** The line `offset + slope * t` that stands for a reading with the value `x` and that variance of its mean. */
interface Line {
  readonly slope: number;
  readonly offset: number;
  readonly x: number;
  readonly variance: number;
}

/** What rounding may add to a difference without making a clash. */
const ROUNDING = 1e-12;
/** How many standard errors of their difference two readings may be apart. */
const MOST_ERRORS = 3;

/**
 * Tells whether any two readings clash: their difference exceeds three standard errors of it or, where neither of the
 * two has a spread, `slack` of the smaller value, which must not fall by more than the value rises. The answer is that
 * of comparing all pairs, in O(n log n) time.
 *
 * Without spread, the least and the greatest value are the pair to compare. With spread, readings i and j clash if
 * (xi - xj)^2 > 9 (vi + vj). The difference of the two sides is (xi^2 - 9 vi) plus the line (xj^2 - 9 vj) - 2 xj t at
 * t = xi, so the reading to compare with i is the one whose line is highest at xi.
 */
export function hasClash(readings: readonly Reading[], slack: (value: number) => number): boolean {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const spread: Reading[] = [];
  for (const reading of readings) {
    if (varianceOf(reading) > 0) spread.push(reading);
    else [least, most] = [Math.min(least, reading.value), Math.max(most, reading.value)];
  }
  if (most > least && most - least > slack(least) + ROUNDING) return true;
  if (spread.length === 0) return false;
  const centre = spread[0].value;
  const envelope = upperEnvelope(readings.map((reading) => lineOf(reading, centre)));
  const queries = spread.map((reading) => lineOf(reading, centre)).sort((a, b) => a.x - b.x);
  let best = 0;
  return queries.some(({ x, variance }) => {
    while (best + 1 < envelope.length && heightAt(envelope[best + 1], x) >= heightAt(envelope[best], x))
      best++;
    const other = envelope[best];
    return Math.abs(x - other.x) > MOST_ERRORS * Math.sqrt(variance + other.variance) + ROUNDING;
  });
}

/** Returns the variance of the mean of a reading's runs; 0 where no spread is known. */
const varianceOf = ({ sd = 0, repeats }: Reading): number => sd ** 2 / repeats;

/** Returns the line of a reading, with values relative to `centre` so that squares keep their digits. */
function lineOf(reading: Reading, centre: number): Line {
  const x = reading.value - centre;
  const variance = varianceOf(reading);
  return { slope: -2 * x, offset: x ** 2 - MOST_ERRORS ** 2 * variance, x, variance };
}

const heightAt = ({ slope, offset }: Line, t: number): number => offset + slope * t;

/** Returns the lines that are the highest ones somewhere, by rising slope: the order in which they are highest. */
function upperEnvelope(lines: Line[]): Line[] {
  const envelope: Line[] = [];
  for (const line of lines.sort((a, b) => a.slope - b.slope || a.offset - b.offset)) {
    if (envelope.at(-1)?.slope === line.slope) envelope.pop();
    while (envelope.length > 1 && isBelow(envelope[envelope.length - 2], envelope[envelope.length - 1], line))
      envelope.pop();
    envelope.push(line);
  }
  return envelope;
}

/** Tells whether the middle one of three lines, given by rising slope, is nowhere above both others. */
const isBelow = (a: Line, b: Line, c: Line): boolean =>
  (c.offset - a.offset) * (b.slope - a.slope) >= (b.offset - a.offset) * (c.slope - a.slope);

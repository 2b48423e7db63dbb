/** Lobes of the sinc function on each side of a tap, at the lower of the two rates. */
const LOBES = 10;
/** The shape of the Kaiser window: 5 attenuates what would alias by about 50 dB. */
const BETA = 5;

/**
 * Resamples a wave to another rate by a low-pass filter in polyphase form: a sinc cut off at half of the lower rate,
 * in a Kaiser window. These are the filter and the alignment of SciPy's `signal.resample_poly` with its defaults. The
 * result has `ceil(length * to / from)` samples; outside the wave there is silence. A wave of the wanted rate stays as
 * it is.
 *
 * @param from the wave's sample rate [Hz], a whole number
 * @param to the wanted sample rate [Hz], a whole number
 */
export function resample(wave: Float64Array, from: number, to: number): Float64Array {
  const divisor = greatestCommonDivisor(from, to);
  const [up, down] = [to / divisor, from / divisor];
  if (up === down) return wave;
  const reach = LOBES * Math.max(up, down);
  const taps = lowPass(reach, 1 / Math.max(up, down), up);
  const out = new Float64Array(Math.ceil((wave.length * up) / down));
  for (let i = 0; i < out.length; i++) {
    const centre = i * down;
    const first = Math.max(0, Math.ceil((centre - reach) / up));
    const last = Math.min(wave.length - 1, Math.floor((centre + reach) / up));
    let sum = 0;
    for (let j = first; j <= last; j++) sum += wave[j] * taps[centre - j * up + reach];
    out[i] = sum;
  }
  return out;
}

let cached: { readonly key: string; readonly taps: Float64Array } | undefined;

/**
 * Returns the 2 * reach + 1 taps of a windowed sinc whose sum is `gain`. Those of the last call are kept, because the
 * sounds of a data set mostly share a rate.
 *
 * @param cutoff as a fraction of half the sample rate
 */
function lowPass(reach: number, cutoff: number, gain: number): Float64Array {
  const key = [reach, cutoff, gain].join();
  if (cached?.key === key) return cached.taps;
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const x = cutoff * (i - reach);
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return (sinc * bessel(BETA * Math.sqrt(1 - (i / reach - 1) ** 2))) / bessel(BETA);
  });
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  for (let i = 0; i < taps.length; i++) taps[i] *= gain / total;
  cached = { key, taps };
  return taps;
}

/** The modified Bessel function of the first kind of order 0, by its power series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

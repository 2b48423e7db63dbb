import FFT from "fft.js";

/** How MFCCs are computed. `window`, `hop` and `fft` are in samples. */
export interface MfccSettings {
  /** Sample rate of the wave [Hz]. */
  readonly rate: number;
  readonly window: number;
  readonly hop: number;
  /** A power of two, at least `window`. */
  readonly fft: number;
  readonly filters: number;
  readonly coefficients: number;
  readonly frames: number;
}

/** Added to the energy of each filter, so that its logarithm is finite. */
const FLOOR = 1e-6;

/**
 * Returns a function that computes the mel-frequency cepstral coefficients (Davis and Mermelstein, 1980) of a wave,
 * (coefficients, frames), row-major: Hann windows, power spectrum, triangular filters equally spaced in mel, logarithm,
 * orthonormal DCT-II. The wave is padded with zeros, or truncated, to the length of the frames.
 */
export const mfccOf = (settings: MfccSettings): ((wave: Float64Array) => Float32Array) =>
  spectraOf(settings, dct(settings.filters, settings.coefficients));

/** Like `mfccOf`, but the function stops after the logarithm: the result is (filters, frames). */
export const logMelOf = (
  settings: Omit<MfccSettings, "coefficients">,
): ((wave: Float64Array) => Float32Array) => spectraOf(settings, identity(settings.filters));

/** Returns a function that multiplies each frame's logarithmic energies by a matrix (rows, filters). */
function spectraOf(
  settings: Omit<MfccSettings, "coefficients">,
  matrix: readonly Float64Array[],
): (wave: Float64Array) => Float32Array {
  const { window, hop, fft, filters, frames } = settings;
  const transform = new FFT(fft);
  const bank = melFilters(settings);
  const hann = Float64Array.from(
    { length: window },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / window),
  );
  const input = new Array<number>(fft).fill(0);
  const spectrum = transform.createComplexArray();
  const energies = new Float64Array(filters);
  return (wave) => {
    const out = new Float32Array(matrix.length * frames);
    for (let frame = 0; frame < frames; frame++) {
      for (let i = 0; i < window; i++) input[i] = (wave[frame * hop + i] ?? 0) * hann[i];
      transform.realTransform(spectrum, input);
      bank.forEach(({ from, weights }, m) => {
        energies[m] = Math.log(
          FLOOR + weights.reduce((sum, w, i) => sum + w * powerAt(spectrum, from + i), 0),
        );
      });
      matrix.forEach((row, c) => {
        out[c * frames + frame] = row.reduce((sum, w, m) => sum + w * energies[m], 0);
      });
    }
    return out;
  };
}

const powerAt = (spectrum: readonly number[], bin: number): number =>
  spectrum[2 * bin] ** 2 + spectrum[2 * bin + 1] ** 2;

const identity = (n: number): readonly Float64Array[] =>
  Array.from({ length: n }, (_, row) => Float64Array.from({ length: n }, (_, i) => (i === row ? 1 : 0)));

/** Returns the first rows of the matrix (n, n) of the orthonormal DCT-II. */
function dct(n: number, rows: number): readonly Float64Array[] {
  return Array.from({ length: rows }, (_, c) =>
    Float64Array.from(
      { length: n },
      (_, i) => Math.sqrt((c === 0 ? 1 : 2) / n) * Math.cos((Math.PI * c * (i + 0.5)) / n),
    ),
  );
}

const toMel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const toHertz = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/**
 * Returns triangular filters from 0 Hz to half the rate, each as the weights of the frequency bins from bin `from` on.
 */
function melFilters({
  rate,
  fft,
  filters,
}: Pick<MfccSettings, "rate" | "fft" | "filters">): readonly { from: number; weights: Float64Array }[] {
  const edges = Array.from({ length: filters + 2 }, (_, i) => toHertz((toMel(rate / 2) * i) / (filters + 1)));
  return Array.from({ length: filters }, (_, m) => {
    const weights = Float64Array.from({ length: fft / 2 + 1 }, (_, bin) => {
      const hertz = (bin * rate) / fft;
      const rising = (hertz - edges[m]) / (edges[m + 1] - edges[m]);
      const falling = (edges[m + 2] - hertz) / (edges[m + 2] - edges[m + 1]);
      return Math.max(0, Math.min(rising, falling));
    });
    const from = Math.max(
      0,
      weights.findIndex((w) => w > 0),
    );
    const end = weights.findLastIndex((w) => w > 0) + 1;
    return { from, weights: weights.slice(from, end) };
  });
}

import { type MfccSettings, mfccOf } from "./mfcc.js";

/** Rate of the recordings [Hz]. */
export const RECORDING_RATE = 8000;
const DECIMATION = 3;

/**
 * Every third sample of 8 kHz; 20 frames of 75 ms, 30 ms apart, cover 0.65 s: 95 % of the spoken digits are no longer.
 */
const SETTINGS: MfccSettings = {
  rate: RECORDING_RATE / DECIMATION,
  window: 200,
  hop: 80,
  fft: 256,
  filters: 26,
  coefficients: 20,
  frames: 20,
};

/** Channels, coefficients, frames of what `spokenCoefficients` gives. */
export const SPOKEN_SHAPE = [1, SETTINGS.coefficients, SETTINGS.frames] as const;

const coefficientsOf = mfccOf(SETTINGS);

/** The (20, 20) MFCCs of a recording at 8 kHz, as AV-MNIST reads them. */
export const spokenCoefficients = (wave: Float64Array): Float32Array =>
  coefficientsOf(wave.filter((_, i) => i % DECIMATION === 0));

import type { RawConstants } from "../../../export/folder/manifest.js";
import { type MfccSettings, mfccOf } from "./mfcc.js";

/** Sample rate of the recordings [Hz]. */
export const RECORDING_RATE = 8000;
const DECIMATION = 3;

/**
 * Every third sample of 8 kHz is used. The 20 frames of 75 ms, 30 ms apart, cover 0.65 s, which is as long as 95 % of
 * the spoken digits or longer.
 */
const SETTINGS = {
  rate: RECORDING_RATE / DECIMATION,
  window: 200,
  hop: 80,
  fft: 256,
  filters: 26,
  coefficients: 20,
  frames: 20,
} as const satisfies MfccSettings;

/** Shape of the result of `spokenCoefficients`: channels, coefficients, frames. */
export const SPOKEN_SHAPE = [1, SETTINGS.coefficients, SETTINGS.frames] as const;

/** `spokenCoefficients` in words. */
export const SPOKEN_PREPARATION =
  `a wave at ${RECORDING_RATE} Hz, mono, -1 to 1, of which every ${DECIMATION}rd sample is used; ` +
  `MFCCs as (1, coefficients, frames) = (${SPOKEN_SHAPE.join(", ")}): Hann windows of ${SETTINGS.window} samples, ` +
  `${SETTINGS.hop} apart, zero-padded to ${SETTINGS.fft}; power spectrum; ${SETTINGS.filters} triangular filters ` +
  "equally spaced in mel from 0 Hz to half the rate; logarithm of the energy plus 1e-6; orthonormal DCT-II";

/** `spokenCoefficients` for programs. */
export const SPOKEN_CONSTANTS: RawConstants = {
  kind: "spectrum",
  features: "mfcc",
  rate: RECORDING_RATE,
  every: DECIMATION,
  ...{ window: SETTINGS.window, hop: SETTINGS.hop, fft: SETTINGS.fft, filters: SETTINGS.filters },
};

const coefficientsOf = mfccOf(SETTINGS);

/** Returns the MFCCs (20, 20) of a recording at 8 kHz, as AV-MNIST uses them. */
export const spokenCoefficients = (wave: Float64Array): Float32Array =>
  coefficientsOf(wave.filter((_, i) => i % DECIMATION === 0));

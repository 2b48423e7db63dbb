import { InvalidInput } from "../../../base/errors.js";
import type { RawConstants } from "../../../export/folder/manifest.js";
import type { Preparation } from "../../data/dataset.js";
import type { Prepared } from "../modality.js";
import { logMelOf, type MfccSettings, mfccOf } from "./mfcc.js";
import { resample } from "./resample.js";
import { type SoundFacts, soundFacts } from "./wav.js";

/** What is computed of a sound: cepstral coefficients, or the logarithms of the energies of mel filters. */
export const FEATURES = ["mfcc", "log-mel"] as const;
type Features = (typeof FEATURES)[number];

/** The usual sample rate that sounds are brought to [Hz], unless one of them has a lower rate. */
const USUAL_RATE = 16_000;
/** The share of the sounds that are not longer than the frames cover, unless the length is given. */
const COVERED = 0.95;
/** Windows are this many times as long as the distance between frames. */
const OVERLAP = 2.5;
/** How many mel filters there are more than cepstral coefficients. */
const MORE_FILTERS = 6;
/** Shorter sounds make no frames. */
const LEAST_SECONDS = 0.02;

/** How sounds become spectra. */
interface SpectrumSettings {
  readonly features: Features;
  /** Sample rate that sounds are brought to [Hz]. */
  readonly rate: number;
  /** Length that the frames cover [s]; longer sounds are cut, shorter ones padded with silence. */
  readonly seconds: number;
}

/**
 * Returns how the sounds of a data set are prepared. The rate is the lowest of the sounds and of 16 kHz; the length
 * covers 95 % of the sounds. What a wish says stands.
 *
 * @param files the wav files of the data set
 */
export async function spectrumFor(
  wishes: Preparation,
  files: readonly string[],
  field: string,
): Promise<Prepared> {
  const facts: SoundFacts[] = [];
  for (const file of files) {
    const found = await soundFacts(file, field);
    if (found !== undefined) facts.push(found);
  }
  if (facts.length === 0) return { preparation: {}, notes: [] };
  const lengths = facts.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const covered = lengths[Math.ceil(COVERED * lengths.length) - 1];
  const lowest = facts.reduce((least, { rate }) => Math.min(least, rate), USUAL_RATE);
  const {
    features = "mfcc",
    rate = lowest,
    seconds = Math.max(LEAST_SECONDS, Math.ceil(100 * covered) / 100),
  } = wishes;
  const longer = lengths.filter((length) => length > Number(seconds)).length;
  const cut = `${longer} of ${lengths.length} sounds are longer than ${seconds} s: their ends are cut off`;
  return { preparation: { features, rate, seconds }, notes: longer === 0 ? [] : [cut] };
}

/** Returns what `prepare` recorded, checked. */
export function spectrumOf(recorded: Preparation, field: string): SpectrumSettings {
  const { features, rate, seconds } = recorded;
  if (!FEATURES.some((name) => name === features) || typeof rate !== "number" || typeof seconds !== "number")
    throw new InvalidInput(field, `sounds cannot be prepared as ${JSON.stringify(recorded)}`);
  return { features: features as Features, rate, seconds };
}

/** Returns the spectrum (1, bands, frames) of the mean of a sound's channels. */
export function spectrum(
  { rate, channels }: { readonly rate: number; readonly channels: readonly Float64Array[] },
  settings: SpectrumSettings,
  [, bands, frames]: readonly number[],
): Float32Array {
  const mono = channels[0].map(
    (_, i) => channels.reduce((sum, samples) => sum + samples[i], 0) / channels.length,
  );
  return transformOf(settings, bands, frames)(resample(mono, rate, settings.rate));
}

/** `spectrum` in words. */
export function spectrumWords(settings: SpectrumSettings, [, bands, frames]: readonly number[]): string {
  const { window, hop, fft, filters } = mfccSettings(settings, bands, frames);
  return (
    `the mean of all channels, resampled to ${settings.rate} Hz (the filter of SciPy's resample_poly), -1 to 1; ` +
    `Hann windows of ${window} samples, ${hop} apart, zero-padded to ${fft}; power spectrum; ${filters} triangular ` +
    "filters equally spaced in mel from 0 Hz to half the rate; logarithm of the energy plus 1e-6" +
    (settings.features === "mfcc" ? `; the first ${bands} of the orthonormal DCT-II` : "") +
    `; as (1, ${bands}, ${frames}), ${frames} frames that cover ${settings.seconds} s`
  );
}

/** `spectrum` for programs. */
export function spectrumConstants(
  settings: SpectrumSettings,
  [, bands, frames]: readonly number[],
): RawConstants {
  const { features, rate } = settings;
  const { window, hop, fft, filters } = mfccSettings(settings, bands, frames);
  return { kind: "spectrum", features, rate, every: 1, window, hop, fft, filters };
}

function mfccSettings(
  { features, rate, seconds }: SpectrumSettings,
  bands: number,
  frames: number,
): MfccSettings {
  const hop = Math.max(1, Math.round((rate * seconds) / (frames - 1 + OVERLAP)));
  const window = Math.round(OVERLAP * hop);
  return {
    rate,
    window,
    hop,
    fft: 2 ** Math.ceil(Math.log2(window)),
    filters: features === "mfcc" ? bands + MORE_FILTERS : bands,
    coefficients: bands,
    frames,
  };
}

let cached: { readonly key: string; readonly transform: (wave: Float64Array) => Float32Array } | undefined;

/** Returns the transform of these settings; that of the last call is kept. */
function transformOf(
  settings: SpectrumSettings,
  bands: number,
  frames: number,
): (wave: Float64Array) => Float32Array {
  const key = JSON.stringify([settings, bands, frames]);
  if (cached?.key !== key) {
    const make = settings.features === "mfcc" ? mfccOf : logMelOf;
    cached = { key, transform: make(mfccSettings(settings, bands, frames)) };
  }
  return cached.transform;
}

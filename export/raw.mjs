// Turns raw examples into values before standardisation, as the data set of this network was made from its files.
// Sounds and texts need nothing but Node, pictures the npm package sharp. Constants come from manifest.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Returns the values of one raw example: the name of a file or, of a text, the text itself. */
export const rawValues = (constants, shape, example) => READERS[constants.kind](constants, shape, example);

/** The mean of the vectors of a text's words; zeros where it has none. A name ending in .txt is a file in UTF-8. */
function readText({ vectors }, [size], example) {
  const text = example.toLowerCase().endsWith(".txt") ? readFileSync(example, "utf8") : example;
  const table = vectors === "vocabulary" ? vocabulary(size) : undefined;
  const found = wordsOf(text).flatMap((word) => {
    const vector = table === undefined ? hashed(word, size) : table.get(word);
    return vector === undefined ? [] : [vector];
  });
  const sum = new Float64Array(size);
  for (const vector of found) for (let i = 0; i < size; i++) sum[i] += vector[i];
  return Float32Array.from(sum, (value) => value / Math.max(1, found.length));
}

/** The longest runs of letters, digits and combining marks after NFKC and lower case. */
export const wordsOf = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** The vectors by word, as the folder has them. */
function vocabulary(size) {
  const bytes = readFileSync(here("vocabulary.npy"));
  const start = 10 + bytes.readUInt16LE(8);
  const values = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length),
  );
  const words = readFileSync(here("vocabulary.txt"), "utf8").split("\n").slice(0, -1);
  return new Map(words.map((word, i) => [word, values.subarray(i * size, (i + 1) * size)]));
}

/** The vector of a word by its hash and those of its parts of 3 to 5 characters. */
function hashed(word, size) {
  const marked = ["<", ...word, ">"];
  const parts = [marked.join("")];
  for (let n = 3; n <= Math.min(5, marked.length - 1); n++)
    for (let i = 0; i + n <= marked.length; i++) parts.push(marked.slice(i, i + n).join(""));
  const vector = new Float32Array(size);
  for (const part of parts) {
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(part)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    for (let i = 0; i < 4; i++) {
      hash = mixed((hash + 0x9e3779b9) >>> 0);
      vector[(hash >>> 1) % size] += (hash & 1) === 1 ? 1 : -1;
    }
  }
  return vector.map((value) => value / parts.length);
}

/** Spreads every bit of a 32-bit number over all others (MurmurHash 3). */
function mixed(value) {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A picture's pixels from 0 to 1, (channels, height, width), brought to the shape by a triangular filter. */
async function readImage({ fit }, [channels, height, width], example) {
  const { default: sharp } = await import("sharp").catch(() => {
    throw new Error("pictures need the package sharp: npm install sharp");
  });
  const how = {
    crop: { fit: "cover", position: "centre" },
    pad: { fit: "contain", position: "centre", background: "#ffffff" },
    stretch: { fit: "fill" },
  }[fit];
  const bytes = readFileSync(example);
  const isDeep = (await sharp(bytes).metadata()).depth === "ushort";
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .flatten({ background: "#ffffff" })
    .resize(width, height, { ...how, kernel: "linear", fastShrinkOnLoad: false })
    .toColourspace(isDeep ? "rgb16" : "srgb")
    .raw({ depth: isDeep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const samples = isDeep ? new Uint16Array(new Uint8Array(data).buffer) : data;
  const pixels = width * height;
  const colour = (pixel, c) => samples[pixel * info.channels + (info.channels === 1 ? 0 : c)];
  const brightness = (pixel) => {
    const value = [0.299, 0.587, 0.114].reduce((sum, weight, c) => sum + weight * colour(pixel, c), 0);
    return isDeep ? value : Math.round(value);
  };
  const value = channels === 1 ? brightness : colour;
  return Float32Array.from(
    { length: channels * pixels },
    (_, i) => value(i % pixels, Math.floor(i / pixels)) / (isDeep ? 65535 : 255),
  );
}

/** The MFCCs or logarithmic mel energies (1, rows, frames) of a wav file of any rate and number of channels. */
function readSpectrum({ features, rate, every, window, hop, fft, filters }, [, rows, frames], example) {
  const { rate: found, channels } = readWav(example);
  const mono = channels[0].map(
    (_, i) => channels.reduce((sum, samples) => sum + samples[i], 0) / channels.length,
  );
  const wave = resampled(mono, found, rate).filter((_, i) => i % every === 0);
  const hann = Float64Array.from(
    { length: window },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / window),
  );
  const cosines = Float64Array.from({ length: fft }, (_, i) => Math.cos((2 * Math.PI * i) / fft));
  const sines = Float64Array.from({ length: fft }, (_, i) => Math.sin((2 * Math.PI * i) / fft));
  const bank = melFilters(rate / every, fft, filters);
  const out = new Float32Array(rows * frames);
  for (let frame = 0; frame < frames; frame++) {
    const power = Float64Array.from({ length: fft / 2 + 1 }, (_, bin) => {
      let [real, imaginary] = [0, 0];
      for (let i = 0; i < window; i++) {
        const value = (wave[frame * hop + i] ?? 0) * hann[i];
        real += value * cosines[(bin * i) % fft];
        imaginary += value * sines[(bin * i) % fft];
      }
      return real * real + imaginary * imaginary;
    });
    const energies = bank.map((weights) =>
      Math.log(1e-6 + weights.reduce((sum, w, bin) => sum + w * power[bin], 0)),
    );
    for (let row = 0; row < rows; row++)
      out[row * frames + frame] =
        features === "log-mel"
          ? energies[row]
          : energies.reduce(
              (sum, energy, m) => sum + energy * Math.cos((Math.PI * row * (m + 0.5)) / filters),
              0,
            ) * Math.sqrt((row === 0 ? 1 : 2) / filters);
  }
  return out;
}

/** Triangular filters, equally spaced in mel from 0 Hz to half the rate, each as the weights of all bins. */
function melFilters(rate, fft, count) {
  const top = 2595 * Math.log10(1 + rate / 2 / 700);
  const edges = Array.from(
    { length: count + 2 },
    (_, i) => 700 * (10 ** ((top * i) / (count + 1) / 2595) - 1),
  );
  return Array.from({ length: count }, (_, m) =>
    Float64Array.from({ length: fft / 2 + 1 }, (_, bin) => {
      const hertz = (bin * rate) / fft;
      const rising = (hertz - edges[m]) / (edges[m + 1] - edges[m]);
      const falling = (edges[m + 2] - hertz) / (edges[m + 2] - edges[m + 1]);
      return Math.max(0, Math.min(rising, falling));
    }),
  );
}

/** Resamples a wave by the filter of SciPy's resample_poly: a windowed sinc (Kaiser, 5) in polyphase form. */
function resampled(wave, rate, to) {
  const divisorOf = (a, b) => (b === 0 ? a : divisorOf(b, a % b));
  const [up, down] = [to / divisorOf(rate, to), rate / divisorOf(rate, to)];
  if (up === down) return wave;
  const reach = 10 * Math.max(up, down);
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const x = (Math.PI * (i - reach)) / Math.max(up, down);
    return (x === 0 ? 1 : Math.sin(x) / x) * bessel(5 * Math.sqrt(1 - (i / reach - 1) ** 2));
  });
  const gain = up / taps.reduce((sum, tap) => sum + tap, 0);
  return Float64Array.from({ length: Math.ceil((wave.length * up) / down) }, (_, i) => {
    const centre = i * down;
    const last = Math.min(wave.length - 1, Math.floor((centre + reach) / up));
    let sum = 0;
    for (let j = Math.max(0, Math.ceil((centre - reach) / up)); j <= last; j++)
      sum += wave[j] * taps[centre - j * up + reach];
    return gain * sum;
  });
}

/** The modified Bessel function of the first kind of order 0. */
function bessel(x) {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** Returns the rate of a wav file and the samples of each channel as fractions of full scale. */
function readWav(file) {
  const bytes = readFileSync(file);
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WAVE")
    throw new Error(`${file} is not a wav file`);
  const chunks = {};
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    chunks[bytes.toString("latin1", at, at + 4)] ??= bytes.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  const { "fmt ": format, data } = chunks;
  if (format === undefined || data === undefined) throw new Error(`${file} has no samples`);
  const tag = format.readUInt16LE(0) === 0xfffe ? format.readUInt16LE(24) : format.readUInt16LE(0);
  const [count, bits] = [format.readUInt16LE(2), format.readUInt16LE(14)];
  const decode = DECODERS[`${tag} ${bits}`];
  if (decode === undefined)
    throw new Error(`${file} has ${bits}-bit samples of the format ${tag}, which cannot be read`);
  const size = bits / 8;
  const length = Math.floor(data.length / (size * count));
  const channels = Array.from({ length: count }, (_, c) =>
    Float64Array.from({ length }, (_, i) => decode(data, (i * count + c) * size)),
  );
  return { rate: format.readUInt32LE(4), channels };
}

/** A-law and mu-law (ITU-T G.711). */
function aLaw(byte) {
  const bits = byte ^ 0x55;
  const [exponent, step] = [(bits >> 4) & 7, (bits & 15) * 16 + 8];
  const size = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return (bits & 0x80 ? size : -size) / 2 ** 15;
}
function muLaw(byte) {
  const bits = ~byte & 0xff;
  const size = (((bits & 15) * 8 + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80 ? -size : size) / 2 ** 15;
}

/** By format tag and bits. */
const DECODERS = {
  "1 8": (data, at) => (data[at] - 128) / 2 ** 7,
  "1 16": (data, at) => data.readInt16LE(at) / 2 ** 15,
  "1 24": (data, at) => data.readIntLE(at, 3) / 2 ** 23,
  "1 32": (data, at) => data.readInt32LE(at) / 2 ** 31,
  "3 32": (data, at) => data.readFloatLE(at),
  "3 64": (data, at) => data.readDoubleLE(at),
  "6 8": (data, at) => aLaw(data[at]),
  "7 8": (data, at) => muLaw(data[at]),
};
const READERS = { image: readImage, spectrum: readSpectrum, text: readText };

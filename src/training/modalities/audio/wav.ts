import { readFile } from "node:fs/promises";
import wavefile from "wavefile";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../reason.js";
import { type SampleDecoder, sampleDecoder, type WavFormat } from "./sample-encodings.js";

/** The fields of the `fmt` chunk that say how samples follow each other. */
interface Layout {
  readonly numChannels: number;
  /** In Hz. */
  readonly sampleRate: number;
  /** The bytes of one sample of all channels. */
  readonly blockAlign: number;
}

/** A recording. */
export interface Sound {
  /** Sample rate [Hz]. */
  readonly rate: number;
  /** The samples of each channel, as fractions of full scale. */
  readonly channels: readonly Float64Array[];
}

/** The length of a recording, told by its header. */
export interface SoundFacts {
  readonly rate: number;
  readonly seconds: number;
}

/**
 * Reads the samples, as fractions of full scale, of a mono wav file of that sample rate [Hz]. Integer and logarithmic
 * encodings give -1..1; samples in floating point are taken as they are.
 *
 * @throws InvalidInput (on `field`) if the file is missing, cannot be read, is truncated or has another format
 */
export async function readWav(file: string, rate: number, field: string): Promise<Float64Array> {
  const wav = parse(await bytesOf(file, field), file, field);
  const format = wav.fmt as WavFormat & Layout;
  if (format.numChannels !== 1 || format.sampleRate !== rate) {
    throw new InvalidInput(
      field,
      `${file} has ${format.numChannels} channel(s) at ${format.sampleRate} Hz; 1 at ${rate} Hz is needed`,
    );
  }
  return soundOf(wav, file, field).channels[0];
}

/**
 * Reads a wav file of any sample rate and number of channels.
 *
 * @throws InvalidInput (on `field`) if the file is missing, cannot be read, is truncated or has another format
 */
export async function readSound(file: string, field: string): Promise<Sound> {
  return soundOf(parse(await bytesOf(file, field), file, field), file, field);
}

/** Returns the rate and length of a wav file; undefined if `readSound` will refuse it. */
export async function soundFacts(file: string, field: string): Promise<SoundFacts | undefined> {
  try {
    const { fmt, data } = parse(await bytesOf(file, field), file, field);
    const { sampleRate, blockAlign } = fmt as WavFormat & Layout;
    const seconds = (data as { samples: Uint8Array }).samples.length / blockAlign / sampleRate;
    return sampleRate > 0 && Number.isFinite(seconds) ? { rate: sampleRate, seconds } : undefined;
  } catch (error) {
    if (error instanceof InvalidInput) return undefined;
    throw error;
  }
}

async function bytesOf(file: string, field: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new InvalidInput(field, `${file} does not exist`);
    throw new InvalidInput(field, `${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** Decodes the samples of a wav file. */
function soundOf(wav: InstanceType<typeof wavefile.WaveFile>, file: string, field: string): Sound {
  const format = wav.fmt as WavFormat & Layout;
  const { numChannels, sampleRate } = format;
  const decoder = sampleDecoder(format);
  if (typeof decoder === "string") throw new InvalidInput(field, `${file} has ${decoder}`);
  if (numChannels < 1) throw new InvalidInput(field, `${file} has no channels`);
  const block = decoder.bytes * numChannels;
  if (format.blockAlign !== block) {
    throw new InvalidInput(
      field,
      `${file} has ${format.bitsPerSample}-bit samples in blocks of ${format.blockAlign} bytes; ` +
        `${block} are expected`,
    );
  }
  const { chunkSize, samples: data } = wav.data as { chunkSize: number; samples: Uint8Array };
  if (data.length < chunkSize) throw new InvalidInput(field, `${file} ends within its samples`);
  if (data.length % block !== 0)
    throw new InvalidInput(field, `${file} ends within a sample of ${block} bytes`);
  if (data.length === 0) throw new InvalidInput(field, `${file} has no samples`);
  const samples = decoded(data, decoder, wav.container !== "RIFX");
  if (!samples.every(Number.isFinite))
    throw new InvalidInput(field, `${file} has a sample that is not a finite number`);
  const channels = Array.from({ length: numChannels }, (_, c) =>
    numChannels === 1 ? samples : samples.filter((_, i) => i % numChannels === c),
  );
  return { rate: sampleRate, channels };
}

function decoded(data: Uint8Array, { bytes, read }: SampleDecoder, isLittleEndian: boolean): Float64Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float64Array.from({ length: data.length / bytes }, (_, i) => read(view, bytes * i, isLittleEndian));
}

function parse(bytes: Buffer, file: string, field: string): InstanceType<typeof wavefile.WaveFile> {
  try {
    return new wavefile.WaveFile(bytes);
  } catch {
    throw new InvalidInput(field, `${file} is not a wav file`);
  }
}

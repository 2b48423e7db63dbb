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

/**
 * Reads the samples, as fractions of full scale, of a mono wav file of that sample rate [Hz]. Integer and logarithmic
 * encodings give -1..1; samples in floating point are taken as they are.
 *
 * @throws InvalidInput (on `field`) if the file is missing, cannot be read, is truncated or has another format
 */
export async function readWav(file: string, rate: number, field: string): Promise<Float64Array> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new InvalidInput(field, `${file} does not exist`);
    throw new InvalidInput(field, `${file} cannot be read: ${reasonOf(error)}`);
  }
  const wav = parse(bytes, file, field);
  const format = wav.fmt as WavFormat & Layout;
  if (format.numChannels !== 1 || format.sampleRate !== rate) {
    throw new InvalidInput(
      field,
      `${file} has ${format.numChannels} channel(s) at ${format.sampleRate} Hz; 1 at ${rate} Hz is needed`,
    );
  }
  const decoder = sampleDecoder(format);
  if (typeof decoder === "string") throw new InvalidInput(field, `${file} has ${decoder}`);
  if (format.blockAlign !== decoder.bytes) {
    throw new InvalidInput(
      field,
      `${file} has ${format.bitsPerSample}-bit samples in blocks of ${format.blockAlign} bytes; ` +
        `${decoder.bytes} are expected`,
    );
  }
  const { chunkSize, samples: data } = wav.data as { chunkSize: number; samples: Uint8Array };
  if (data.length < chunkSize) throw new InvalidInput(field, `${file} ends within its samples`);
  if (data.length % decoder.bytes !== 0)
    throw new InvalidInput(field, `${file} ends within a sample of ${decoder.bytes} bytes`);
  if (data.length === 0) throw new InvalidInput(field, `${file} has no samples`);
  const samples = decoded(data, decoder, wav.container !== "RIFX");
  if (!samples.every(Number.isFinite))
    throw new InvalidInput(field, `${file} has a sample that is not a finite number`);
  return samples;
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

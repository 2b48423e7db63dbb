import { readFile } from "node:fs/promises";
import wavefile from "wavefile";
import { InvalidInput } from "../../../base/errors.js";
import { reasonOf } from "../../reason.js";

/**
 * Reads the samples, in -1..1, of a mono wav file of that sample rate [Hz].
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
  const { numChannels, sampleRate } = wav.fmt as { numChannels: number; sampleRate: number };
  if (numChannels !== 1 || sampleRate !== rate) {
    throw new InvalidInput(
      field,
      `${file} has ${numChannels} channel(s) at ${sampleRate} Hz; 1 at ${rate} Hz is needed`,
    );
  }
  const { chunkSize, samples: bytesRead } = wav.data as { chunkSize: number; samples: Uint8Array };
  if (bytesRead.length < chunkSize) throw new InvalidInput(field, `${file} ends within its samples`);
  if (wav.bitDepth !== "16") wav.toBitDepth("16");
  const samples = wav.getSamples(false, Int16Array) as unknown as Int16Array;
  if (samples.length === 0) throw new InvalidInput(field, `${file} has no samples`);
  return Float64Array.from(samples, (sample) => sample / 2 ** 15);
}

function parse(bytes: Buffer, file: string, field: string): InstanceType<typeof wavefile.WaveFile> {
  try {
    return new wavefile.WaveFile(bytes);
  } catch {
    throw new InvalidInput(field, `${file} is not a wav file`);
  }
}

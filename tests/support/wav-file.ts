/** How the samples of a wav file are stored: `form` is 1 for PCM, 3 for floats, 6 for A-law, 7 for mu-law. */
export interface WavForm {
  /** Sample rate [Hz]. */
  readonly rate: number;
  readonly channels: number;
  readonly bits: number;
  readonly form: number;
}

/**
 * The bytes of a wav file of interleaved samples, -1 to 1. Those of A-law and mu-law get any byte each, which is a
 * valid sample.
 */
export function wavOf(wave: ArrayLike<number>, { rate, channels, bits, form }: WavForm): Uint8Array {
  const bytes = bits / 8;
  const file = Buffer.alloc(44 + wave.length * bytes);
  file.write("RIFF", 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(form, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * channels * bytes, 28);
  file.writeUInt16LE(channels * bytes, 32);
  file.writeUInt16LE(bits, 34);
  file.write("data", 36);
  file.writeUInt32LE(wave.length * bytes, 40);
  for (let i = 0; i < wave.length; i++) {
    const at = 44 + i * bytes;
    const value = Math.max(-1, Math.min(1, wave[i]));
    if (form === 3) file.writeFloatLE(value, at);
    else if (bits === 8) file[at] = Math.round(127.5 + 127 * value);
    else file.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), at, bytes);
  }
  return file;
}

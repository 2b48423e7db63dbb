/** The fields of a wav file's `fmt` chunk that say how samples are encoded. */
export interface WavFormat {
  /** The format tag, e.g. 1 for PCM. */
  readonly audioFormat: number;
  /** Bits of one sample. */
  readonly bitsPerSample: number;
  /** The four 32-bit words of the sub-format's GUID, for WAVE_FORMAT_EXTENSIBLE; else empty. */
  readonly subformat: readonly number[];
}

/** Decodes samples of one encoding. */
export interface SampleDecoder {
  /** Bytes of one sample. */
  readonly bytes: number;
  /** Returns the sample at a byte offset as a fraction of full scale. */
  readonly read: (view: DataView, offset: number, isLittleEndian: boolean) => number;
}

const EXTENSIBLE = 0xfffe;
/** The last three words of the GUID of every sub-format that is a format tag. */
const TAG_GUID = [0x00100000, 0xaa000080, 0x719b3800];

/** The names of format tags, for messages (Microsoft's registered wave formats). */
const NAMES: Readonly<Record<number, string>> = {
  1: "PCM",
  2: "Microsoft ADPCM",
  3: "IEEE float",
  6: "A-law",
  7: "mu-law",
  17: "IMA ADPCM",
  20: "G.723 ADPCM",
  49: "GSM 6.10",
  64: "G.721 ADPCM",
  80: "MPEG",
  85: "MP3",
  255: "AAC",
  353: "Windows Media Audio",
  65535: "an experimental encoding",
};

/** The decoders by format tag, then by bits of a sample. */
const DECODERS: Readonly<Record<number, Readonly<Record<number, SampleDecoder>>>> = {
  1: {
    8: { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 2 ** 7 },
    16: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) / 2 ** 15 },
    24: { bytes: 3, read: (view, at, little) => int24(view, at, little) / 2 ** 23 },
    32: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) / 2 ** 31 },
  },
  3: {
    32: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
    64: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  },
  6: { 8: { bytes: 1, read: (view, at) => fromALaw(view.getUint8(at)) } },
  7: { 8: { bytes: 1, read: (view, at) => fromMuLaw(view.getUint8(at)) } },
};

const READABLE = "PCM of 8, 16, 24 or 32 bits, IEEE float of 32 or 64 bits, A-law and mu-law can be read";

/** Returns the decoder of a format or, if its encoding cannot be read, words that name it. */
export function sampleDecoder({ audioFormat, bitsPerSample, subformat }: WavFormat): SampleDecoder | string {
  const tag = audioFormat === EXTENSIBLE ? tagOf(subformat) : audioFormat;
  if (tag === undefined) return `samples of an unknown sub-format of WAVE_FORMAT_EXTENSIBLE; ${READABLE}`;
  const decoder = DECODERS[tag]?.[bitsPerSample];
  if (decoder !== undefined) return decoder;
  const hex = `0x${tag.toString(16).padStart(4, "0")}`;
  const name = NAMES[tag] === undefined ? "an unknown encoding" : NAMES[tag];
  return `${bitsPerSample}-bit samples in ${name} (format ${hex}); ${READABLE}`;
}

/** Returns the format tag in a sub-format's GUID; undefined if the GUID has none. */
function tagOf([first, ...rest]: readonly number[]): number | undefined {
  return rest.length === 3 && rest.every((word, i) => word === TAG_GUID[i]) ? first : undefined;
}

function int24(view: DataView, at: number, isLittleEndian: boolean): number {
  const [low, high] = isLittleEndian ? [0, 2] : [2, 0];
  return view.getInt8(at + high) * 2 ** 16 + view.getUint8(at + 1) * 2 ** 8 + view.getUint8(at + low);
}

/** Decodes 8 bits of A-law (ITU-T G.711) to a fraction of full scale. */
function fromALaw(byte: number): number {
  const bits = byte ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const step = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return (bits & 0x80 ? size : -size) / 2 ** 15;
}

/** Decodes 8 bits of mu-law (ITU-T G.711) to a fraction of full scale. */
function fromMuLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const size = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80 ? -size : size) / 2 ** 15;
}

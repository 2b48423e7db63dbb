import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readWav } from "../../../../src/training/modalities/audio/wav.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-encodings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EXTENSIBLE = 0xfffe;
const GUID_TAIL = Buffer.from("00001000800000aa00389b71", "hex");

interface Form {
  readonly tag: number;
  readonly bits: number;
  /** The tag in the GUID of the sub-format. */
  readonly sub?: number;
  readonly tail?: Buffer;
  readonly block?: number;
}

function wav({ tag, bits, sub, tail = GUID_TAIL, block = bits / 8 }: Form, data: Buffer): Buffer {
  const fmt = Buffer.alloc(tag === EXTENSIBLE ? 40 : 16);
  fmt.writeUInt16LE(tag, 0);
  fmt.writeUInt16LE(1, 2);
  fmt.writeUInt32LE(8000, 4);
  fmt.writeUInt32LE(8000 * block, 8);
  fmt.writeUInt16LE(block, 12);
  fmt.writeUInt16LE(bits, 14);
  if (sub !== undefined) {
    fmt.writeUInt16LE(22, 16);
    fmt.writeUInt16LE(bits, 18);
    fmt.writeUInt32LE(4, 20);
    fmt.writeUInt32LE(sub, 24);
    tail.copy(fmt, 28);
  }
  const chunk = (id: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(id, "latin1");
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  return chunk("RIFF", Buffer.concat([Buffer.from("WAVE"), chunk("fmt ", fmt), chunk("data", data)]));
}

const read = (bytes: Buffer) => {
  const file = join(folder, "sound.wav");
  writeFileSync(file, bytes);
  return readWav(file, 8000, "manifest");
};

const WAVE = Float64Array.from({ length: 100 }, (_, i) => 0.9 * Math.sin(i / 3));
const packed = (bytes: number, write: (out: Buffer, value: number, at: number) => void): Buffer => {
  const out = Buffer.alloc(bytes * WAVE.length);
  WAVE.forEach((value, i) => {
    write(out, value, bytes * i);
  });
  return out;
};
const rounded = (value: number, bits: number) => Math.round(value * 2 ** (bits - 1));
const PCM = {
  8: packed(1, (out, v, at) => out.writeUInt8(rounded(v, 8) + 128, at)),
  16: packed(2, (out, v, at) => out.writeInt16LE(rounded(v, 16), at)),
  24: packed(3, (out, v, at) => out.writeIntLE(rounded(v, 24), at, 3)),
  32: packed(4, (out, v, at) => out.writeInt32LE(rounded(v, 32), at)),
};
const FLOAT = {
  32: packed(4, (out, v, at) => out.writeFloatLE(v, at)),
  64: packed(8, (out, v, at) => out.writeDoubleLE(v, at)),
};

describe("samples in a wav file", () => {
  const cases: [number, number, Buffer, number][] = [
    [1, 8, PCM[8], 1 / 128],
    [1, 16, PCM[16], 1e-4],
    [1, 24, PCM[24], 1e-6],
    [1, 32, PCM[32], 1e-8],
    [3, 32, FLOAT[32], 1e-7],
    [3, 64, FLOAT[64], 0],
  ];
  test.each(cases)(
    "of format %i with %i bits are decoded, plain and extensible",
    async (tag, bits, data, off) => {
      for (const form of [
        { tag, bits },
        { tag: EXTENSIBLE, bits, sub: tag },
      ]) {
        const samples = await read(wav(form, data));
        expect(samples.length).toBe(WAVE.length);
        samples.forEach((sample, i) => {
          expect(Math.abs(sample - WAVE[i])).toBeLessThanOrEqual(off);
        });
      }
    },
  );

  const BYTES = Buffer.from([0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255]);
  // As decoded by another implementation of ITU-T G.711 (Python's audioop).
  const MU_LAW = [
    -32124, -15484, -7420, -3516, -1628, -716, -276, -64, 23932, 11388, 5372, 2492, 1116, 460, 148, 0,
  ];
  const A_LAW = [
    -5504, -2624, -24064, -11520, -280, -8, -1248, -592, 7552, 3648, 32256, 15616, 408, 136, 1760, 848,
  ];
  test.each([
    ["A-law", 6, A_LAW],
    ["mu-law", 7, MU_LAW],
  ])("in %s are decoded, plain and extensible", async (_, tag, expected) => {
    for (const form of [
      { tag, bits: 8 },
      { tag: EXTENSIBLE, bits: 8, sub: tag },
    ]) {
      const samples = await read(wav(form, BYTES));
      expect([...samples].map((sample) => sample * 32768 + 0)).toEqual(expected);
    }
  });

  const other = Buffer.from("00".repeat(12), "hex");
  test.each([
    ["Microsoft ADPCM", { tag: 2, bits: 4, block: 1 }, "4-bit samples in Microsoft ADPCM (format 0x0002)"],
    ["IMA ADPCM", { tag: 17, bits: 4, block: 1 }, "4-bit samples in IMA ADPCM (format 0x0011)"],
    ["MP3", { tag: 85, bits: 16 }, "16-bit samples in MP3 (format 0x0055)"],
    ["a number", { tag: 0x7777, bits: 16 }, "16-bit samples in an unknown encoding (format 0x7777)"],
    ["12-bit PCM", { tag: 1, bits: 12, block: 2 }, "12-bit samples in PCM (format 0x0001)"],
    ["16-bit float", { tag: 3, bits: 16 }, "16-bit samples in IEEE float (format 0x0003)"],
    ["extensible MP3", { tag: EXTENSIBLE, bits: 16, sub: 85 }, "16-bit samples in MP3 (format 0x0055)"],
    [
      "another GUID",
      { tag: EXTENSIBLE, bits: 16, sub: 1, tail: other },
      "samples of an unknown sub-format of WAVE_FORMAT_EXTENSIBLE",
    ],
    ["24 bits in 4 bytes", { tag: 1, bits: 24, block: 4 }, "24-bit samples in blocks of 4 bytes"],
  ])("in %s are refused by name", async (_, form, says) => {
    await expect(read(wav(form, PCM[16]))).rejects.toThrow(`has ${says}`);
  });

  test("that are no finite numbers are refused", async () => {
    const data = Buffer.from(FLOAT[32]);
    data.writeFloatLE(Number.NaN, 8);
    await expect(read(wav({ tag: 3, bits: 32 }, data))).rejects.toThrow(
      "a sample that is not a finite number",
    );
  });
});

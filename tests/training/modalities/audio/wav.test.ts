import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import wavefile from "wavefile";
import type { InvalidInput } from "../../../../src/base/errors.js";
import { readWav } from "../../../../src/training/modalities/audio/wav.js";
import { wavBytes } from "../../../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-wav-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SAMPLES = Int16Array.from({ length: 200 }, (_, i) => (i === 0 ? -32768 : 300 * i - 30_000));
const WHOLE = wavBytes(SAMPLES);

function written(name: string, bytes: Uint8Array): string {
  const file = join(folder, `${name}.wav`);
  writeFileSync(file, bytes);
  return file;
}

describe("readWav", () => {
  test("returns 16-bit samples as fractions", async () => {
    const samples = await readWav(written("whole", WHOLE), 8000, "fsdd");
    expect([...samples]).toEqual([...SAMPLES].map((sample) => sample / 32768));
  });

  test("skips other chunks", async () => {
    const list = Buffer.from("LIST\x04\0\0\0INFO", "latin1");
    const bytes = Buffer.concat([WHOLE.subarray(0, 36), list, WHOLE.subarray(36)]);
    bytes.writeUInt32LE(bytes.length - 8, 4);
    expect((await readWav(written("chunks", bytes), 8000, "fsdd")).length).toBe(200);
  });

  test.each(["8", "24", "32", "32f"])("reads %s bits per sample", async (depth) => {
    const wav = new wavefile.WaveFile(WHOLE);
    wav.toBitDepth(depth);
    const samples = await readWav(written(`bits${depth}`, wav.toBuffer()), 8000, "fsdd");
    expect(samples.length).toBe(200);
    samples.forEach((sample, i) => {
      expect(Math.abs(sample - SAMPLES[i] / 32768)).toBeLessThan(depth === "8" ? 2 / 128 : 0.01);
    });
  });

  test.each([
    ["stereo", wavBytes(SAMPLES, { channels: 2 }), "has 2 channel(s) at 8000 Hz; 1 at 8000 Hz is needed"],
    [
      "of another rate",
      wavBytes(SAMPLES, { rate: 16_000 }),
      "has 1 channel(s) at 16000 Hz; 1 at 8000 Hz is needed",
    ],
    ["foreign", Buffer.from("certainly no sound".repeat(9)), "is not a wav file"],
    ["empty", Buffer.alloc(0), "is not a wav file"],
    ["without samples", wavBytes(new Int16Array()), "has no samples"],
    ["cut within its header", WHOLE.subarray(0, 30), "is not a wav file"],
    ["cut by half", WHOLE.subarray(0, 200), "ends within its samples"],
    ["cut by its last samples", WHOLE.subarray(0, -20), "ends within its samples"],
  ])("rejects a file %s and names it", async (name, bytes, says) => {
    const file = written(name, bytes);
    const refusal = await readWav(file, 8000, "fsdd").then(
      ({ length }) => `${length} samples`,
      ({ name, field, message }: InvalidInput) => [name, field, message],
    );
    expect(refusal).toEqual(["InvalidInput", "fsdd", `${file} ${says}`]);
  });

  test("rejects a missing file and one that cannot be read, and names them", async () => {
    const missing = join(folder, "missing.wav");
    await expect(readWav(missing, 8000, "fsdd")).rejects.toThrow(`${missing} does not exist`);
    await expect(readWav(folder, 8000, "fsdd")).rejects.toThrow(`${folder} cannot be read`);
  });
});

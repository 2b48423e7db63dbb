import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { readIdx } from "../../../src/training/data/idx.js";
import { idxBytes } from "../../support/generated-av-mnist.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-idx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const VALUES = Uint8Array.from({ length: 24 }, (_, i) => 7 * i);
const WHOLE = idxBytes([2, 3, 4], VALUES);

function written(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

describe("readIdx", () => {
  test.each([
    ["plain", "plain", WHOLE],
    ["gzipped", "packed.gz", gzipSync(WHOLE)],
  ])("reads a %s file by the same name", async (_, name, bytes) => {
    const file = written(name, bytes).replace(/\.gz$/, "");
    const { shape, values } = await readIdx(file, "mnist");
    expect(shape).toEqual([2, 3, 4]);
    expect([...values]).toEqual([...VALUES]);
  });

  test("prefers the plain file", async () => {
    const file = written("both", idxBytes([1], Uint8Array.of(9)));
    written("both.gz", gzipSync(WHOLE));
    expect([...(await readIdx(file, "mnist")).values]).toEqual([9]);
  });

  test("reads a file of no values", async () => {
    const { shape, values } = await readIdx(written("none", idxBytes([0], new Uint8Array())), "mnist");
    expect([shape, values.length]).toEqual([[0], 0]);
  });

  test.each([
    ["cut within its values", "cut", WHOLE.subarray(0, -1), "has 23 values, but its header says 24"],
    [
      "with values too many",
      "long",
      Buffer.concat([WHOLE, Buffer.of(0)]),
      "has 25 values, but its header says 24",
    ],
    ["cut within its header", "head", WHOLE.subarray(0, 9), "ends within its header"],
    ["of 32-bit floats", "floats", Buffer.concat([Buffer.of(0, 0, 13, 1), WHOLE]), "is not an idx file"],
    ["that is foreign", "foreign", Buffer.from("RIFF of something else"), "is not an idx file"],
    ["that is empty", "empty", Buffer.alloc(0), "is not an idx file"],
    ["that is foreign, packed", "foreign2.gz", gzipSync("something else"), "is not an idx file"],
    ["cut as gzip", "cut2.gz", gzipSync(WHOLE).subarray(0, 20), "is not a complete gzip file"],
    ["that is no gzip", "plain2.gz", WHOLE, "is not a complete gzip file"],
  ])("rejects a file %s and names it", async (_, name, bytes, says) => {
    const file = written(name, bytes).replace(/\.gz$/, "");
    const refusal = await readIdx(file, "mnist").catch((error: Error) => error);
    expect(refusal).toMatchObject({ name: "InvalidInput", field: "mnist" });
    expect((refusal as Error).message.startsWith(file)).toBe(true);
    expect((refusal as Error).message).toContain(says);
  });

  test("rejects a missing file and names both variants, and rejects an unreadable one", async () => {
    const file = join(folder, "missing");
    await expect(readIdx(file, "mnist")).rejects.toThrow(`neither ${file} nor ${file}.gz exists`);
    await expect(readIdx(folder, "mnist")).rejects.toThrow(`${folder} cannot be read`);
  });
});

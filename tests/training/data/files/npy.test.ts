import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readNpy } from "../../../../src/training/data/files/npy.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-npy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file as `numpy.save` writes it. */
function npy(
  descr: string,
  shape: readonly number[],
  data: Uint8Array,
  { fortran = false, version = 1 } = {},
) {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const order = fortran ? "True" : "False";
  const text = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const begin = version === 1 ? 10 : 12;
  const padded = `${text.padEnd(64 * Math.ceil((begin + text.length + 1) / 64) - begin - 1)}\n`;
  const length = Buffer.alloc(begin - 8);
  if (version === 1) length.writeUInt16LE(padded.length);
  else length.writeUInt32LE(padded.length);
  return Buffer.concat([
    Buffer.from("\x93NUMPY", "latin1"),
    Uint8Array.of(version, 0),
    length,
    Buffer.from(padded, "latin1"),
    data,
  ]);
}

const read = (bytes: Buffer, shape: readonly number[] = [1, 2, 3]) => {
  const file = join(folder, "array.npy");
  writeFileSync(file, bytes);
  return readNpy(file, { shape, field: "manifest" });
};

const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer);
const SIX = [0, 1, 2, 3, 4, 100];

describe("readNpy", () => {
  test.each([
    ["'|b1'", Uint8Array.of(0, 1, 1, 1, 1, 1), [0, 1, 1, 1, 1, 1]],
    ["'|u1'", Uint8Array.from(SIX), SIX],
    ["'|i1'", Int8Array.from([-5, ...SIX.slice(1)]), [-5, 1, 2, 3, 4, 100]],
    ["'<i2'", Int16Array.from(SIX), SIX],
    ["'<u4'", Uint32Array.from(SIX), SIX],
    ["'<i8'", BigInt64Array.from(SIX.map(BigInt)), SIX],
    ["'<f4'", Float32Array.from(SIX), SIX],
    ["'<f8'", Float64Array.from(SIX), SIX],
    [
      "'<f2'",
      Uint16Array.of(0, 0x3c00, 0xc000, 0x0001, 0x3555, 0x7bff),
      [0, 1, -2, 2 ** -24, 0.333251953125, 65504],
    ],
  ])("reads numbers of type %s as they are", async (descr, data, expected) => {
    for (const version of [1, 2, 3])
      expect([...(await read(npy(descr, [2, 3], bytesOf(data), { version })))]).toEqual(expected);
  });

  test("reads big-endian numbers", async () => {
    const data = Buffer.alloc(24);
    SIX.forEach((value, i) => {
      data.writeFloatBE(value, 4 * i);
    });
    expect([...(await read(npy("'>f4'", [2, 3], data)))]).toEqual(SIX);
  });

  test("puts a column-major array into row-major order", async () => {
    const data = bytesOf(Float32Array.of(0, 3, 1, 4, 2, 100));
    expect([...(await read(npy("'<f4'", [2, 3], data, { fortran: true })))]).toEqual(SIX);
  });

  test.each([[[2, 3]], [[1, 2, 3]], [[2, 3, 1]], [[6]]])(
    "takes the shape %j for 1 x 2 x 3",
    async (shape) => {
      expect([...(await read(npy("'|u1'", shape, Uint8Array.from(SIX))))]).toEqual(SIX);
    },
  );

  const six = Uint8Array.from(SIX);
  test.each([
    ["of another shape", npy("'|u1'", [3, 2], six), "has the shape (3, 2); 1 x 2 x 3 is needed"],
    ["of complex numbers", npy("'<c8'", [2, 3], six), "has numbers of type c8;"],
    ["of objects", npy("'|O'", [2, 3], six), "has numbers of type O;"],
    ["of records", npy("[('a', '<f4')]", [2, 3], six), "has several fields for each element"],
    ["that is cut", npy("'|u1'", [2, 3], six.subarray(1)), "has 5 bytes of numbers; its header announces 6"],
    ["that is cut early", npy("'|u1'", [2, 3], six).subarray(0, 40), "has no complete header"],
    [
      "of version 9",
      npy("'|u1'", [2, 3], six, { version: 9 }),
      "has version 9 of the format; 1 to 3 can be read",
    ],
    ["that is no array", Buffer.from("PK, certainly no array"), "is not a .npy file"],
  ])("refuses a file %s", async (_, bytes, says) => {
    await expect(read(bytes)).rejects.toThrow(says);
  });
});

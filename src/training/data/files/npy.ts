import { readFile } from "node:fs/promises";
import { InvalidInput } from "../../../base/errors.js";
import type { FileReader } from "../../modalities/modality.js";
import { rowMajor } from "./row-major.js";

const MAGIC = "\x93NUMPY";

type ReadNumber = (view: DataView, at: number, isLittleEndian: boolean) => number;

/** How each type of number is read, by its kind and bytes in NumPy's notation. */
const NUMBERS: Readonly<Record<string, ReadNumber>> = {
  b1: (view, at) => Number(view.getUint8(at) !== 0),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f2: (view, at, little) => float16(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** What the header of a `.npy` file says. */
interface Header {
  readonly isLittleEndian: boolean;
  /** Kind and bytes of a number, e.g. `f4`. */
  readonly type: string;
  readonly isColumnMajor: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin [bytes]. */
  readonly start: number;
}

/**
 * Reads one array of a NumPy file (`.npy`, versions 1 to 3), as it is: the values are not scaled. The array must have
 * the wanted shape, where dimensions of 1 do not count, or be a list of as many values.
 *
 * @throws InvalidInput if the file is no such array, has numbers that cannot be read, another shape, or is truncated
 */
export const readNpy: FileReader = async (file, { shape, field }) => {
  const bytes = await readFile(file);
  const refuse = (why: string): InvalidInput => new InvalidInput(field, `${file} ${why}`);
  const header = headerOf(bytes, refuse);
  const read = NUMBERS[header.type];
  if (read === undefined) {
    throw refuse(
      `has numbers of type ${header.type}; booleans, integers of up to 64 bits and floats of 16, 32 or 64 bits ` +
        "can be read",
    );
  }
  const size = header.shape.reduce((a, b) => a * b, 1);
  const wanted = shape.reduce((a, b) => a * b, 1);
  const isFlat = withoutOnes(header.shape).length <= 1 && size === wanted;
  if (!isFlat && withoutOnes(header.shape).join() !== withoutOnes(shape).join())
    throw refuse(`has the shape (${header.shape.join(", ")}); ${shape.join(" x ")} is needed`);
  const width = Number(header.type.slice(1));
  const found = bytes.length - header.start;
  if (found !== size * width)
    throw refuse(`has ${found} bytes of numbers; its header announces ${size * width}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + header.start, found);
  const values = Float32Array.from({ length: size }, (_, i) => read(view, width * i, header.isLittleEndian));
  return header.isColumnMajor ? rowMajor(values, header.shape) : values;
};

function headerOf(bytes: Buffer, refuse: (why: string) => InvalidInput): Header {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 6) !== MAGIC) throw refuse("is not a .npy file");
  const version = bytes[6];
  if (version < 1 || version > 3) throw refuse(`has version ${version} of the format; 1 to 3 can be read`);
  const length = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const begin = version === 1 ? 10 : 12;
  const text = bytes.toString(version === 3 ? "utf8" : "latin1", begin, begin + length);
  const [, order, type] = /'descr':\s*'([<>|=])([^']*)'/.exec(text) ?? [];
  const [, major] = /'fortran_order':\s*(True|False)/.exec(text) ?? [];
  const [, shape] = /'shape':\s*\(([\d, ]*)\)/.exec(text) ?? [];
  if (bytes.length < begin + length || major === undefined || shape === undefined)
    throw refuse("has no complete header");
  if (order === undefined || type === undefined)
    throw refuse("has several fields for each element; an array of plain numbers is needed");
  return {
    isLittleEndian: order !== ">",
    type,
    isColumnMajor: major === "True",
    shape: shape
      .split(",")
      .filter((part) => part.trim() !== "")
      .map(Number),
    start: begin + length,
  };
}

const withoutOnes = (shape: readonly number[]): readonly number[] => shape.filter((size) => size !== 1);

/** Returns the value of an IEEE half-precision float. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

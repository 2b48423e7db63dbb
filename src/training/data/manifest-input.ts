import { dirname, extname, resolve } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import type { FileReader, Modality } from "../modalities/modality.js";
import { modalityNamed } from "../modalities/registry.js";
import { reasonOf } from "../reason.js";
import type { InputShape } from "./dataset.js";
import { readFloats } from "./files/floats.js";
import { readNpy } from "./files/npy.js";
import { sizeOf } from "./shape.js";

const FIELD = "manifest";

/** An input as a manifest has it: its values, or the name of a file, relative to the manifest. */
export type Input = readonly number[] | string;

/** The readers of files that hold values of any modality, by file extension. */
const ARRAY_READERS: Readonly<Record<string, FileReader>> = { ".npy": readNpy, ".f32": readFloats };

/** Where an input stands. */
interface Place {
  readonly manifest: string;
  /** The line's number, from 1. */
  readonly line: number;
}

/**
 * Returns the values, row-major, of one input of an example. A file is read by its extension: `.npy` and `.f32` for
 * every modality, and those of the modality.
 *
 * @throws InvalidInput (field `manifest`) with the line, the modality and the file that is wrong
 */
export async function inputValues(
  given: Input | undefined,
  modality: string,
  shape: InputShape,
  { manifest, line }: Place,
): Promise<Float32Array> {
  const size = sizeOf(shape);
  const where = `${manifest} line ${line}: inputs.${modality}`;
  if (given === undefined) throw new InvalidInput(FIELD, `${where} is missing`);
  if (typeof given !== "string" && !Array.isArray(given))
    throw new InvalidInput(FIELD, `${where} must be a list of numbers or the name of a file`);
  const values =
    typeof given === "string"
      ? await fileValues(resolve(dirname(manifest), given), modalityNamed(modality), shape, where)
      : Float32Array.from(given, (value: unknown) => (typeof value === "number" ? value : Number.NaN));
  if (values.length !== size) {
    throw new InvalidInput(
      FIELD,
      `${where} has ${values.length} values; ${shape.join(" x ")} = ${size} are needed`,
    );
  }
  if (!values.every(Number.isFinite))
    throw new InvalidInput(FIELD, `${where} has a value that is not a finite number`);
  return values;
}

async function fileValues(
  file: string,
  modality: Modality,
  shape: InputShape,
  where: string,
): Promise<Float32Array> {
  try {
    return await readerOf(file, modality)(file, { shape, field: FIELD });
  } catch (error) {
    const why = error instanceof InvalidInput ? error.message : `${file} cannot be read: ${reasonOf(error)}`;
    throw new InvalidInput(FIELD, `${where}: ${why}`);
  }
}

/** @throws InvalidInput for a file whose extension says that the modality cannot be read from it */
function readerOf(file: string, { name, readers }: Modality): FileReader {
  const ending = extname(file).toLowerCase();
  const all = { ...readers, ...ARRAY_READERS };
  if (Object.hasOwn(all, ending)) return all[ending];
  const what =
    ending === "" ? "has no file extension" : `is a ${ending} file, which cannot be read as ${name}`;
  throw new InvalidInput(
    FIELD,
    `${file} ${what}; ${name} is read from ${Object.keys(all).join(", ")} files, or numbers in place`,
  );
}

import { dirname, extname, resolve } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import type { FileReader, FileRequest, Modality } from "../modalities/modality.js";
import { modalityNamed } from "../modalities/registry.js";
import type { WordTable } from "../modalities/text/embedding.js";
import { reasonOf } from "../reason.js";
import type { InputShape } from "./dataset.js";
import { readFloats } from "./files/floats.js";
import { readNpy } from "./files/npy.js";
import { sizeOf } from "./shape.js";

const FIELD = "manifest";

/** An input as a manifest has it: its values, the name of a file, relative to the manifest, or a text in place. */
export type Input = readonly number[] | string | { readonly text: string };

/** The readers of files that hold values of any modality, by file extension. */
const ARRAY_READERS: Readonly<Record<string, FileReader>> = { ".npy": readNpy, ".f32": readFloats };

/** Where an input stands. */
interface Place {
  readonly manifest: string;
  /** The line's number, from 1. */
  readonly line: number;
  /** The word vectors of texts. */
  readonly words?: WordTable | undefined;
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
  { manifest, line, words }: Place,
): Promise<Float32Array> {
  const size = sizeOf(shape);
  const where = `${manifest} line ${line}: inputs.${modality}`;
  if (given === undefined) throw new InvalidInput(FIELD, `${where} is missing`);
  const kind = modalityNamed(modality);
  const inPlace = kind.fromText && textOf(given);
  if (typeof given !== "string" && inPlace === undefined && !Array.isArray(given))
    throw new InvalidInput(FIELD, `${where} must be the name of a file or ${inPlaceOf(kind.fromText)}`);
  const values =
    inPlace !== undefined
      ? kind.fromText!(inPlace, { shape, words })
      : typeof given === "string"
        ? await fileValues(resolve(dirname(manifest), given), kind, { shape, words, field: FIELD }, where)
        : Float32Array.from(given as readonly unknown[], (value) =>
            typeof value === "number" ? value : Number.NaN,
          );
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

/** What an example in place is. */
const inPlaceOf = (fromText: Modality["fromText"]): string =>
  fromText === undefined ? "numbers in place" : 'numbers or {"text": "..."} in place';

/** The text that is given in place; undefined where there is none. */
function textOf(given: Input): string | undefined {
  if (typeof given !== "object" || given === null || !("text" in given)) return undefined;
  return typeof given.text === "string" && Object.keys(given).length === 1 ? given.text : undefined;
}

async function fileValues(
  file: string,
  modality: Modality,
  request: FileRequest,
  where: string,
): Promise<Float32Array> {
  try {
    return await readerOf(file, modality)(file, request);
  } catch (error) {
    const why = error instanceof InvalidInput ? error.message : `${file} cannot be read: ${reasonOf(error)}`;
    throw new InvalidInput(FIELD, `${where}: ${why}`);
  }
}

/** @throws InvalidInput for a file whose extension says that the modality cannot be read from it */
function readerOf(file: string, { name, readers, fromText }: Modality): FileReader {
  const ending = extname(file).toLowerCase();
  const all = { ...readers, ...ARRAY_READERS };
  if (Object.hasOwn(all, ending)) return all[ending];
  const what =
    ending === "" ? "has no file extension" : `is a ${ending} file, which cannot be read as ${name}`;
  throw new InvalidInput(
    FIELD,
    `${file} ${what}; ${name} is read from ${Object.keys(all).join(", ")} files, or ${inPlaceOf(fromText)}`,
  );
}

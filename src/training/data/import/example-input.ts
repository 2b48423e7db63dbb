import { extname, resolve } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import type { FileReader, FileRequest, Modality } from "../../modalities/modality.js";
import { modalityNamed } from "../../modalities/registry.js";
import { reasonOf } from "../../reason.js";
import { readFloats } from "../files/floats.js";
import { readNpy } from "../files/npy.js";
import { sizeOf } from "../shape.js";
import { FIELD, type Input } from "./listing.js";

/** The readers of files that hold values of any modality, by file extension. */
const ARRAY_READERS: Readonly<Record<string, FileReader>> = { ".npy": readNpy, ".f32": readFloats };

/** Where an input stands. */
interface Place {
  /** The folder that file names are relative to. */
  readonly base: string;
  /** The example, for errors. */
  readonly where: string;
}

/**
 * Returns the values, row-major, of one input of an example. A file is read by its extension: `.npy` and `.f32` for
 * every modality, and those of the modality.
 *
 * @throws InvalidInput (field `manifest`) with the example, the modality and the file that is wrong
 */
export async function inputValues(
  given: Input | undefined,
  modality: string,
  request: Omit<FileRequest, "field">,
  { base, where: example }: Place,
): Promise<Float32Array> {
  const { shape } = request;
  const size = sizeOf(shape);
  const where = `${example}: inputs.${modality}`;
  if (given === undefined) throw new InvalidInput(FIELD, `${where} is missing`);
  const values = await valuesOf(given, modality, { ...request, field: FIELD }, { base, where });
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

async function valuesOf(
  given: Input,
  modality: string,
  request: FileRequest,
  { base, where }: Place,
): Promise<Float32Array> {
  if (Array.isArray(given))
    return Float32Array.from(given, (value: unknown) => (typeof value === "number" ? value : Number.NaN));
  const named = modalityNamed(modality);
  try {
    if (typeof given === "string" && isInline(given, named)) return named.fromText(given, request);
    if (typeof given === "string") return await fileValues(resolve(base, given), named, request);
    const inPlace = named.fromText && textOf(given);
    if (inPlace !== undefined) return named.fromText!(inPlace, request);
    if (typeof given === "object" && given !== null && "load" in given && typeof given.load === "function")
      return await given.load(request);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(FIELD, `${where}: ${error.message}`);
  }
  throw new InvalidInput(FIELD, `${where} must be the name of a file or ${inPlaceOf(named)}`);
}

/** What an example in place is. */
const inPlaceOf = ({ fromText }: Modality): string =>
  fromText === undefined ? "a list of numbers" : 'a list of numbers, a text or {"text": "..."}';

/** The text that is given as such; undefined where there is none. */
function textOf(given: Input): string | undefined {
  if (typeof given !== "object" || given === null || !("text" in given)) return undefined;
  return typeof given.text === "string" && Object.keys(given).length === 1 ? given.text : undefined;
}

const readersOf = ({ readers }: Modality): Readonly<Record<string, FileReader>> => ({
  ...readers,
  ...ARRAY_READERS,
});

/** Whether a text is the example itself, not the name of a file that can be read. */
const isInline = (
  given: string,
  modality: Modality,
): modality is Modality & { readonly fromText: NonNullable<Modality["fromText"]> } =>
  modality.fromText !== undefined && !Object.hasOwn(readersOf(modality), extname(given).toLowerCase());

async function fileValues(file: string, modality: Modality, request: FileRequest): Promise<Float32Array> {
  try {
    return await readerOf(file, modality)(file, request);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(FIELD, `${file} cannot be read: ${reasonOf(error)}`);
  }
}

/** @throws InvalidInput for a file whose extension says that the modality cannot be read from it */
function readerOf(file: string, modality: Modality): FileReader {
  const { name } = modality;
  const ending = extname(file).toLowerCase();
  const all = readersOf(modality);
  if (Object.hasOwn(all, ending)) return all[ending];
  const what =
    ending === "" ? "has no file extension" : `is a ${ending} file, which cannot be read as ${name}`;
  const inPlace = modality.fromText === undefined ? "numbers in place" : "numbers or a text in place";
  throw new InvalidInput(
    FIELD,
    `${file} ${what}; ${name} is read from ${Object.keys(all).join(", ")} files, or ${inPlace}`,
  );
}

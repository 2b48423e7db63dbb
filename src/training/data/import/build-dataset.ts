import { resolve } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import { modalityNamed, readsTexts } from "../../modalities/registry.js";
import type { Vocabulary } from "../../modalities/text/vocabulary.js";
import { type InputShape, type Preparation, SPLITS, type SplitName } from "../dataset.js";
import { DatasetWriter } from "../store/dataset-writer.js";
import { inputValues } from "./example-input.js";
import { numbered } from "./label-names.js";
import { FIELD, type Input, type Listing, type Row } from "./listing.js";
import { makeSplits, type SplitSettings } from "./make-splits.js";

/** Examples that are read at the same time. */
const AT_ONCE = 8;

/** A request to make a data set of a user's examples. */
export interface BuildRequest {
  readonly id: string;
  /** The file to write. */
  readonly file: string;
  /** The shape of an example, by modality. */
  readonly shapes: Readonly<Record<string, InputShape>>;
  /** How raw examples are to be prepared, by modality. */
  readonly wishes: Readonly<Record<string, Preparation>>;
  readonly splits: SplitSettings;
  /** Whether examples that cannot be read are left out instead of ending the work. */
  readonly skipsBroken: boolean;
  /** The vectors of the words of texts; without them, words are hashed. */
  readonly vocabulary?: Vocabulary | undefined;
  /** Called with the checksum before the file appears. */
  readonly isWelcome: (checksum: string) => Promise<void>;
}

/** A data set that was made. */
export interface BuiltDataset {
  readonly checksum: string;
  /** What its user should know, in whole sentences. */
  readonly notes: readonly string[];
  /** The examples that were left out, each with the reason. */
  readonly skipped: readonly string[];
}

/**
 * Reads all inputs of a listing and writes them to a data set, whose standardisation is that of the training split.
 *
 * @param onRead called after each example
 * @throws InvalidInput (field `manifest`) with the example or the file that is wrong
 */
export async function buildDataset(
  listing: Listing,
  { id, file, shapes, wishes, splits: settings, skipsBroken, isWelcome, vocabulary }: BuildRequest,
  onRead: (done: number, total: number) => void,
): Promise<BuiltDataset> {
  const { rows, base, name } = listing;
  const empty = rows.length === 0;
  if (empty) throw new InvalidInput(FIELD, `${name} has no example of the train split`);
  const { targets, numbers, notes: labelNotes } = numbered(listing);
  const { splits, notes: splitNotes } = makeSplits(listing, numbers, settings);
  const { preparation, notes } = await preparations(listing, shapes, wishes);
  const words = vocabulary?.vectors;
  if (vocabulary !== undefined)
    for (const text of Object.keys(shapes).filter(readsTexts))
      preparation[text] = { ...preparation[text], vocabulary: vocabulary.source };
  const skipped: string[] = [...(listing.skipped ?? [])];
  const written: Record<SplitName, number> = { train: 0, validation: 0, test: 0 };
  const valuesOf = async (row: Row): Promise<Record<string, Float32Array>> => {
    const read: Record<string, Float32Array> = {};
    for (const [modality, shape] of Object.entries(shapes)) {
      const request = { shape, preparation: preparation[modality], words };
      read[modality] = await inputValues(row.inputs[modality], modality, request, { base, where: row.where });
    }
    return read;
  };
  const writer = await DatasetWriter.create(file, shapes);
  try {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const results = await Promise.allSettled(rows.slice(at, at + AT_ONCE).map(valuesOf));
      for (const [k, result] of results.entries()) {
        const i = at + k;
        if (result.status === "fulfilled") {
          await writer.add(splits[i], numbers[i], rows[i].key, result.value);
          written[splits[i]]++;
        } else if (skipsBroken && result.reason instanceof InvalidInput) skipped.push(result.reason.message);
        else throw result.reason;
        onRead(i + 1, rows.length);
      }
    }
    const lost = SPLITS.find((split) => written[split] === 0);
    if (lost !== undefined)
      throw new InvalidInput(FIELD, `${name}: no example of the ${lost} split can be read: ${skipped[0]}`);
    const checksum = await writer.finish({ id, targets, preparation }, isWelcome);
    return { checksum, skipped, notes: [...listing.notes, ...labelNotes, ...splitNotes, ...notes] };
  } finally {
    await writer.close();
  }
}

/** Whether an input is a text, or the name of a file: not values that came from elsewhere. */
const isText = (input: Input | undefined): boolean =>
  typeof input === "string" || (typeof input === "object" && "text" in input);

async function preparations(
  { rows, base }: Listing,
  shapes: BuildRequest["shapes"],
  wishes: BuildRequest["wishes"],
): Promise<{ readonly preparation: Record<string, Preparation>; readonly notes: readonly string[] }> {
  const preparation: Record<string, Preparation> = {};
  const notes: string[] = [];
  for (const [modality, shape] of Object.entries(shapes)) {
    const files = rows.flatMap(({ inputs }) => {
      const given = inputs[modality];
      return typeof given === "string" ? [resolve(base, given)] : [];
    });
    const request = { shape, field: FIELD };
    const prepared = await modalityNamed(modality).prepare?.(wishes[modality] ?? {}, files, request);
    if (readsTexts(modality) && !rows.some(({ inputs }) => isText(inputs[modality])))
      preparation[modality] = { given: "values" };
    if (prepared === undefined) continue;
    preparation[modality] = prepared.preparation;
    notes.push(...prepared.notes);
  }
  return { preparation, notes };
}

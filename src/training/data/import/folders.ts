import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import { modalityNamed } from "../../modalities/registry.js";
import { FIELD, type Listing, type Row, splitNamed } from "./listing.js";

/**
 * Lists the examples of a folder per split and class: `train/cat/0001.png` and `train/cat/0001.wav` are one example,
 * because they differ in nothing but the extension. Without folders of splits, `cat/0001.png`, the splits are made.
 *
 * @throws InvalidInput (field `manifest`) for files in other places or of no modality that is needed
 */
export async function folderListing(folder: string, modalities: readonly string[]): Promise<Listing> {
  const top = await foldersIn(folder);
  const splits = top.filter((name) => splitNamed(name) !== undefined);
  const isSplit = splits.length > 0;
  if (isSplit && splits.length < top.length)
    throw new InvalidInput(
      FIELD,
      `${folder} has folders of splits (${splits.join(", ")}) beside others ` +
        `(${top.filter((name) => !splits.includes(name)).join(", ")})`,
    );
  const rows: Row[] = [];
  const ignored = new Map<string, number>();
  for (const outer of isSplit ? splits : [""]) {
    for (const name of await foldersIn(join(folder, outer)))
      rows.push(...(await classRows(folder, outer, name, modalities, ignored)));
  }
  if (rows.length === 0)
    throw new InvalidInput(
      FIELD,
      `${folder} has no examples; they are expected in SPLIT/CLASS/FILE or CLASS/FILE`,
    );
  const skipped = [...ignored].map(([ending, count]) => `${count} of the kind "${ending}"`);
  const notes = skipped.length === 0 ? [] : [`files that were not used: ${skipped.join(", ")}`];
  return { name: folder, base: folder, rows, notes };
}

async function classRows(
  folder: string,
  split: string,
  name: string,
  modalities: readonly string[],
  ignored: Map<string, number>,
): Promise<Row[]> {
  const inputs = new Map<string, Record<string, string>>();
  for (const file of await filesIn(join(folder, split, name))) {
    const ending = extname(file).toLowerCase();
    const modality = modalities.find((each) => Object.hasOwn(modalityNamed(each).readers, ending));
    if (modality === undefined) {
      ignored.set(ending, 1 + (ignored.get(ending) ?? 0));
      continue;
    }
    const stem = file.slice(0, file.length - ending.length);
    const found = inputs.get(stem) ?? {};
    const path = join(split, name, file);
    if (found[modality] !== undefined)
      throw new InvalidInput(
        FIELD,
        `${join(folder, path)} and ${found[modality]} are the ${modality} of one example`,
      );
    inputs.set(stem, { ...found, [modality]: path });
  }
  return [...inputs].map(([stem, found]) => {
    const key = join(split, name, stem);
    return {
      where: join(folder, key),
      key,
      split: splitNamed(split),
      target: name.normalize("NFC"),
      inputs: found,
    };
  });
}

const isHidden = (name: string): boolean => name.startsWith(".") || name === "__MACOSX";

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((each) => each.isDirectory() && !isHidden(each.name))
    .map((each) => each.name)
    .sort();
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((each) => !each.isDirectory() && !isHidden(each.name))
    .map((each) => each.name)
    .sort();
}

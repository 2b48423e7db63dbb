import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { InvalidInput } from "../../../../base/errors.js";
import { FIELD, type Listing, type Row } from "../listing.js";
import { pictureOf } from "./pictures.js";

/** The intensities of harm, of which every meme has one (Pramanick et al., 2021). */
const CLASSES = ["not harmful", "somewhat harmful", "very harmful"];
const SPLIT_FILES = { train: "train", validation: "val", test: "test" } as const;
/** Where the annotations are, below the folder. */
const ANNOTATIONS = ["", "annotations", "Annotations", join("Annotations", "Harm-P"), "Harm-P"];
/** Where the pictures are, below the folder. */
const PICTURES = ["images", "img", "", join("images", "Harm-P")];

interface Meme {
  readonly id?: unknown;
  readonly image?: unknown;
  readonly labels?: unknown;
  readonly text?: unknown;
}

/**
 * Lists Harm-P (memes on US politics; Memes-Politics): `train_v1.jsonl`, `val_v1.jsonl` and `test_v1.jsonl` (or without
 * `_v1`), and the pictures. The first label is the class; the others say who is harmed. Texts of several lines become
 * one. Memes without a picture are left out by name.
 *
 * @throws InvalidInput (field `manifest`) with the line that is wrong
 */
export async function harmPListing(folder: string): Promise<Listing> {
  const rows: Row[] = [];
  const skipped: string[] = [];
  for (const [split, name] of Object.entries(SPLIT_FILES)) {
    const file = annotations(folder, name);
    const lines = (await readFile(file, "utf8")).replace(/^\uFEFF/, "").split("\n");
    for (const [i, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const where = `${file} line ${i + 1}`;
      const { id, image, target, text } = memeOf(line, where);
      const picture = PICTURES.map((place) => join(folder, place, image)).find((path) => existsSync(path));
      if (picture === undefined) skipped.push(`${where}: there is no picture ${image}`);
      else
        rows.push({
          where,
          key: id,
          split: split as Row["split"],
          target,
          inputs: { image: pictureOf(picture), text: text.replace(/\s+/g, " ").trim() },
        });
    }
  }
  return { name: folder, base: folder, rows, notes: [], skipped, names: CLASSES };
}

function annotations(folder: string, name: string): string {
  const names = [`${name}_v1.jsonl`, `${name}.jsonl`];
  const paths = ANNOTATIONS.flatMap((place) => names.map((each) => join(folder, place, each)));
  const found = paths.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new InvalidInput(
    FIELD,
    `${folder} has no annotations ${names.join(" or ")}, also not in ${ANNOTATIONS.slice(1).join(", ")}`,
  );
}

function memeOf(line: string, where: string): { id: string; image: string; target: string; text: string } {
  let meme: Meme | null;
  try {
    meme = JSON.parse(line) as Meme | null;
  } catch {
    throw new InvalidInput(FIELD, `${where} is not a JSON document`);
  }
  const { id, image, labels, text } = meme ?? {};
  const [target] = [labels].flat();
  if (typeof image !== "string" || typeof text !== "string")
    throw new InvalidInput(FIELD, `${where}: image and text must be texts`);
  if (typeof target !== "string" || !CLASSES.includes(target))
    throw new InvalidInput(FIELD, `${where}: the first of labels must be one of ${CLASSES.join(", ")}`);
  return { id: String(id ?? image), image: basename(image), target, text };
}

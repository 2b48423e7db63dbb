import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { InvalidInput } from "../../../base/errors.js";
import type { Input, Listing, Row } from "../import/listing.js";
import { type Fingerprint, fingerprint, isNearlyEqual } from "../near-duplicates.js";
import { planesOf } from "../shape.js";
import { type DrawingFacts, drawingFacts } from "./drawing.js";
import { rasterise } from "./rasterise.js";
import { TOPIC_NAMES, topicsOf, withoutTopics } from "./topics.js";

/** Folders of generated icon themes and patterns, card decks, LED digits and duplicates. */
const LEFT_OUT = [
  "computer/icons",
  "special",
  "shapes/stars",
  "shapes/jigsaw",
  "signs_and_symbols/led",
  "recreation/games/cards",
  "unsorted/duplicates",
];
/** The share of all drawings above which an author's are divided into groups by folder. */
const LARGE = 0.02;
/** Side at which drawings are compared [pixels]. */
const COMPARED_AT = 36;

interface Drawing extends DrawingFacts {
  readonly file: string;
  readonly topics: readonly string[];
  readonly print: Fingerprint;
}

/** How many drawings were left out, by reason. */
type Counts = Map<string, number>;

/**
 * Lists the drawings of the Open Clip Art Library in a folder, in groups that stay together in splits (`groupsOf`).
 * Drawings that look nearly the same as one of another group are left out, so that no split has a sibling in another.
 *
 * @param onRead called after each drawing
 * @throws InvalidInput (field `source`) if the folder has no drawings
 */
export async function clipArtListing(
  folder: string,
  onRead: (done: number, total: number) => void,
): Promise<Listing> {
  const all = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".svg")).sort();
  if (all.length === 0) throw new InvalidInput("source", `${folder} has no drawings (.svg)`);
  const counts: Counts = new Map();
  const drawings: Drawing[] = [];
  const seen = new Set<string>();
  const leave = (reason: string): void => void counts.set(reason, 1 + (counts.get(reason) ?? 0));
  for (const [i, file] of all.entries()) {
    const place = file.replaceAll("\\", "/");
    onRead(i + 1, all.length);
    if (LEFT_OUT.some((each) => place.startsWith(`${each}/`))) {
      leave("generated themes and patterns, card decks, LED digits");
      continue;
    }
    const svg = await readFile(join(folder, file), "utf8");
    const facts = drawingFacts(svg);
    const topics = topicsOf(facts.keywords, place.split("/").slice(0, -1));
    const pixels = rasterise(svg, COMPARED_AT);
    if (pixels === undefined) leave("cannot be drawn, or nothing is visible");
    else if (topics.length === 0) leave("of no topic");
    else {
      const hash = createHash("sha256").update(pixels).digest("hex");
      if (seen.has(hash)) leave("exact duplicates");
      else drawings.push({ ...facts, file, topics, print: printOf(pixels) });
      seen.add(hash);
    }
  }
  const groups = groupsOf(drawings);
  const alike = nearlyEqualElsewhere(drawings, groups);
  if (alike.size > 0) counts.set("nearly equal to a drawing of another group", alike.size);
  const rows = drawings.flatMap((drawing, i) => (alike.has(i) ? [] : [rowOf(folder, drawing, groups[i])]));
  const left = [...counts].map(([reason, count]) => `${count} ${reason}`).join("; ");
  const notes = [`of ${all.length} drawings, these were left out: ${left}`];
  return { name: folder, base: folder, rows, notes, names: TOPIC_NAMES };
}

function rowOf(folder: string, { file, title, description, creator, topics }: Drawing, group: string): Row {
  const words = title === description ? title : `${title} ${description}`;
  const text = creator === "" ? words : words.replaceAll(creator, " ");
  const image: Input = {
    load: async ({ shape, field }) => {
      const [, side] = planesOf(shape);
      const pixels = rasterise(await readFile(join(folder, file), "utf8"), side);
      if (pixels === undefined) throw new InvalidInput(field, `${file} shows nothing at ${side} pixels`);
      return Float32Array.from(
        pixels,
        (_, i) => pixels[3 * (i % (side * side)) + Math.floor(i / (side * side))] / 255,
      );
    },
  };
  return {
    where: join(folder, file),
    key: file,
    target: topics,
    inputs: { image, text: withoutTopics(text) },
    group,
  };
}

const printOf = (pixels: Uint8Array): Fingerprint =>
  fingerprint(
    { width: COMPARED_AT, height: COMPARED_AT, channels: 3 },
    (x, y, c) => pixels[3 * (y * COMPARED_AT + x) + c],
  );

/**
 * Returns the group of each drawing: its author's or, where he has more than `LARGE` of the drawings, those of his in
 * its folder. Drawings of no author are grouped by folder and name without digits.
 */
function groupsOf(drawings: readonly Drawing[]): readonly string[] {
  const authors = new Map<string, number>();
  for (const { creator } of drawings)
    authors.set(creator.toLowerCase(), 1 + (authors.get(creator.toLowerCase()) ?? 0));
  return drawings.map(({ creator, file }) => {
    const author = creator.toLowerCase();
    if (author === "") return `${file.replace(/\d+/g, "")}`;
    const isLarge = (authors.get(author) as number) > LARGE * drawings.length;
    return isLarge ? `${author} in ${dirname(file)}` : `by ${author}`;
  });
}

/** Returns the drawings that look nearly the same as an earlier one of another group that stays. */
function nearlyEqualElsewhere(drawings: readonly Drawing[], groups: readonly string[]): ReadonlySet<number> {
  const alike = new Set<number>();
  for (let i = 0; i < drawings.length; i++)
    for (let j = 0; j < i && !alike.has(i); j++)
      if (groups[i] !== groups[j] && !alike.has(j) && isNearlyEqual(drawings[i].print, drawings[j].print))
        alike.add(i);
  return alike;
}

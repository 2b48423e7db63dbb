import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
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
 * Lists the drawings of the Open Clip Art Library in a folder. Those of one author, those that look nearly the same,
 * and those of one folder without an author whose names differ in digits only are one group.
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
  const rows = drawings.map((drawing, i): Row => rowOf(folder, drawing, groups[i]));
  const left = [...counts].map(([reason, count]) => `${count} ${reason}`).join("; ");
  const notes = [`of ${all.length} drawings, these were left out: ${left}`];
  return { name: folder, base: folder, rows, notes, names: TOPIC_NAMES };
}

function rowOf(folder: string, { file, title, description, creator, topics }: Drawing, group: number): Row {
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
    group: String(group),
  };
}

const printOf = (pixels: Uint8Array): Fingerprint =>
  fingerprint(
    { width: COMPARED_AT, height: COMPARED_AT, channels: 3 },
    (x, y, c) => pixels[3 * (y * COMPARED_AT + x) + c],
  );

/** Returns the group of each drawing. */
function groupsOf(drawings: readonly Drawing[]): readonly number[] {
  const parent = drawings.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at];
    return at;
  };
  const unite = (i: number, j: number): void => {
    parent[root(i)] = root(j);
  };
  const first = new Map<string, number>();
  drawings.forEach(({ creator, file }, i) => {
    const key = creator === "" ? file.replace(/\d+/g, "") : creator.toLowerCase();
    const other = first.get(key);
    if (other === undefined) first.set(key, i);
    else unite(i, other);
  });
  for (let i = 0; i < drawings.length; i++)
    for (let j = 0; j < i; j++) if (isNearlyEqual(drawings[i].print, drawings[j].print)) unite(i, j);
  return drawings.map((_, i) => root(i));
}

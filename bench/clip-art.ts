/**
 * Measures how well plain logistic regression recognises the topics of clip-art, by its texts and by its pixels, on the
 * splits of the data set and on a random split of the same drawings. The difference says how much of a random split is
 * siblings.
 *
 *   npx tsx bench/clip-art.ts [--source DEB_OR_FOLDER] [--python FILE]
 *
 * Without `--source` the package is fetched, as `dataset build clip-art` does. The interpreter needs scikit-learn
 * (bench/peers/clip-art-requirements.txt). It takes about three minutes.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { clipArtListing } from "../src/training/data/clip-art/clip-art-listing.js";
import { withClipArt } from "../src/training/data/clip-art/clip-art-source.js";
import { numbered } from "../src/training/data/import/label-names.js";
import type { Listing, Row } from "../src/training/data/import/listing.js";
import { makeSplits } from "../src/training/data/import/make-splits.js";
import { SPLITS_MADE } from "../src/training/dataset-tools.js";
import { machine } from "./machine.js";

/** Side of the pictures that the pixels are of. */
const SIDE = 14;

const { values: options } = parseArgs({
  options: { source: { type: "string" }, python: { type: "string", default: "python3" } },
});

const document = await withClipArt(options.source, async (folder) =>
  described(await clipArtListing(folder, () => {})),
);
console.log(machine());
const child = spawn(options.python, [fileURLToPath(new URL("./peers/clip_art.py", import.meta.url))], {
  stdio: ["pipe", "inherit", "inherit"],
});
child.stdin.end(document);
const [code] = await once(child, "close");
process.exitCode = code as number;

/** The drawings as the script reads them. */
async function described(listing: Listing): Promise<string> {
  const { numbers } = numbered(listing);
  const { splits, notes } = makeSplits(listing, numbers, SPLITS_MADE);
  for (const note of [...listing.notes, ...notes]) console.log(note);
  const sizes = new Map<string | undefined, number>();
  for (const { group } of listing.rows) sizes.set(group, 1 + (sizes.get(group) ?? 0));
  console.log(`${sizes.size} groups; the largest has ${Math.max(...sizes.values())} drawings`);
  const drawings = [];
  for (const [i, row] of listing.rows.entries())
    drawings.push({ split: splits[i], labels: numbers[i], text: textOf(row), pixels: await pixelsOf(row) });
  return JSON.stringify({ names: listing.names, drawings });
}

function textOf({ inputs }: Row): string {
  if (typeof inputs.text !== "string") throw new TypeError("a drawing has a text");
  return inputs.text;
}

async function pixelsOf({ inputs }: Row): Promise<readonly number[]> {
  const { image } = inputs;
  if (typeof image !== "object" || !("load" in image)) throw new TypeError("a drawing is loaded");
  return [...(await image.load({ shape: [3, SIDE, SIDE], field: "source" }))];
}

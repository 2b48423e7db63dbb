import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInput } from "../../../../base/errors.js";
import { reasonOf } from "../../../reason.js";
import { FIELD, type Listing, type Row, splitNamed } from "../listing.js";
import { pictureOf } from "./pictures.js";

/** The genres that are told apart, from the most frequent to the rarest (Arevalo et al., 2017). */
export const GENRES: readonly string[] = [
  ..."Drama Comedy Romance Thriller Crime Action Adventure Horror Documentary Mystery Sci-Fi Fantasy".split(
    " ",
  ),
  ..."Family Biography War History Music Animation Musical Western Sport Short Film-Noir".split(" "),
];

/** What the description of a film must have. */
interface Film {
  readonly plot?: unknown;
  readonly genres?: unknown;
}

/**
 * Lists MM-IMDB (Arevalo et al., 2017) as its folder has it: `split.json` with the ids of train, dev and test, and
 * `dataset/ID.json` beside `dataset/ID.jpeg`. Of several plots the longest counts, without its author, on one line.
 * Films without poster or plot, and those of other genres only, are left out by name; other genres are counted.
 *
 * @throws InvalidInput (field `manifest`) with what is wrong
 */
export async function mmImdbListing(folder: string): Promise<Listing> {
  const ids = (await jsonOf(join(folder, "split.json"))) as Record<string, unknown>;
  const rows: Row[] = [];
  const skipped: string[] = [];
  const outside = new Map<string, number>();
  for (const [name, list] of Object.entries(ids)) {
    const split = splitNamed(name);
    if (split === undefined || !Array.isArray(list))
      throw new InvalidInput(
        FIELD,
        `${join(folder, "split.json")} must have lists of ids of train, dev and test`,
      );
    for (const id of list.map(String)) {
      const stem = join(folder, "dataset", id);
      const film = await filmOf(`${stem}.json`);
      if (typeof film === "string") {
        skipped.push(film);
        continue;
      }
      const poster = `${stem}.jpeg`;
      const { plot, genres } = film;
      const known = [...new Set(genres)].filter((genre) => GENRES.includes(genre));
      for (const genre of genres)
        if (!GENRES.includes(genre)) outside.set(genre, 1 + (outside.get(genre) ?? 0));
      if (known.length === 0) skipped.push(`${stem}.json: no genre is one of the 23`);
      else if (plot === "") skipped.push(`${stem}.json: has no plot`);
      else if (!(await exists(poster))) skipped.push(`${poster}: does not exist`);
      else
        rows.push({
          where: `${stem}.json`,
          key: id,
          split,
          target: known,
          inputs: { image: pictureOf(poster), text: plot },
        });
    }
  }
  const counted = [...outside].map(([genre, count]) => `${genre} (${count})`).join(", ");
  const notes = outside.size === 0 ? [] : [`genres outside the 23, which do not count: ${counted}`];
  return { name: folder, base: folder, rows, notes, skipped, names: GENRES };
}

/** Returns plot and genres of a film, or why there are none. */
async function filmOf(file: string): Promise<{ plot: string; genres: readonly string[] } | string> {
  if (!(await exists(file))) return `${file}: does not exist`;
  const { plot, genres } = (await jsonOf(file)) as Film;
  const plots = [plot].flat().filter((each): each is string => typeof each === "string");
  const longest = plots.reduce((best, each) => (each.length > best.length ? each : best), "");
  const words = longest.replace(/::[^:]*$/, "").replace(/\s+/g, " ");
  const named = [genres].flat().filter((genre): genre is string => typeof genre === "string");
  return { plot: words.trim(), genres: named.map((genre) => genre.trim()) };
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

async function jsonOf(file: string): Promise<object> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as object;
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : `cannot be read: ${reasonOf(error)}`;
    throw new InvalidInput(FIELD, `${file} ${why}`);
  }
}

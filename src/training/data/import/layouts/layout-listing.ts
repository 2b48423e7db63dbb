import { stat } from "node:fs/promises";
import { InvalidInput } from "../../../../base/errors.js";
import { reasonOf } from "../../../reason.js";
import { FIELD, type Listing } from "../listing.js";
import { harmPListing } from "./harm-p.js";
import { mmImdbListing } from "./mm-imdb.js";
import { mmImdbHdf5Listing } from "./mm-imdb-hdf5.js";

/** The published data sets whose original layouts are read. */
const LAYOUTS = ["mm-imdb", "harm-p"] as const;

/** The modalities that all of these data sets have. */
const MODALITIES = ["image", "text"];

/**
 * Lists the examples of a published data set in its original layout.
 *
 * @param layout `mm-imdb` (the file `multimodal_imdb.hdf5`, or the folder with `split.json`) or `harm-p` (the folder
 *   with the annotations and the pictures)
 * @throws InvalidInput (field `layout` or `manifest`) if there is no such layout, or the source has another one
 */
export async function layoutListing(
  layout: string,
  source: string,
  modalities: readonly string[],
): Promise<Listing> {
  const absent = modalities.find((name) => !MODALITIES.includes(name));
  if (absent !== undefined)
    throw new InvalidInput(
      "layout",
      `${layout} has images and texts; the task's search space also reads ${absent}`,
    );
  const found = await stat(source).catch((error: unknown) => {
    throw new InvalidInput(FIELD, `${source} cannot be read: ${reasonOf(error)}`);
  });
  if (layout === "mm-imdb") return found.isDirectory() ? mmImdbListing(source) : mmImdbHdf5Listing(source);
  if (layout === "harm-p") return harmPListing(source);
  throw new InvalidInput("layout", `layout must be one of ${LAYOUTS.join(", ")}, not "${layout}"`);
}

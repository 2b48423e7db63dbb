import { readFile } from "node:fs/promises";
import { readPicture } from "../../../modalities/image/read-image.js";
import type { Input } from "../listing.js";

/** A picture of a published data set: its contents decide the format, whatever its name says. */
export const pictureOf = (file: string): Input => ({
  load: async (request) => readPicture(await readFile(file), file, request),
});

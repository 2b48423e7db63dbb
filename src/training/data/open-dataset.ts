import type { Remedy } from "../../base/remedy.js";
import { type PairedDataset, readDataset } from "./dataset.js";
import { storeIn } from "./store/dataset-store.js";

/**
 * Opens a data set of any version. The inputs of those that were built from a user's examples are read when they are
 * first looked at.
 *
 * @param remedy what creates the data set, for the error
 * @throws InvalidInput (field `dataset`) if the file is missing, of another kind, truncated or altered
 */
export const openDataset = async (file: string, remedy?: Remedy): Promise<PairedDataset> =>
  (await storeIn(file))?.dataset ?? readDataset(file, remedy);

import type { Change } from "../changes.js";

/** Id of the receipt by which servers notice that the archive was emptied or filled anew. */
export const RESET_RECEIPT = "reset";

/** Says that what servers keep in memory of the archive is no longer true. `id` must be unique. */
export const resetChange = (id: string): Change => ({
  type: "put",
  kind: "receipt",
  record: { id: RESET_RECEIPT, fingerprint: id, answer: null },
});

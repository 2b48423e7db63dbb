import type { ArchiveCare } from "../records/whole/archive-care.js";
import { locationOf } from "./open.js";

/** Verifies and repairs archives of both kinds. */
export const archiveCare: ArchiveCare = {
  async verify(url, onChecked) {
    const place = locationOf(url);
    if (place.kind === "mongo") {
      const { verifyMongo } = await import("./mongo/care.js");
      return verifyMongo(url, onChecked);
    }
    const { verifySqlite } = await import("./sqlite/care/care.js");
    return verifySqlite(place.location, onChecked);
  },
  async repair(url, onChecked) {
    const place = locationOf(url);
    if (place.kind === "mongo") {
      const { repairMongo } = await import("./mongo/care.js");
      return repairMongo(url, onChecked);
    }
    const { repairSqlite } = await import("./sqlite/care/care.js");
    return repairSqlite(place.location, onChecked);
  },
};

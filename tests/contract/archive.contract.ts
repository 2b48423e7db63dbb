import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Archive } from "../../src/records/archive.js";
import { changeLogContract } from "./archive-change-log.contract.js";
import { recordsContract } from "./archive-records.contract.js";
import { wholeContract } from "./archive-whole.contract.js";

/** An empty place for an archive. `open` may be called again for one more connection to the same content. */
export interface Place {
  open(): Promise<Archive>;
  /** False where only one connection can see the content (in memory). */
  readonly shared: boolean;
  remove(): Promise<void>;
}

/** What the contracts get: the archive under test, and more connections to the same content. */
export interface Subject {
  readonly archive: Archive;
  readonly another: () => Promise<Archive>;
  readonly shared: boolean;
}

/** Everything the port `Archive` guarantees, on any store. */
export function archiveContract(makePlace: () => Promise<Place>): void {
  describe("keeps the archive's contract", () => {
    let place: Place;
    let opened: Archive[];
    const open = async () => {
      const archive = await place.open();
      opened.push(archive);
      return archive;
    };
    beforeEach(async () => {
      opened = [];
      place = await makePlace();
      await open();
    });
    afterEach(async () => {
      for (const archive of opened) await archive.close();
      await place.remove();
    });
    const subject = (): Subject => ({ archive: opened[0], another: open, shared: place.shared });

    recordsContract(subject);
    changeLogContract(subject);
    wholeContract(subject);

    it("says where it is, without credentials", () => {
      expect(opened[0].description).toMatch(/sqlite|mongodb/i);
    });

    it("answers with Unavailable once closed, and closes twice without complaint", async () => {
      const archive = await open();
      await archive.close();
      await archive.close();
      await expect(archive.counts()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(archive.commit([])).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });
  });
}

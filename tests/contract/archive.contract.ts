import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Archive } from "../../src/records/archive.js";
import { accessContract } from "./archive-access.contract.js";
import { changeLogContract } from "./archive-change-log.contract.js";
import { kindsContract } from "./archive-kinds.contract.js";
import { recordsContract } from "./archive-records.contract.js";
import { wholeContract } from "./archive-whole.contract.js";

/** A location with an empty archive. Every call of `open` makes another connection to the same content. */
export interface Place {
  open(): Promise<Archive>;
  /** Whether several connections see the same content; not so in memory. */
  readonly isShared: boolean;
  remove(): Promise<void>;
}

/** The archive under test, and further connections to the same content. */
export interface Subject {
  readonly archive: Archive;
  readonly another: () => Promise<Archive>;
  readonly isShared: boolean;
}

/** Tests everything that the port `Archive` guarantees, on any database. */
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
    const subject = (): Subject => ({ archive: opened[0], another: open, isShared: place.isShared });

    recordsContract(subject);
    kindsContract(subject);
    changeLogContract(subject);
    wholeContract(subject);
    accessContract(subject);

    it("describes where it is, without credentials", () => {
      expect(opened[0].description).toMatch(/sqlite|mongodb/i);
    });

    it("fails with Unavailable once it is closed, and may be closed twice", async () => {
      const archive = await open();
      await archive.close();
      await archive.close();
      await expect(archive.counts()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(archive.commit([])).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });
  });
}

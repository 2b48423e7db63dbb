import type { Clock, IdSource } from "../../base/clock.js";
import type { Log } from "../../base/log.js";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";

/** An entry before it has an id and a time. */
export type NewAuditEntry = Omit<AuditEntry, "id" | "at">;

/** Commits changes whose subject has this key. */
export type CommitUnder = (subject: string, changes: readonly Change[]) => Promise<unknown>;

/** An entry, without its subject, that a change of one commit stores in that commit. */
export interface JoinedEntry {
  readonly entry: Omit<NewAuditEntry, "subject">;
  /** Whether the entry is stored; set by the change. */
  isStored: boolean;
}

const DIGITS = 6;

/**
 * Appends entries to the audit trail. Entries that come while others are being written are stored together, so that
 * many small changes at the same time do not each wait for the disk.
 */
export class AuditTrail {
  #waiting: AuditEntry[] = [];
  /** The end of the last batch that was begun or waits for its turn. */
  #last: Promise<void> = Promise.resolve();
  /** The batch that waits for its turn, which further entries join. */
  #next: Promise<void> | undefined;
  #count = 0;

  constructor(
    private readonly parts: {
      readonly archive: Archive;
      readonly clock: Clock;
      readonly newId: IdSource;
      readonly log: Log;
    },
  ) {}

  /**
   * Resolves once the entry is stored. It never rejects: the change that the entry tells of has been made, so that an
   * entry that cannot be stored is a warning in the log, with everything that it says.
   */
  append(entry: NewAuditEntry): Promise<void> {
    this.#waiting.push(this.#recordOf(entry));
    if (this.#next !== undefined) return this.#next;
    this.#next = this.#last.then(() => this.#write());
    this.#last = this.#next;
    return this.#next;
  }

  /** Commits changes and, if there is one, the entry that tells of them, all or nothing. */
  committing(joined: JoinedEntry | undefined): CommitUnder {
    const { archive } = this.parts;
    if (joined === undefined) return (_, changes) => archive.commit(changes);
    return async (subject, changes) => {
      const record = this.#recordOf({ ...joined.entry, subject });
      const logged = await archive.commit([...changes, { type: "insert", kind: "audit", record }]);
      joined.isStored = true;
      return logged;
    };
  }

  #recordOf(entry: NewAuditEntry): AuditEntry {
    const at = new Date(this.parts.clock()).toISOString();
    const number = String(this.#count++ % 10 ** DIGITS).padStart(DIGITS, "0");
    return { id: `${at}/${number}/${this.parts.newId()}`, at, ...entry };
  }

  async #write(): Promise<void> {
    const entries = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    try {
      await this.parts.archive.commit(
        entries.map((record) => ({ type: "insert", kind: "audit", record }) as const),
      );
    } catch (error) {
      this.parts.log.warn(
        { err: error, entries },
        "changes were made, but the audit trail could not be written",
      );
    }
  }
}

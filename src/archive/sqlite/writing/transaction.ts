import { type Quota, type Quotas, QuotaWatch } from "../../../records/whole/quotas.js";
import type { Connection } from "../connection.js";
import { amountOf } from "../counts.js";
import { Writer } from "../writer.js";
import type { Segment } from "./segments.js";

/** The changes of one transaction, as they are written. The caller begins the transaction and ends it with `close`. */
export class Transaction {
  readonly #writer: Writer;

  /** @param db the connection, in a transaction that has just begun */
  constructor(
    private readonly db: Connection,
    private readonly quotas: Quotas,
  ) {
    this.#writer = new Writer(db);
  }

  write(segment: Segment): void {
    this.#writer.write(segment);
  }

  /**
   * Commits, and returns how many entries the change log gained. Throws `Conflict` where the archive would hold more
   * than one of the quotas in question allows.
   */
  commit(concerned: readonly Quota[]): number {
    const logged = this.#writer.finish();
    const watch = new QuotaWatch(this.quotas);
    for (const quota of concerned) watch.require(quota, amountOf(this.db, quota));
    this.db.exec("COMMIT");
    return logged;
  }
}

/** Undoes what an open transaction has written, if there is one. */
export function rollBack(db: Connection): void {
  if (db.inTransaction) db.exec("ROLLBACK");
}

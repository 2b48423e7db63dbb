import type { Archive } from "../records/archive.js";

const RECORD = "reset";

/**
 * Notices that the archive was emptied, by this process or another: what is kept in memory is then of networks that are
 * gone. Each reset leaves a record that no other reset left.
 */
export class ResetWatch {
  #seen: string | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly forget: () => void,
  ) {}

  async notice(): Promise<void> {
    const last = (await this.archive.get("receipt", RECORD))?.fingerprint ?? "never";
    if (this.#seen !== undefined && this.#seen !== last) this.forget();
    this.#seen = last;
  }

  /** Empties the archive. `id`: one that was never given to a reset. */
  async reset(id: string): Promise<void> {
    await this.archive.reset();
    const record = { id: RECORD, fingerprint: id, answer: null };
    await this.archive.commit([{ type: "put", kind: "receipt", record }]);
    this.forget();
    this.#seen = id;
  }
}

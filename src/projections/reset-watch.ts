import type { Archive } from "../records/archive.js";
import { RESET_RECEIPT, resetChange } from "../records/whole/reset-receipt.js";

/**
 * Notices when the archive was emptied, by this process or another, and then calls `forget`, because what is kept in
 * memory describes networks that no longer exist. Each reset leaves a record with a unique id in the archive.
 */
export class ResetWatch {
  #seen: string | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly forget: () => void,
  ) {}

  /** Checks for a reset since the last call. */
  async notice(): Promise<void> {
    const last = (await this.archive.get("receipt", RESET_RECEIPT))?.fingerprint ?? "never";
    if (this.#seen !== undefined && this.#seen !== last) this.forget();
    this.#seen = last;
  }

  /** Empties the archive. `id` must be unique among resets. */
  async reset(id: string): Promise<void> {
    await this.archive.reset();
    await this.archive.commit([resetChange(id)]);
    this.forget();
    this.#seen = id;
  }
}

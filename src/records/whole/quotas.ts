import { Conflict } from "../../base/errors.js";
import type { Change } from "../changes.js";

/** What an archive can hold at most. */
export const QUOTAS = ["networks", "measurements", "runs", "megabytes"] as const;
export type Quota = (typeof QUOTAS)[number];

/**
 * The most that an archive may hold: architectures, measurements (the retracted ones count), search runs, and megabytes
 * (of 1e6 bytes) of the file, or of the documents of a database before compression. What is absent is not limited.
 */
export type Quotas = { readonly [Q in Quota]?: number };

/** The settings of the quotas. */
export const QUOTA_SETTINGS: Readonly<Record<Quota, string>> = {
  networks: "QUOTA_NETWORKS",
  measurements: "QUOTA_MEASUREMENTS",
  runs: "QUOTA_RUNS",
  megabytes: "QUOTA_MEGABYTES",
};

/** Watches which quotas a batch may exceed: whatever deletes or retracts is never refused. */
export class QuotaWatch {
  readonly #concerned = new Set<Quota>();

  constructor(private readonly quotas: Quotas) {}

  /** Notes a change of the batch. */
  note(change: Change): void {
    if (change.type === "architecture") this.#concerned.add("networks");
    else if (change.type === "measurement") this.#concerned.add("measurements");
    else if ("kind" in change && change.kind === "run" && change.type === "insert")
      this.#concerned.add("runs");
    else if (change.type !== "blob" && change.type !== "finding") return;
    this.#concerned.add("megabytes");
  }

  /** The quotas whose amounts must be looked up before the batch is committed. */
  get concerned(): readonly Quota[] {
    return QUOTAS.filter((quota) => this.quotas[quota] !== undefined && this.#concerned.has(quota));
  }

  /** Throws `Conflict` if the archive would hold more than a quota allows. */
  require(quota: Quota, amount: number): void {
    const most = this.quotas[quota];
    if (most === undefined || amount <= most) return;
    throw new Conflict(
      QUOTA_SETTINGS[quota],
      `the archive may hold at most ${most} ${quota} (setting ${QUOTA_SETTINGS[quota]}), and with this it would hold ` +
        `${Math.ceil(amount)}; nothing was stored; raise the quota, or use another archive`,
    );
  }
}

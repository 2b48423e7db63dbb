import { Conflict, type HarmonicError, Overtaken, Unavailable } from "../../../base/errors.js";
import type { Milliseconds } from "../../../base/units.js";
import type { Quota, Quotas } from "../../../records/whole/quotas.js";
import type { Segment } from "./segments.js";

/** What a writing thread is started with. */
export interface ThreadData {
  /** The archive's file, which exists. */
  readonly location: string;
  readonly quotas: Quotas;
  /** Time to wait for another writer [ms]. */
  readonly busyTimeout: Milliseconds;
  /** Memory that the pages of a batch may take [KiB]. */
  readonly kibibytes: number;
}

/** What a writing thread is asked to do. It answers each request once, in their order. */
export type Request =
  /** Begins a transaction, as soon as no other process has one. */
  | { readonly kind: "begin" }
  | { readonly kind: "write"; readonly segments: readonly Segment[] }
  /** Commits, where the quotas in question allow it. */
  | { readonly kind: "commit"; readonly concerned: readonly Quota[] }
  /** Undoes what the transaction has written; where none is open, there is nothing to do. */
  | { readonly kind: "rollBack" }
  /** Closes the file and ends the thread. */
  | { readonly kind: "close" };

export type Answer =
  /** `logged` is how many entries the change log gained, after a commit. */
  | { readonly kind: "done"; readonly logged: number }
  /** It failed, and nothing of the transaction is stored. */
  | { readonly kind: "failed"; readonly problem: PlainProblem };

/** An error as it crosses threads. */
interface PlainProblem {
  readonly kind: "overtaken" | "conflict" | "unavailable" | "other";
  readonly field: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export function plainProblem(error: unknown): PlainProblem {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const plain = { field: (error as Partial<HarmonicError>).field ?? "", message, stack };
  if (error instanceof Overtaken) return { ...plain, kind: "overtaken" };
  if (error instanceof Conflict) return { ...plain, kind: "conflict" };
  if (error instanceof Unavailable) return { ...plain, kind: "unavailable" };
  return { ...plain, kind: "other" };
}

/** The error that a writing thread has met, built anew on this thread. */
export function problemOf({ kind, field, message, stack }: PlainProblem): Error {
  if (kind === "overtaken") return new Overtaken(field, message);
  if (kind === "conflict") return new Conflict(field, message);
  if (kind === "unavailable") return new Unavailable(message);
  return Object.assign(new Error(message), stack === undefined ? {} : { stack });
}

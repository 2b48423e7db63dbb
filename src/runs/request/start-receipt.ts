import { createHash } from "node:crypto";
import { Conflict, InvalidInput } from "../../base/errors.js";
import { type RunId, runId } from "../../base/ids.js";
import { requireText } from "../../base/validate.js";
import type { Change } from "../../records/changes.js";
import type { SearchRun } from "../../records/run.js";
import type { RunContext } from "../run-context.js";
import type { StartSearch } from "./start-search.js";

/** The record by which a repeated request for a search is recognised. */
export interface StartReceipt {
  readonly id: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** The receipt of a request; undefined without an idempotency key. Throws `InvalidInput` on `idempotencyKey`. */
export function receiptOf(input: StartSearch): StartReceipt | undefined {
  if (input.idempotencyKey === undefined) return undefined;
  const key = requireText(input.idempotencyKey, "idempotencyKey", 200);
  if (key === "") throw new InvalidInput("idempotencyKey", "idempotencyKey must not be empty");
  const fingerprint = createHash("sha256").update(JSON.stringify(input)).digest("hex");
  return { id: `runs/${key}`, key, fingerprint };
}

/**
 * The run that an earlier request with the same key started; undefined if there was none. Throws `Conflict` on
 * `idempotencyKey` where that was another request, or its run was deleted since.
 */
export async function startedBefore(
  { archive }: Pick<RunContext, "archive">,
  { id, key, fingerprint }: StartReceipt,
): Promise<SearchRun | undefined> {
  const known = await archive.get("receipt", id);
  if (known === undefined) return undefined;
  const used = (how: string) => new Conflict("idempotencyKey", `idempotencyKey "${key}" was used for ${how}`);
  if (known.fingerprint !== fingerprint) throw used("another request");
  const started = runId((known.answer as { readonly run: string }).run);
  const run = await archive.get("run", started);
  if (run === undefined) throw used(`run "${started}", which was deleted; give another key for a new search`);
  return run;
}

/** What stores that a request started a run; the commit fails with `Overtaken` where another one did so first. */
export const receiptChange = ({ id, fingerprint }: StartReceipt, run: RunId): Change => ({
  type: "insert",
  kind: "receipt",
  record: { id, fingerprint, answer: { run } },
});

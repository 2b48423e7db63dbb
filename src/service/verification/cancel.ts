import { Conflict } from "../../base/errors.js";
import { requireText } from "../../base/validate.js";
import type { Context } from "../context.js";
import { type FailedVerification, failVerification } from "./fail.js";
import { namedRounds } from "./rounds.js";
import { verificationOf } from "./state.js";

const LONGEST_REASON = 1_000;
const CANCELLED = "the verification was cancelled";

/** Which verification is cancelled, unchecked. */
export interface CancelVerification {
  /** Key of the verification, or a unique beginning of it. */
  readonly id: string;
  /** Why, for people; a general sentence if left out or blank. */
  readonly reason?: string;
}

/**
 * Cancels a verification: nobody waits for its points any more, and they are not suggested for measuring. What was
 * measured stays, and a measurement that comes later still counts. Throws `NotFound` or `InvalidInput` on `id` or
 * `reason`, and `Conflict` on `id` where no point waits.
 */
export async function cancelVerification(
  context: Context,
  { id: named, reason = "" }: CancelVerification,
): Promise<FailedVerification> {
  const text = requireText(reason, "reason", LONGEST_REASON).trim();
  const { id, counts } = await verificationOf(context, await namedRounds(context, named, "id"));
  if (counts.waiting === 0) {
    const what = `${counts.measured} of its points are measured and ${counts.failed} given up`;
    throw new Conflict("id", `verification "${id}" waits for no measurement: ${what}`);
  }
  return failVerification(context, { verification: id, reason: text === "" ? CANCELLED : text });
}

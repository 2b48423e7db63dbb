import { Conflict, InvalidInput, NotFound } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { requireText } from "../../base/validate.js";
import { LEAST_PREFIX, listed } from "../../projections/named.js";
import { failureChange } from "../../records/reported-failures.js";
import type { Context } from "../context.js";
import { namedRounds } from "./rounds.js";
import { verificationOf } from "./state.js";
import type { Verification } from "./verification.js";

const LONGEST_REASON = 1_000;

/** Points of a verification that cannot be measured, unchecked. */
export interface FailVerification {
  /** Key of the verification, or a unique beginning of it. */
  readonly verification: string;
  /** Key of the network, or a beginning of it that no other waiting one has. Default: every one that waits. */
  readonly architecture?: string;
  /** Why, for people. */
  readonly reason: string;
}

/** The verification afterwards, and which points nobody waits for any more. */
export interface FailedVerification {
  readonly verification: Verification;
  readonly failed: readonly ArchitectureId[];
}

/**
 * Reports that a point of a verification cannot be measured, or gives up every one that waits. Nobody waits for it any
 * more; a measurement that comes later still counts. Throws a `HarmonicError` on `verification`, `architecture` or
 * `reason`.
 */
export async function failVerification(
  context: Context,
  input: FailVerification,
): Promise<FailedVerification> {
  const reason = requireText(input.reason, "reason", LONGEST_REASON).trim();
  if (reason === "") throw new InvalidInput("reason", "reason must say why the network was not measured");
  const rounds = await namedRounds(context, input.verification, "verification");
  const before = await verificationOf(context, rounds);
  const waiting = before.points.filter(({ status }) => status === "waiting").map(({ id }) => id);
  const failed =
    input.architecture === undefined ? waiting : [networkOf(before, waiting, input.architecture)];
  await context.archive.commit(failed.map((id) => failureChange({ verification: before.id }, id, reason)));
  context.news.announce({ kind: "measurements", space: before.space });
  return { verification: await verificationOf(context, rounds), failed };
}

/** The waiting network that `named` begins. */
function networkOf(
  { points, id }: Verification,
  waiting: readonly ArchitectureId[],
  named: string,
): ArchitectureId {
  const field = "architecture";
  const isMeant = (key: string) => key === named || (named.length >= LEAST_PREFIX && key.startsWith(named));
  const matches = waiting.filter(isMeant);
  if (matches.length === 1) return matches[0];
  if (matches.length > 1) {
    throw new InvalidInput(field, `architecture "${named}" is ambiguous: ${listed(matches)} wait`);
  }
  const known = points.find((point) => isMeant(point.id));
  if (known !== undefined) {
    throw new Conflict(
      field,
      `architecture ${known.id} does not wait for a measurement: it is ${known.status}`,
    );
  }
  const hint =
    waiting.length === 0
      ? `verification "${id}" waits for no network`
      : `verification "${id}" waits for ${listed(waiting)}`;
  throw new NotFound(field, named, field, hint);
}

import { createHash } from "node:crypto";
import { InvalidInput, NotFound } from "../../base/errors.js";
import { type VerificationId, verificationId } from "../../base/ids.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import { LEAST_PREFIX, listed } from "../../projections/named.js";
import type { VerificationRound, VerifiedQuestion } from "../../records/verification.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { objectiveName, parseObjectives } from "../../search/objective-names.js";
import type { Context } from "../context.js";

/** The rounds of one verification, in their order; at least one. */
export type Rounds = readonly [VerificationRound, ...VerificationRound[]];

/**
 * Derives the id of a verification from what is asked: the same task, device, objectives, limits, sources and number
 * of points have the same id, however they are written. Throws a `HarmonicError` naming the field.
 */
export async function idOfQuestion(
  context: Context,
  { device, space }: TaskOnDevice,
  question: VerifiedQuestion,
): Promise<VerificationId> {
  const own = await context.catalog.ownMetrics();
  const constraints = parseConstraints(space, question.constraints, [device.id], own);
  const objectives =
    question.objectives && parseObjectives(question.objectives, [device.id], own).map(objectiveName);
  const sources = question.sources && [...new Set(question.sources)].sort();
  const asked = [question.task, device.id, objectives ?? null, constraints, sources ?? null];
  const text = JSON.stringify([...asked, question.first ?? null], (_, value: unknown) => inOrder(value));
  return verificationId(createHash("sha256").update(text).digest("hex").slice(0, 32));
}

/** The same value with the properties of an object in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every verification of the archive, the one that was last asked for first. */
export async function allRounds({ archive }: Pick<Context, "archive">): Promise<readonly Rounds[]> {
  const byId = new Map<VerificationId, [VerificationRound, ...VerificationRound[]]>();
  for (const round of await archive.list("verification")) {
    const rounds = byId.get(round.verification);
    if (rounds === undefined) byId.set(round.verification, [round]);
    else rounds.push(round);
  }
  const all = [...byId.values()];
  for (const rounds of all) rounds.sort((a, b) => a.number - b.number);
  return all.sort((a, b) => lastOf(b).askedAt.localeCompare(lastOf(a).askedAt));
}

/** The latest round. */
export const lastOf = (rounds: Rounds): VerificationRound => rounds[rounds.length - 1];

/**
 * The rounds of the verification that a user names by its key or a unique beginning of it, of at least 6 characters.
 * Throws `NotFound` or `InvalidInput` on `field`.
 */
export async function namedRounds(context: Context, named: string, field: string): Promise<Rounds> {
  const all = await allRounds(context);
  const matches = all.filter(([{ verification }]) => verification.startsWith(named));
  const exact = matches.find(([{ verification }]) => verification === named);
  if (exact !== undefined) return exact;
  const isLong = named.length >= LEAST_PREFIX;
  if (isLong && matches.length === 1) return matches[0];
  if (isLong && matches.length > 1) {
    const keys = listed(matches.map(([{ verification }]) => verification));
    throw new InvalidInput(field, `verification "${named}" is ambiguous: ${keys} begin with it`);
  }
  const known = all.map(([{ verification }]) => verification);
  const hint = known.length === 0 ? "no front was asked to be verified yet" : `known are ${listed(known)}`;
  throw new NotFound("verification", named, field, hint);
}

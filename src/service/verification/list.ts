import type { Context } from "../context.js";
import { allRounds, lastOf } from "./rounds.js";
import { verificationOf } from "./state.js";
import type { Verification } from "./verification.js";

/** Which verifications to list, unchecked; those of every task or device where it is left out. */
export interface VerificationQuery {
  readonly task?: string;
  readonly device?: string;
}

/** Lists verifications, the one that was last asked for first. Throws `NotFound` on `task` or `device`. */
export async function listVerifications(
  context: Context,
  query: VerificationQuery,
): Promise<readonly Verification[]> {
  const task = query.task === undefined ? undefined : (await context.catalog.task(query.task)).id;
  const device = query.device === undefined ? undefined : (await context.catalog.device(query.device)).id;
  const found: Verification[] = [];
  for (const rounds of await allRounds(context)) {
    const { question } = lastOf(rounds);
    if (task !== undefined && question.task !== task) continue;
    if (device !== undefined && question.device !== device) continue;
    found.push(await verificationOf(context, rounds));
  }
  return found;
}

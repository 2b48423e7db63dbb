import type { ArchitectureId, RunId, VerificationId } from "../base/ids.js";
import type { Archive } from "./archive.js";
import type { Change } from "./changes.js";

/** What waits for the measurement of networks by others. */
export type Waiting = { readonly run: RunId } | { readonly verification: VerificationId };

const idOf = (waiting: Waiting, architecture: ArchitectureId): string => {
  const owner = "run" in waiting ? `runs/${waiting.run}` : `verifications/${waiting.verification}`;
  return `${owner}/failed/${architecture}`;
};

/** Records that a network could not be measured, so that nobody waits for it any more. */
export function failureChange(waiting: Waiting, architecture: ArchitectureId, reason: string): Change {
  const record = { id: idOf(waiting, architecture), fingerprint: "", answer: { reason } };
  return { type: "put", kind: "receipt", record };
}

/** The reason that was given why a network could not be measured; undefined if nobody has given one. */
export async function failureOf(
  archive: Pick<Archive, "get">,
  waiting: Waiting,
  architecture: ArchitectureId,
): Promise<string | undefined> {
  const receipt = await archive.get("receipt", idOf(waiting, architecture));
  return (receipt?.answer as { readonly reason: string } | undefined)?.reason;
}

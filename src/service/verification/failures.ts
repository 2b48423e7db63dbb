import type { ArchitectureId, VerificationId } from "../../base/ids.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";

const idOf = (verification: VerificationId, architecture: ArchitectureId): string =>
  `verifications/${verification}/failed/${architecture}`;

/** Records that a point of a verification could not be measured, so that nobody waits for it any more. */
export function failureChange(
  verification: VerificationId,
  architecture: ArchitectureId,
  reason: string,
): Change {
  const record = { id: idOf(verification, architecture), fingerprint: "", answer: { reason } };
  return { type: "put", kind: "receipt", record };
}

/** Why a point could not be measured; undefined if nobody has said so. */
export async function failureOf(
  archive: Pick<Archive, "get">,
  verification: VerificationId,
  architecture: ArchitectureId,
): Promise<string | undefined> {
  const receipt = await archive.get("receipt", idOf(verification, architecture));
  return (receipt?.answer as { readonly reason: string } | undefined)?.reason;
}

import type { ArchitectureId, RunId } from "../base/ids.js";
import type { Archive } from "../records/archive.js";
import type { Change } from "../records/changes.js";

const idOf = (run: RunId, architecture: ArchitectureId): string => `runs/${run}/failed/${architecture}`;

/** Records that the evaluation of a network failed outside; the process that executes the run finds it. */
export function failureChange(run: RunId, architecture: ArchitectureId, reason: string): Change {
  const record = { id: idOf(run, architecture), fingerprint: "", answer: { reason } };
  return { type: "put", kind: "receipt", record };
}

/** The reason that was given for the failure of a network in a run; undefined if it was not reported as failed. */
export async function failureOf(
  archive: Pick<Archive, "get">,
  run: RunId,
  architecture: ArchitectureId,
): Promise<string | undefined> {
  const receipt = await archive.get("receipt", idOf(run, architecture));
  return (receipt?.answer as { readonly reason: string } | undefined)?.reason;
}

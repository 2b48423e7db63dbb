import type { SpaceId } from "../../base/ids.js";
import type { ClaimedNetwork, DeadLetter } from "../../runs/view/claims.js";
import type { ResolversParentTypes } from "../generated/types.js";
import { mapArchitecture } from "./nodes.js";

/** A network that a run waits for, in the schema's form. */
export function mapPending(
  { id, architecture, job }: ClaimedNetwork,
  space: SpaceId,
): ResolversParentTypes["PendingEvaluation"] {
  const state = job?.state;
  return {
    architecture: mapArchitecture({ id, architecture, space }),
    worker: state?.kind === "claimed" ? state.worker : null,
    leaseUntil: state?.kind === "claimed" ? state.leaseUntil : null,
    retryAt: state?.kind === "waiting" && job?.past.at(-1)?.outcome === "failed" ? state.notBefore : null,
    pastClaims: job?.past ?? [],
  };
}

/** An evaluation that was given up, in the schema's form. */
export const mapDeadLetter = (
  { id, architecture, job }: DeadLetter,
  space: SpaceId,
): ResolversParentTypes["DeadLetter"] => ({
  architecture: mapArchitecture({ id, architecture, space }),
  reason: job.state.reason,
  at: job.state.at,
  pastClaims: job.past,
});

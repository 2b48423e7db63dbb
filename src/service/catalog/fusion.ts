import { NotFound } from "../../base/errors.js";
import type { SpaceId } from "../../base/ids.js";
import { fusionOperatorCosts } from "../../hardware/fusion-operators.js";
import type { OperatorCost } from "../../hardware/types.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import type { Architecture } from "../../space/types.js";
import type { Archive } from "../ports.js";
import { requireTaskOnDevice, type TaskOnDevice } from "./lookup.js";

/** What training the fusion network of an architecture needs to know; genes of tier 2 may be open. */
export interface FusionPlan {
  readonly space: SpaceId;
  readonly architecture: Architecture;
  /** Latency [ms] and energy [mJ] of each fusion operator on the device. */
  readonly operatorCosts: Readonly<Record<string, OperatorCost>>;
}

export async function planFusion(
  archive: Archive,
  input: { readonly task: string; readonly device: string; readonly architecture: unknown },
): Promise<FusionPlan> {
  const found = await requireTaskOnDevice(archive, input.task, input.device);
  const { space } = found;
  const architecture = toArchitecture(space, parseArchitecture(space, input.architecture));
  return { space: space.spec.id, architecture, operatorCosts: requireOperatorCosts(found) };
}

/** Throws `NotFound` where the device has no operator profile, `MissingProfileEntries` where it lacks fusion operators. */
export function requireOperatorCosts({ device, space, profiles }: Omit<TaskOnDevice, "task">) {
  if (profiles.length > 0) return fusionOperatorCosts(profiles, device.id);
  const id = `${device.id}/${space.spec.id}`;
  throw new NotFound("operator profile", id, "device", "import one with `device import-profile`");
}

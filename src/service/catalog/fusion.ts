import { InvalidInput, NotFound } from "../../base/errors.js";
import type { SpaceId } from "../../base/ids.js";
import { fusionOperatorCosts } from "../../hardware/fusion-operators.js";
import type { OperatorCost } from "../../hardware/types.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import { type Architecture, type Genotype, OPEN } from "../../space/types.js";
import type { Archive } from "../ports.js";
import { requireTaskOnDevice, type TaskOnDevice } from "./lookup.js";

/** What training the fusion network of an architecture needs to know; all genes of tier 2 are given, or all are open. */
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
  const genotype = parseArchitecture(space, input.architecture);
  requireAllOrNone(space, genotype);
  const architecture = toArchitecture(space, genotype);
  return { space: space.spec.id, architecture, operatorCosts: requireOperatorCosts(found) };
}

/** Tier 2 searches the fusion as a whole: it would decide anew what is given of it. */
function requireAllOrNone(space: Space, genotype: Genotype): void {
  const open = genotype.indexOf(OPEN);
  const given = space.genes.find(({ tier }, p) => tier === 2 && genotype[p] < space.genes[p].choices.length);
  if (open === -1 || given === undefined) return;
  const { name } = space.genes[open];
  throw new InvalidInput(
    `architecture.${name}`,
    `gene "${name}" is missing, but "${given.name}" is given: the genes of the fusion that a search decides are given all or none`,
  );
}

/** Throws `NotFound` where the device has no operator profile, `MissingProfileEntries` where it lacks fusion operators. */
export function requireOperatorCosts({ device, space, profiles }: Omit<TaskOnDevice, "task">) {
  if (profiles.length > 0) return fusionOperatorCosts(profiles, device.id);
  const id = `${device.id}/${space.spec.id}`;
  throw new NotFound("operator profile", id, "device", "import one with `device import-profile`");
}

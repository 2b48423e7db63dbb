import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { SpaceId } from "../../base/ids.js";
import type { ScoreId } from "../../base/metric.js";
import { requireOperatorCosts } from "../../hardware/fusion-operators.js";
import type { OperatorCost } from "../../hardware/types.js";
import { genesOf } from "../../projections/named.js";
import type { Projections } from "../../projections/projections.js";
import { parseArchitecture, toArchitecture } from "../../space/architecture.js";
import { type Composition, ownComposition } from "../../space/network/backbone.js";
import type { Space } from "../../space/space.js";
import { type Architecture, type Genotype, OPEN } from "../../space/types.js";

/** What is needed to train the fusion network of an architecture. The genes of tier 2 are all given or all open. */
export interface FusionPlan {
  readonly space: SpaceId;
  /** What the networks of the space consist of, where it is a user's own. */
  readonly composition?: Composition;
  /** The score that the task declares. */
  readonly score?: ScoreId;
  readonly architecture: Architecture;
  /** Latency [ms] and energy [mJ] of each fusion operator on the device. */
  readonly operatorCosts: Readonly<Record<string, OperatorCost>>;
}

/**
 * Checks an architecture whose fusion network is to be trained. Throws a `HarmonicError` where some genes of tier 2 are
 * given and others are open, or where the device's operator profile lacks a fusion operator.
 */
export async function planFusion(
  { archive, catalog }: Pick<Projections, "archive" | "catalog">,
  input: { readonly task: string; readonly device: string; readonly architecture: unknown },
): Promise<FusionPlan> {
  const { task, device, space, profiles } = await catalog.taskOnDevice(input.task, input.device);
  const genes = await genesOf(archive, space, input.architecture, "architecture");
  const genotype = parseArchitecture(space, genes);
  requireAllOrNone(space, genotype);
  const architecture = toArchitecture(space, genotype);
  return {
    space: space.spec.id,
    ...ownComposition(space.spec),
    ...defined({ score: task.score }),
    architecture,
    operatorCosts: requireOperatorCosts(device.id, space, profiles),
  };
}

/** Refuses a fusion that is only partly given: tier 2 searches it as a whole and would ignore the given part. */
function requireAllOrNone(space: Space, genotype: Genotype): void {
  const open = genotype.indexOf(OPEN);
  const given = space.genes.find(({ tier }, p) => tier === 2 && genotype[p] < space.genes[p].choices.length);
  if (open === -1 || given === undefined) return;
  const { name } = space.genes[open];
  throw new InvalidInput(
    `architecture.${name}`,
    `gene "${name}" is missing, but "${given.name}" is given: ` +
      "the genes of the fusion that a search decides are given all or none",
  );
}

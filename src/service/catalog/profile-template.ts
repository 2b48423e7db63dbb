import type { SpaceId } from "../../base/ids.js";
import { type CostParts, costParts, profileKeys } from "../../hardware/profile-keys.js";
import type { Projections } from "../../projections/projections.js";
import type { Choice } from "../../space/types.js";

/** What a profile has to say so that each architecture of a search space has a cost. */
export interface ProfileTemplate {
  readonly space: SpaceId;
  /** Whether the cost model sums the costs of layers, or of choices of genes. */
  readonly parts: CostParts;
  /** Every key that a profile needs. */
  readonly keys: readonly string[];
  /** Every gene and choice, in the order of `keys`, where the parts are choices; else empty. */
  readonly choices: readonly { readonly gene: string; readonly choice: Choice }[];
}

/** Returns the template of a search space. Throws `NotFound` on `space`. */
export async function profileTemplate(
  { catalog }: Pick<Projections, "catalog">,
  id: string,
): Promise<ProfileTemplate> {
  const space = await catalog.space(id);
  const parts = costParts(space);
  const all = () =>
    space.genes.flatMap(({ name: gene, choices }) => choices.map((choice) => ({ gene, choice })));
  return {
    space: space.spec.id,
    parts,
    keys: profileKeys(space),
    choices: parts === "choices" ? all() : [],
  };
}

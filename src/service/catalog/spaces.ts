import { isDeepStrictEqual } from "node:util";
import { onceMore } from "../../base/async/once-more.js";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import { requireId } from "../../base/validate.js";
import type { Projections } from "../../projections/projections.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { largest, smallest } from "../../space/extremes.js";
import { complexityOf } from "../../space/network/complexity.js";
import type { Complexity } from "../../space/network/layer-complexity.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import { cardinality } from "../../space/sampling/cardinality.js";
import type { SearchSpace } from "../../space/types.js";

/** A search space and the numbers that follow from its definition. */
export interface SpaceReport {
  readonly space: SearchSpace;
  /** Exact number of architectures. */
  readonly cardinality: bigint;
  /** Exact number of architectures without the genes that the fusion search (tier 2) decides. */
  readonly partialCardinality: bigint;
  /**
   * Multiply-accumulate operations and parameters of the smallest and the largest network; absent where the layers of
   * the space's networks are not known.
   */
  readonly size?: { readonly smallest: Complexity; readonly largest: Complexity };
}

/** The report on a search space. Throws `NotFound` on `searchSpace`. */
export async function describeSpace(
  { catalog }: Pick<Projections, "catalog">,
  id: string,
): Promise<SpaceReport> {
  const space = await catalog.space(id, "searchSpace");
  const ends = [smallest(space), largest(space)].map((network) => complexityOf(space, network));
  const [least, most] = ends;
  return {
    space: space.spec,
    cardinality: cardinality(space),
    partialCardinality: cardinality(space, { partial: true }),
    ...defined({ size: least && most && { smallest: least, largest: most } }),
  };
}

/**
 * Stores a search space. The same content again changes nothing; other content under a known id throws `Conflict` on
 * `id`.
 */
export async function registerSearchSpace(
  { archive }: Pick<Projections, "archive">,
  file: unknown,
): Promise<{ readonly space: SearchSpace; readonly created: boolean }> {
  const space = parseSpace(file);
  requireId(space.id, "id");
  return onceMore(async () => {
    const known = builtInSpace(space.id) ?? (await archive.get("space", space.id));
    if (known === undefined) {
      await archive.commit([{ type: "insert", kind: "space", record: space }]);
      return { space, created: true };
    }
    if (isDeepStrictEqual(plain(known), plain(space))) return { space: known, created: false };
    throw new Conflict(
      "id",
      `search space "${space.id}" exists with other genes; architectures refer to it, so choose a new id`,
    );
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

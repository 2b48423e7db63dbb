import { isDeepStrictEqual } from "node:util";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import { requireId } from "../../base/validate.js";
import type { Projections } from "../../projections/projections.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { largest, smallest } from "../../space/extremes.js";
import { complexityOf } from "../../space/network/complexity.js";
import type { Complexity } from "../../space/network/layer-complexity.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import { cardinality } from "../../space/sampling/cardinality.js";
import type { SearchSpace } from "../../space/types.js";

/** A search space and what follows from it. */
export interface SpaceReport {
  readonly space: SearchSpace;
  /** How many architectures it has, exactly; and how many without what the fusion search decides. */
  readonly cardinality: bigint;
  readonly partialCardinality: bigint;
  /** Multiply-accumulates and parameters of its smallest and its largest network; absent where its networks are not known. */
  readonly size?: { readonly smallest: Complexity; readonly largest: Complexity };
}

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

/** Stores a space file; the same content again changes nothing, other content under a known id is a `Conflict`. */
export async function registerSearchSpace(
  { archive }: Pick<Projections, "archive">,
  file: unknown,
): Promise<{ readonly space: SearchSpace; readonly created: boolean }> {
  const space = parseSpace(file);
  requireId(space.id, "id");
  cardinality(compileSpace(space));
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
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

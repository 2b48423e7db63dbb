import { isDeepStrictEqual } from "node:util";
import { Conflict } from "../../base/errors.js";
import { requireId } from "../../base/validate.js";
import type { Projections } from "../../projections/projections.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import { cardinality } from "../../space/sampling/cardinality.js";
import type { SearchSpace } from "../../space/types.js";

/** A search space with the exact number of its architectures, with and without what the fusion search decides. */
export async function describeSpace({ catalog }: Pick<Projections, "catalog">, id: string) {
  const space = await catalog.space(id, "searchSpace");
  return {
    space: space.spec,
    cardinality: cardinality(space),
    partialCardinality: cardinality(space, { partial: true }),
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

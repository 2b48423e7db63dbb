import { InvalidInput, NotFound } from "../base/errors.js";
import { architectureIdOf } from "../base/ids.js";
import type { Remedy } from "../base/remedy.js";
import type { ArchitectureRecord } from "../records/architecture.js";
import type { Archive, NamedKind } from "../records/archive.js";
import type { Space } from "../space/space.js";

/** The number of characters that the beginning of a key must have to stand for the key. */
export const LEAST_PREFIX = 6;
/** The number of candidates that a message lists. */
const SHOWN = 4;

const PLACES: Readonly<Record<NamedKind, string>> = {
  architecture: "the archive knows the architectures that were measured, evaluated or handed out by a search",
  run: "the archive has no search run of that key",
  measurement: "the archive has no measurement of that key",
};

type Known = Pick<Archive, "idsWithPrefix" | "listRuns">;

/**
 * Returns the key of the architecture, run or measurement that a user named by its key or by a beginning of the key, of
 * at least 6 characters, that only one key has.
 * @throws NotFound on `field` if there is none, and InvalidInput on `field` if there are several; both messages list
 * candidates
 */
export async function resolveKey(
  archive: Known,
  kind: NamedKind,
  named: string,
  field: string,
): Promise<string> {
  const found = await archive.idsWithPrefix(kind, named, SHOWN + 1);
  if (found[0] === named && named !== "") return named;
  if (named.length < LEAST_PREFIX) {
    throw new NotFound(
      kind,
      named,
      field,
      `give its key, or at least the first ${LEAST_PREFIX} characters of the key`,
    );
  }
  if (found.length === 1) return found[0];
  if (found.length === 0) {
    throw new NotFound(kind, named, field, await hintFor(archive, kind, named), remedyFor(kind));
  }
  throw new InvalidInput(
    field,
    `${kind} "${named}" is ambiguous: the keys ${listed(found)} begin with it; give more characters`,
  );
}

const remedyFor = (kind: NamedKind): Remedy | undefined =>
  kind === "run" ? { kind: "listRuns" } : undefined;

async function hintFor(archive: Known, kind: NamedKind, named: string): Promise<string> {
  if (kind === "run") {
    const runs = (await archive.listRuns({ limit: SHOWN + 1 })).map(({ id }) => id);
    return runs.length === 0 ? "the archive has no search runs" : `the newest runs are ${listed(runs)}`;
  }
  const alike = await archive.idsWithPrefix(kind, named.slice(0, LEAST_PREFIX), SHOWN + 1);
  return alike.length === 0 ? PLACES[kind] : `did you mean ${listed(alike)}?`;
}

/** Some of the ids for a message: the first few, and whether there are more. */
export const listed = (ids: readonly string[]): string =>
  ids.length <= SHOWN ? ids.join(", ") : `${ids.slice(0, SHOWN).join(", ")} and more`;

/**
 * Returns the archived architecture that a user named by its key or a unique beginning of it.
 * @throws NotFound and InvalidInput on `field`, as `resolveKey` does
 */
export async function namedArchitecture(
  archive: Known & Pick<Archive, "architecture">,
  named: string,
  field: string,
): Promise<ArchitectureRecord> {
  const exact = await archive.architecture(architectureIdOf(named));
  if (exact !== undefined) return exact;
  const key = await resolveKey(archive, "architecture", named, field);
  const record = await archive.architecture(architectureIdOf(key));
  if (record === undefined) throw new NotFound("architecture", named, field, PLACES.architecture);
  return record;
}

/**
 * Returns the genes of an architecture as a user wrote it: text names an architecture of the archive; anything else is
 * returned as it is, for `parseArchitecture` to check.
 * @throws NotFound on `field`, and InvalidInput on `field` if the name is ambiguous or belongs to another space
 */
export async function genesOf(
  archive: Known & Pick<Archive, "architecture">,
  space: Space,
  value: unknown,
  field: string,
): Promise<unknown> {
  if (typeof value !== "string") return value;
  const record = await namedArchitecture(archive, value, field);
  if (record.space === space.spec.id) return record.architecture;
  throw new InvalidInput(
    field,
    `${field} names the architecture ${record.id} of search space "${record.space}", not of "${space.spec.id}"`,
  );
}

import type { Clock } from "../../base/clock.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";

/** What the keys of kept searches begin with. */
const PREFIX = "estimated/";
/** Kept searches at most: some 24 kB each in a large space, 5 MB in all. */
export const MOST_KEPT = 200;
/** Time after which a search that nobody asked for is no longer kept [ms]: 90 days. */
export const LONGEST_UNUSED_MS = 90 * 86_400_000;
/** Time within which a second use is not written down [ms]: a minute. */
const SAME_USE_MS = 60_000;
/** The record of when each was last used [ms since 1970]. It only decides what is removed first. */
const USES = "estimated-uses";

type Uses = Readonly<Record<string, number>>;

/** Where the results of searches over predictors are kept, and the clock. */
export interface KeptSearches {
  readonly archive: Archive;
  readonly clock: Clock;
}

/** Returns the result that is kept under a key, and notes that it was used; undefined if there is none. */
export async function keptResult(kept: KeptSearches, key: string): Promise<Uint8Array | undefined> {
  const bytes = await kept.archive.blob(PREFIX + key);
  if (bytes === undefined) return undefined;
  const uses = await usesOf(kept.archive);
  const now = kept.clock();
  if (now - (uses[key] ?? Number.NEGATIVE_INFINITY) > SAME_USE_MS) {
    // A use that cannot be noted now is noted the next time.
    await kept.archive.commit([noted({ ...uses, [key]: now })]).catch(() => undefined);
  }
  return bytes;
}

/**
 * Keeps a result, and removes what nobody asked for in `LONGEST_UNUSED_MS` and, beyond `MOST_KEPT`, what was unused
 * for longest. What is removed is computed again when it is asked for.
 */
export async function keepResult(kept: KeptSearches, key: string, bytes: Uint8Array): Promise<void> {
  const { archive, clock } = kept;
  const now = clock();
  const known = await usesOf(archive);
  const all = (await archive.blobKeys(PREFIX)).map((full) => full.slice(PREFIX.length));
  const uses = new Map(all.map((one) => [one, known[one] ?? 0]));
  uses.set(key, now);
  const byUse = [...uses].sort(([, a], [, b]) => b - a);
  const isKept = ([, used]: readonly [string, number], rank: number) =>
    rank < MOST_KEPT && (used === 0 || now - used <= LONGEST_UNUSED_MS);
  const removed = byUse.filter((entry, rank) => !isKept(entry, rank));
  await archive.commit([
    { type: "blob", key: PREFIX + key, bytes },
    ...removed.map(([one]): Change => ({ type: "deleteBlob", key: PREFIX + one })),
    noted(Object.fromEntries(byUse.filter(isKept).map(([one, used]) => [one, used === 0 ? now : used]))),
  ]);
}

const noted = (answer: Uses): Change => ({
  type: "put",
  kind: "receipt",
  record: { id: USES, fingerprint: "", answer },
});

async function usesOf(archive: Archive): Promise<Uses> {
  return ((await archive.get("receipt", USES))?.answer ?? {}) as Uses;
}

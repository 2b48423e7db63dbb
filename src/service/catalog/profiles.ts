import { onceMore } from "../../base/async/once-more.js";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type DeviceId, deviceId } from "../../base/ids.js";
import { requireId, requireText } from "../../base/validate.js";
import { asDeclared } from "../../hardware/choice-keys.js";
import { namedDevice } from "../../hardware/named-device.js";
import { parseProfile } from "../../hardware/profile.js";
import type { OperatorCost, OperatorProfile } from "../../hardware/types.js";
import type { Projections } from "../../projections/projections.js";
import type { Change } from "../../records/changes.js";
import type { Space } from "../../space/space.js";
import { type Coverage, coverageOf, readNowhere, requireUsable } from "./profile-coverage.js";

/** Operator profiles to import, unchecked. */
export interface ImportOperatorProfile {
  readonly device: string;
  /** Search spaces that the profile serves; absent: every space. */
  readonly spaces?: readonly string[];
  /**
   * Contents of profile files in the reference format, or cost tables of choices (CSV text, or lists); later ones
   * replace equal keys of earlier ones.
   */
  readonly content: readonly unknown[];
  /** Origin of the values, in words. */
  readonly source?: string;
}

/** What an import of operator profiles did. */
export interface ProfileReport {
  readonly device: DeviceId;
  /** The number of entries given. */
  readonly entries: number;
  /** How many entries are new or have another value than before, added up over the spaces. */
  readonly changed: number;
  /** Per named space, what the cost model now has and lacks; empty if no space was named. */
  readonly coverage: readonly Coverage[];
  /** Sentences about entries that serve no search space, and about an import without energies. */
  readonly notes: readonly string[];
}

type Stores = Pick<Projections, "archive" | "catalog">;
type Entries = Readonly<Record<string, OperatorCost>>;

/**
 * Merges operator profiles into the device's profile of each named space or, if none is named, into the one that serves
 * every space. New values replace old ones of the same key. Everything is checked before anything is stored, also
 * whether the cost model can use the keys; an unknown device is created.
 */
export function importOperatorProfile(stores: Stores, input: ImportOperatorProfile): Promise<ProfileReport> {
  return onceMore(() => mergeProfile(stores, input));
}

/**
 * Says what `importOperatorProfile` would store. It changes nothing, and throws what `importOperatorProfile` would
 * throw.
 */
export const previewOperatorProfile = async (
  stores: Stores,
  input: ImportOperatorProfile,
): Promise<ProfileReport> => (await planProfile(stores, input)).report;

async function mergeProfile(stores: Stores, input: ImportOperatorProfile): Promise<ProfileReport> {
  const { changes, report } = await planProfile(stores, input);
  if (changes.length > 0) await stores.archive.commit(changes);
  return report;
}

async function planProfile(
  { archive, catalog }: Stores,
  input: ImportOperatorProfile,
): Promise<{ readonly changes: readonly Change[]; readonly report: ProfileReport }> {
  const device = deviceId(requireId(input.device, "device"));
  const source = requireText(input.source ?? "", "source", 1000);
  if (input.spaces?.length === 0) {
    throw new InvalidInput(
      "spaces",
      "spaces must not be empty; leave it out for a profile that serves every space",
    );
  }
  if (input.content.length === 0) throw new InvalidInput("content", "content must not be empty");
  const entries: Record<string, OperatorCost> = {};
  input.content.forEach((content, i) => {
    Object.assign(entries, parseProfile(content, input.content.length === 1 ? "content" : `content[${i}]`));
  });
  const named = [...new Set(input.spaces)];
  const spaces = await Promise.all(named.map((space) => catalog.space(space, "spaces")));
  requireUsable(entries, spaces);
  const changes: Change[] = [];
  if ((await archive.get("device", device)) === undefined) {
    changes.push({ type: "insert", kind: "device", record: namedDevice(device) });
  }
  const general = await archive.get("profile", device);
  const coverage: Coverage[] = [];
  let changed = 0;
  for (const space of input.spaces === undefined ? [undefined] : spaces) {
    const own = space === undefined ? entries : declared(space, entries);
    const merged = await mergedProfile({ archive }, device, space, own, source);
    changed += merged.changed;
    if (merged.changed > 0) changes.push(merged.change);
    if (space !== undefined)
      coverage.push(coverageOf(space, own, [...(general ? [general] : []), merged.record]));
  }
  const nowhere = readNowhere(entries, await allSpaces(catalog));
  const notes = [
    ...(nowhere === undefined ? [] : [nowhere]),
    ...(Object.values(entries).every(({ energy }) => energy === undefined)
      ? ["the import has no energy [mJ]: it gives networks a latency only"]
      : []),
  ];
  return { changes, report: { device, entries: Object.keys(entries).length, changed, coverage, notes } };
}

const allSpaces = async (catalog: Stores["catalog"]): Promise<readonly Space[]> =>
  Promise.all((await catalog.spaces()).map(({ id }) => catalog.space(id)));

/** Returns the entries with keys as the space writes them. */
const declared = (space: Space, entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([key, cost]) => [asDeclared(space, key), cost]));

async function mergedProfile(
  { archive }: Pick<Stores, "archive">,
  device: DeviceId,
  space: Space | undefined,
  entries: Entries,
  source: string,
): Promise<{
  readonly record: OperatorProfile & { readonly id: string };
  readonly changed: number;
  /** Stores the record, unless another import has changed what it was merged with. */
  readonly change: Change;
}> {
  const id = space === undefined ? device : `${device}/${space.spec.id}`;
  const known = await archive.get("profile", id);
  const old: Entries = known?.entries ?? {};
  // An import without energies brings no news of them.
  const kept = Object.fromEntries(
    Object.entries(entries).map(([key, cost]) => [
      key,
      { ...defined({ energy: old[key]?.energy }), ...cost },
    ]),
  );
  const changed = Object.entries(kept).filter(
    ([key, cost]) => old[key]?.latency !== cost.latency || old[key]?.energy !== cost.energy,
  ).length;
  const record = {
    id,
    device,
    ...defined({ spaces: space && [space.spec.id] }),
    source: source || (known?.source ?? ""),
    entries: { ...old, ...kept },
  };
  const change: Change =
    known === undefined
      ? { type: "insert", kind: "profile", record }
      : { type: "replace", kind: "profile", record, was: known };
  return { record, changed, change };
}

import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type DeviceId, deviceId } from "../../base/ids.js";
import { requireId, requireText } from "../../base/validate.js";
import { namedDevice } from "../../hardware/named-device.js";
import { parseProfile } from "../../hardware/profile.js";
import type { OperatorCost, OperatorProfile } from "../../hardware/types.js";
import type { Projections } from "../../projections/projections.js";
import type { Change } from "../../records/changes.js";

export interface ImportOperatorProfile {
  readonly device: string;
  readonly spaces?: readonly string[];
  readonly content: readonly unknown[];
  readonly source?: string;
}

type Stores = Pick<Projections, "archive" | "catalog">;

/**
 * Merges profiles in the reference format into the device's profile of each named space (none named: the one that serves
 * every space). New values replace old ones of the same key; all files are checked before anything is stored.
 */
export async function importOperatorProfile({ archive, catalog }: Stores, input: ImportOperatorProfile) {
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
  for (const space of input.spaces ?? []) await catalog.space(space, "spaces");
  const changes: Change[] = [];
  if ((await archive.get("device", device)) === undefined) {
    changes.push({ type: "insert", kind: "device", record: namedDevice(device) });
  }
  let changed = 0;
  for (const space of input.spaces ?? [undefined]) {
    const merged = await mergedProfile({ archive, catalog }, device, space, entries, source);
    changed += merged.changed;
    if (merged.changed > 0) changes.push({ type: "put", kind: "profile", record: merged.record });
  }
  if (changes.length > 0) await archive.commit(changes);
  return { device, entries: Object.keys(entries).length, changed };
}

async function mergedProfile(
  { archive, catalog }: Stores,
  device: DeviceId,
  space: string | undefined,
  entries: Readonly<Record<string, OperatorCost>>,
  source: string,
): Promise<{ readonly record: OperatorProfile & { readonly id: string }; readonly changed: number }> {
  const id = space === undefined ? device : `${device}/${space}`;
  const known = await archive.get("profile", id);
  const old: Readonly<Record<string, OperatorCost>> = known?.entries ?? {};
  const changed = Object.entries(entries).filter(
    ([key, cost]) => old[key]?.latency !== cost.latency || old[key]?.energy !== cost.energy,
  ).length;
  const spaces = space === undefined ? undefined : [(await catalog.space(space, "spaces")).spec.id];
  const record = {
    id,
    device,
    ...defined({ spaces }),
    source: source || (known?.source ?? ""),
    entries: { ...old, ...entries },
  };
  return { record, changed };
}

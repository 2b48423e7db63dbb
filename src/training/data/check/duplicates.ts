import { createHash } from "node:crypto";
import type { DuplicateGroup } from "../../../cli/dataset-tools.js";
import { SPLITS } from "../dataset.js";
import { type Fingerprint, fingerprint, nearDuplicateGroups } from "../near-duplicates.js";
import { planesOf } from "../shape.js";
import { type ExampleRows, forEachRow } from "./rows.js";

/** What one modality's rows are compared by. */
interface Compared {
  /** Split and name of each example, in the order of the splits. */
  readonly members: DuplicateGroup["members"][number][];
  readonly hashes: string[];
  /** Of pictures only. */
  readonly prints: Fingerprint[];
}

/**
 * Finds examples whose values of a modality are equal, and pictures that look nearly the same. Groups within one split
 * are counted only; those across splits are listed. Values that are all the same (a blank picture, silence, an empty
 * text) do not make duplicates.
 */
export function duplicatesOf(examples: ExampleRows): {
  readonly within: Readonly<Record<string, number>>;
  readonly across: readonly DuplicateGroup[];
} {
  const within: Record<string, number> = {};
  const across: DuplicateGroup[] = [];
  for (const modality of Object.keys(examples.dataset.modalities)) {
    const compared = comparedRows(examples, modality);
    const equal = groupsBy(compared.hashes);
    const found = (kind: DuplicateGroup["kind"], groups: readonly (readonly number[])[]): number => {
      const shared = groups.filter((group) => splitsOf(compared, group).size > 1);
      across.push(
        ...shared.map((group) => ({ modality, kind, members: group.map((i) => compared.members[i]) })),
      );
      return groups.length - shared.length;
    };
    within[modality] = found("equal", equal);
    if (compared.prints.length === 0) continue;
    const near = groupsBy(nearDuplicateGroups(compared.prints));
    found(
      "near",
      near.filter((group) => new Set(group.map((i) => compared.hashes[i])).size > 1),
    );
  }
  return { within, across };
}

function comparedRows(examples: ExampleRows, modality: string): Compared {
  const { modalities, splits } = examples.dataset;
  const compared: Compared = { members: [], hashes: [], prints: [] };
  const isPicture = modality === "image" && examples.areRaw;
  for (const split of SPLITS)
    forEachRow(examples, split, modality, (values, row) => {
      if (values.every((value) => value === values[0])) return;
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      compared.members.push({ split, key: splits[split].keys[row] });
      compared.hashes.push(createHash("sha256").update(bytes).digest("base64"));
      if (isPicture) compared.prints.push(printOf(values, modalities[modality]));
    });
  return compared;
}

function printOf(values: Float32Array, shape: readonly number[]): Fingerprint {
  const [channels, height, width] = planesOf(shape);
  return fingerprint({ width, height, channels }, (x, y, c) => 255 * values[(c * height + y) * width + x]);
}

/** The positions of equal keys, of those that occur more than once. */
function groupsBy(keys: readonly (string | number)[]): readonly (readonly number[])[] {
  const groups = new Map<string | number, number[]>();
  keys.forEach((key, i) => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

const splitsOf = ({ members }: Compared, group: readonly number[]): ReadonlySet<string> =>
  new Set(group.map((i) => members[i].split));

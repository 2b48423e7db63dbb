import { defined, optional } from "../src/base/defined.js";
import { deviceId, spaceId } from "../src/base/ids.js";
import { millijoules, milliseconds } from "../src/base/units.js";
import type { OperatorCost, OperatorProfile } from "../src/hardware/types.js";

type Cell = string | number;

/** Operators whose keys follow one template, e.g. `LinearLayer-input:{in}-in_ch:{in}-out_ch:{out}`: a row per operator. */
export interface OperatorGroup {
  readonly key: string;
  /** Names of the template's places, then "ms" and "mJ". */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** An operator profile as it ships: what the keys repeat is said once. `spaces` absent: it serves every space. */
export interface CompactProfile {
  readonly device: string;
  readonly spaces?: readonly string[];
  readonly source: string;
  readonly operators: readonly OperatorGroup[];
}

export function expandProfile({ device, spaces, source, operators }: CompactProfile): OperatorProfile {
  const entries: Record<string, OperatorCost> = {};
  for (const { key, columns, rows } of operators) {
    for (const row of rows) {
      const [latency, energy] = row.slice(-2).map(Number);
      entries[fillTemplate(key, columns, row)] = {
        latency: milliseconds(latency),
        energy: millijoules(energy),
      };
    }
  }
  return {
    device: deviceId(device),
    ...defined({ spaces: optional(spaces, (spaces) => spaces.map(spaceId)) }),
    source,
    entries,
  };
}

/** The template with each `{name}` replaced by the row's value in the column of that name. */
export const fillTemplate = (template: string, columns: readonly string[], row: readonly Cell[]): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(row[columns.indexOf(name)]));

/** The template's places, each once, in order. */
export const placesOf = (template: string): string[] => [
  ...new Set(Array.from(template.matchAll(/\{(\w+)\}/g), ([, name]) => name)),
];

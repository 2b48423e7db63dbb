import type { Networks } from "../../api/columns.js";
import { PLAIN, SELECTED } from "../model.js";

/** Which networks the table lists. */
export type Listed = "front" | "selected" | "all";

/** A condition on a metric, as a filter has it. */
interface Condition {
  readonly metric: string;
  readonly holds: (value: number) => boolean;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
};

/**
 * Tells whether a network passes a filter: words that are conditions, such as `latency<5`, must all hold; any other
 * word must be a beginning of its key.
 */
export function filterOf(networks: Networks, text: string): (row: number) => boolean {
  const conditions: Condition[] = [];
  const beginnings: string[] = [];
  for (const word of text
    .trim()
    .toLowerCase()
    .replace(/\s*([<>]=?|=)\s*/g, "$1")
    .split(/\s+/)
    .filter(Boolean)) {
    const match = /^([a-z_]\w*)([<>]=?|=)(-?[\d.]+(?:e-?\d+)?)$/.exec(word);
    if (match === null) beginnings.push(word);
    else conditions.push({ metric: match[1], holds: (value) => COMPARE[match[2]](value, Number(match[3])) });
  }
  return (row) =>
    conditions.every(({ metric, holds }) => holds(networks.columns.get(metric)?.values[row] ?? Number.NaN)) &&
    (beginnings.length === 0 || beginnings.some((one) => networks.key(row).startsWith(one)));
}

/** The networks that a table lists, in its order; unknown values come last. */
export function rowsOf(
  networks: Networks,
  states: Uint8Array,
  {
    listed,
    filter,
    sort,
    isDescending,
  }: {
    readonly listed: Listed;
    readonly filter: string;
    readonly sort: string;
    readonly isDescending: boolean;
  },
): Uint32Array {
  const passes = filterOf(networks, filter);
  const rows: number[] = [];
  for (let row = 0; row < networks.count; row++) {
    const isListed =
      listed === "all" ||
      (listed === "front" ? networks.front[row] > 0 && states[row] >= PLAIN : states[row] === SELECTED);
    if (isListed && passes(row)) rows.push(row);
  }
  const values = networks.columns.get(sort)?.values;
  const sorted = Uint32Array.from(rows);
  if (values === undefined) return sorted;
  const sign = isDescending ? -1 : 1;
  return sorted.sort((a, b) => {
    const [x, y] = [values[a], values[b]];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

import { correlation } from "../ranking.js";
import type { Parts, Widths } from "./columns.js";

/**
 * A candidate for the column that a device's log cost follows with a slope of about 1: a source, the mean of sources
 * that resemble each other, a quantity of the workload, or the sum of two quantities, because a cost is a sum of parts.
 */
export interface MainColumn {
  /** The sources whose mean it is; empty for a quantity of the workload. */
  readonly sources: readonly number[];
  /** The quantities of the workload whose sum it is, each in units of its own typical value; empty for sources. */
  readonly workload: readonly number[];
  /** The logarithm of its prior probability, up to a constant. */
  readonly logPrior: number;
}

/** Prior probabilities of the kinds: groups of sources, single sources, quantities of the workload, pairs of them. */
const GROUPS = 0.5;
const SINGLES = 0.3;
const QUANTITIES = 0.1;
const PAIRS = 0.1;

/**
 * Lists the candidates. The groups of sources are the nodes of a tree in which the two most correlated groups (over
 * the training rows) are joined until one is left, which holds all sources.
 */
export function mainColumns(parts: Parts, sources: number, quantities: number): readonly MainColumn[] {
  const groups = joinedGroups(parts, sources);
  const pairs = Array.from({ length: quantities }, (_, a) =>
    Array.from({ length: a }, (_, b) => [b, a]),
  ).flat();
  const prior = (share: number, count: number): number => Math.log(share / count);
  return [
    ...groups.map((group) => ({
      sources: group,
      workload: [],
      logPrior: prior(GROUPS, groups.length),
    })),
    ...Array.from({ length: sources }, (_, source) => ({
      sources: [source],
      workload: [],
      logPrior: prior(SINGLES, sources),
    })),
    ...Array.from({ length: quantities }, (_, quantity) => ({
      sources: [],
      workload: [quantity],
      logPrior: prior(QUANTITIES, quantities),
    })),
    ...pairs.map((pair) => ({ sources: [], workload: pair, logPrior: prior(PAIRS, pairs.length) })),
  ];
}

/** Returns the values of a candidate, one per row. */
export function mainValues(main: MainColumn, parts: Parts, widths: Widths): Float64Array {
  const values = new Float64Array(parts.rows);
  for (let r = 0; r < parts.rows; r++) {
    if (main.workload.length > 0) {
      let sum = 0;
      for (const quantity of main.workload) sum += Math.exp(parts.workload[r * widths.workload + quantity]);
      values[r] = Math.log(sum / main.workload.length);
    }
    for (const source of main.sources) {
      values[r] += parts.sources[r * widths.sources + source] / main.sources.length;
    }
  }
  return values;
}

function joinedGroups(parts: Parts, sources: number): readonly (readonly number[])[] {
  let open: { readonly members: readonly number[]; readonly values: Float64Array }[] = [];
  for (let source = 0; source < sources; source++) {
    const values = Float64Array.from({ length: parts.rows }, (_, r) => parts.sources[r * sources + source]);
    open.push({ members: [source], values });
  }
  const joined: (readonly number[])[] = [];
  while (open.length > 1) {
    let best = [0, 1];
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 1; i < open.length; i++) {
      for (let j = 0; j < i; j++) {
        const alike = correlation(open[i].values, open[j].values);
        if (alike > most) [best, most] = [[j, i], alike];
      }
    }
    const [a, b] = best.map((i) => open[i]);
    const members = [...a.members, ...b.members].sort((x, y) => x - y);
    const share = a.members.length / members.length;
    const values = a.values.map((x, r) => share * x + (1 - share) * b.values[r]);
    open = [...open.filter((group) => group !== a && group !== b), { members, values }];
    joined.push(members);
  }
  return joined;
}

import type { Objective } from "../search/ports.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import { groupRows, meanOverRows } from "./group-rows.js";
import { LEAST_LATENCY } from "./least-latency.js";
import type { ReplayTable } from "./replay.js";

export interface FoldedTable {
  readonly candidates: readonly Genotype[];
  /** Per objective, the value of each candidate. */
  readonly values: readonly Float64Array[];
  /** Per cheap score, that of each candidate; NaN where it was not measured. */
  readonly scores: readonly Float64Array[];
  /** Genotype key of any row -> the candidate that stands for it. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly leftOut: number;
}

/**
 * The distinct networks of a table. Of rows with one representative only that row counts; of those left, rows of one
 * architecture id are one network with the mean of what was measured. Networks that lack an objective, or whose latency
 * is below 0.05 ms, are left out and counted. Candidates keep the order of the rows.
 */
export function foldTable(table: ReplayTable, objectives: readonly Objective[]): FoldedTable {
  const networks = groupRows(table);
  const means = table.values.map((column) => networks.rows.map((rows) => meanOverRows(column, rows)));
  const kept: number[] = [];
  const candidateOf = networks.rows.map((_, network) => {
    const isUsable = objectives.every(({ metric }, m) => {
      const value = means[m][network];
      return !Number.isNaN(value) && !(metric === "latency" && value < LEAST_LATENCY);
    });
    return isUsable ? kept.push(network) - 1 : -1;
  });
  const indexOf = new Map<string, number>();
  table.genotypes.forEach((genotype, row) => {
    const candidate = candidateOf[networks.networkOf[row]];
    const key = genotypeKey(genotype);
    if (candidate >= 0 && !indexOf.has(key)) indexOf.set(key, candidate);
  });
  return {
    candidates: kept.map((network) => table.genotypes[networks.rows[network][0]]),
    values: means.map((column) => Float64Array.from(kept, (network) => column[network])),
    scores: (table.scores ?? []).map((column) =>
      Float64Array.from(kept, (network) => meanOverRows(column, networks.rows[network])),
    ),
    indexOf,
    leftOut: networks.rows.length - kept.length,
  };
}

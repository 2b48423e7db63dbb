import type { Objective } from "../search/ports.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import { groupRows, meanOverRows } from "./group-rows.js";
import type { ReplayTable } from "./replay.js";

/** The distinct networks of a table that a search can replay. */
export interface FoldedTable {
  readonly candidates: readonly Genotype[];
  /** The value of each candidate, per objective. */
  readonly values: readonly Float64Array[];
  /** The value of each candidate, per cheap score; NaN where it was not measured. */
  readonly scores: readonly Float64Array[];
  /** Maps the genotype key of any row to the index of the candidate that stands for it. */
  readonly indexOf: ReadonlyMap<string, number>;
  /** The number of networks that were left out. */
  readonly leftOut: number;
}

/**
 * Reduces a table to its distinct networks (see `groupRows`); a network has the mean of what its rows measured.
 * Networks that lack an objective, or whose latency is below the table's `minLatency`, are left out and counted.
 * Candidates keep the order of the rows.
 */
export function foldTable(table: ReplayTable, objectives: readonly Objective[]): FoldedTable {
  const networks = groupRows(table);
  const { minLatency = 0 } = table;
  const means = table.values.map((column) => networks.rows.map((rows) => meanOverRows(column, rows)));
  const kept: number[] = [];
  const candidateOf = networks.rows.map((_, network) => {
    const isUsable = objectives.every(({ metric }, m) => {
      const value = means[m][network];
      return !Number.isNaN(value) && !(metric === "latency" && value < minLatency);
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

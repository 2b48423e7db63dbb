import type { Objective } from "../search/ports.js";
import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { ReplayTable } from "./replay.js";

/** Faster than this [ms] no network runs: the row measured nothing. */
const LEAST_LATENCY_MS = 0.05;

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
  const means = table.values.map((column) => networks.rows.map((rows) => meanOf(column, rows)));
  const kept: number[] = [];
  const candidateOf = networks.rows.map((_, network) => {
    const isUsable = objectives.every(({ metric }, m) => {
      const value = means[m][network];
      return !Number.isNaN(value) && !(metric === "latency" && value < LEAST_LATENCY_MS);
    });
    return isUsable ? kept.push(network) - 1 : -1;
  });
  const indexOf = new Map<string, number>();
  table.genotypes.forEach((genotype, row) => {
    const candidate = candidateOf[networks.of[row]];
    const key = genotypeKey(genotype);
    if (candidate >= 0 && !indexOf.has(key)) indexOf.set(key, candidate);
  });
  return {
    candidates: kept.map((network) => table.genotypes[networks.rows[network][0]]),
    values: means.map((column) => Float64Array.from(kept, (network) => column[network])),
    scores: (table.scores ?? []).map((column) =>
      Float64Array.from(kept, (network) => meanOf(column, networks.rows[network])),
    ),
    indexOf,
    leftOut: networks.rows.length - kept.length,
  };
}

/** Rows per network, and the network of each row. */
function groupRows(table: ReplayTable): { rows: number[][]; of: Int32Array } {
  const rows: number[][] = [];
  const networkOfId = new Map<string, number>();
  const of = new Int32Array(table.genotypes.length);
  for (let row = 0; row < of.length; row++) {
    const representative = table.representative?.[row] ?? row;
    if (representative !== row) {
      of[row] = of[representative];
      continue;
    }
    const network = networkOfId.get(table.ids[row]) ?? rows.push([]) - 1;
    networkOfId.set(table.ids[row], network);
    rows[network].push(row);
    of[row] = network;
  }
  return { rows, of };
}

function meanOf(column: Float64Array, rows: readonly number[]): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    if (Number.isNaN(column[row])) continue;
    sum += column[row];
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

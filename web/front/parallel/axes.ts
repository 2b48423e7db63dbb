import type { ParallelAxis } from "../../../charts/parallel.js";
import { domainOf, type ScaleKind } from "../../../charts/scale.js";
import type { GeneColumn, Genes, Networks } from "../../api/columns.js";
import { wordsOf } from "../../parts/metrics.js";
import { SCORE } from "../model.js";

/** An axis with the value of each network on it. */
export interface ValuedAxis extends ParallelAxis {
  readonly name: string;
  valueAt(row: number): number;
}

/** Codes above this one stand for no choice. */
const LAST_CHOICE = 253;

/** The axis of a metric or a gene of this name; undefined if there is none. */
export function axisOf(
  networks: Networks,
  genes: Genes,
  name: string,
  kind: ScaleKind,
  task?: string,
): ValuedAxis | undefined {
  const column = networks.columns.get(name);
  if (column !== undefined) {
    const { unit, isMaximised, values, metric } = column;
    const own = metric === SCORE ? "linear" : kind;
    return {
      ...{ name, title: wordsOf(metric, task), unit: unit === "fraction" ? "" : unit, kind: own },
      ...{ domain: domainOf(own, values, 0), isDown: !isMaximised },
      valueAt: (row) => values[row],
    };
  }
  const gene = genes.columns.get(name);
  if (gene === undefined) return undefined;
  const { choices, codes } = gene;
  return {
    ...{ name, title: name, unit: "gene", kind: "linear", choices },
    domain: choices.length > 1 ? [0, choices.length - 1] : [-1, 1],
    valueAt: (row) => (codes[row] > LAST_CHOICE ? Number.NaN : codes[row]),
  };
}

/**
 * The genes that tell most about the accuracy: those whose choices explain the largest fraction of its variance among
 * these networks (the correlation ratio), at most `count`. Genes that all networks share are left out.
 */
export function tellingGenes(networks: Networks, genes: Genes, count: number): readonly string[] {
  const score = networks.columns.get(SCORE)?.values;
  const columns = [...genes.columns.values()];
  const rated = columns.map((column) => [column.name, score === undefined ? 0 : explained(column, score)]);
  return (rated as [string, number][])
    .filter(([, fraction]) => fraction > 0)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name]) => name);
}

function explained({ codes }: GeneColumn, score: Float64Array): number {
  const [sums, counts] = [new Float64Array(256), new Float64Array(256)];
  let [sum, squares, count] = [0, 0, 0];
  for (let row = 0; row < codes.length; row++) {
    const value = score[row];
    if (Number.isNaN(value)) continue;
    sums[codes[row]] += value;
    counts[codes[row]]++;
    sum += value;
    squares += value * value;
    count++;
  }
  const total = squares - (sum * sum) / count;
  if (!(total > 0)) return 0;
  const between = sums.reduce((all, own, k) => (counts[k] === 0 ? all : all + (own * own) / counts[k]), 0);
  return (between - (sum * sum) / count) / total;
}

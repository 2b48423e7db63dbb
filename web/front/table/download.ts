import type { Networks } from "../../api/columns.js";
import { SCORE } from "../model.js";

const WORDS = ["", "measured", "summed", "predicted"] as const;
const FRONT = ["", "measured", "predicted", "both"] as const;
const SUFFIX: Readonly<Record<string, string>> = { ms: "_ms", mJ: "_mj", fraction: "" };

/**
 * The listed networks as CSV: a column per metric, with its unit, and per source. The accuracy has the name of the
 * task's score, such as `weighted_f1`.
 */
export function csvOf(networks: Networks, rows: Uint32Array, score: string): string {
  const columns = [...networks.columns.values()];
  const names = columns.flatMap(({ metric, unit }) => {
    const name = metric === SCORE ? score.toLowerCase().replaceAll(" ", "_") : metric;
    return [`${name}${SUFFIX[unit] ?? ""}`, `${name}_source`];
  });
  const lines = [`network,${names.join(",")},front`];
  for (const row of rows) {
    const cells = columns.flatMap(({ values, sources }) => [
      Number.isNaN(values[row]) ? "" : String(values[row]),
      WORDS[sources[row]],
    ]);
    lines.push(`${networks.key(row)},${cells.join(",")},${FRONT[networks.front[row]]}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The listed networks as JSON, which says by its name what score the accuracy is. */
export function jsonOf(networks: Networks, rows: Uint32Array, score: string): string {
  const columns = [...networks.columns.values()];
  const units = Object.fromEntries(columns.map(({ metric, unit }) => [metric, unit]));
  const listed = Array.from(rows, (row) => ({
    network: networks.key(row),
    front: FRONT[networks.front[row]] || null,
    ...Object.fromEntries(
      columns.map(({ metric, values, sources }) => [
        metric,
        sources[row] === 0 ? null : { value: values[row], source: WORDS[sources[row]] },
      ]),
    ),
  }));
  return JSON.stringify({ score, units, networks: listed }, null, 1);
}

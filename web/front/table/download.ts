import type { Networks } from "../../api/columns.js";

const WORDS = ["", "measured", "summed", "predicted"] as const;
const FRONT = ["", "measured", "predicted", "both"] as const;
const SUFFIX: Readonly<Record<string, string>> = { ms: "_ms", mJ: "_mj", fraction: "" };

/** The listed networks as CSV: a column per metric, with its unit, and per source. */
export function csvOf(networks: Networks, rows: Uint32Array): string {
  const columns = [...networks.columns.values()];
  const names = columns.flatMap(({ metric, unit }) => [`${metric}${SUFFIX[unit] ?? ""}`, `${metric}_source`]);
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

/** The listed networks as JSON. */
export function jsonOf(networks: Networks, rows: Uint32Array): string {
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
  return JSON.stringify({ units, networks: listed }, null, 1);
}

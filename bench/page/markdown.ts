import { readFileSync } from "node:fs";
import { resolve } from "node:path";

type Align = "left" | "right";

/** A Markdown table; `align` is that of all columns but the first, which is aligned left. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: Align = "right",
): string {
  const rule = head.map((_, column) => (column > 0 && align === "right" ? "---:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What a benchmark's command printed with `--json` or wrote with `--out`: a file of `bench/results`. */
export function resultOf<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, "../results", `${name}.json`), "utf8"));
}

/** A fraction in percent, with one decimal. */
export const percent = (value: number): string => (100 * value).toFixed(1);

import { toyTable } from "./service.js";

/** The RAM [MB] of a network of `withRam`, by its row. */
export const ramOf = (row: number): number => 100 + 10 * ((row * 7) % 24);

/** The toy table with a board `my-board` whose latency [ms] and RAM [MB] are given, and a remark. */
export function withRam(rows?: number): string {
  const [header, ...lines] = toyTable(rows).split("\n");
  const named = header.replaceAll("toy-device", "my-board");
  return [
    `${named},my-board.ram,my-board.remark`,
    ...lines.map((line, row) => `${line},${ramOf(row)},${row}`),
  ].join("\n");
}

import type { BenchArchiveReport } from "../../src/benches/archive/bench-archive.js";
import { resultOf, tableOf } from "./markdown.js";

interface ArchiveResult {
  readonly machine: string;
  readonly archives: readonly BenchArchiveReport[];
}

type Quantiles = BenchArchiveReport["front"];

/** What is shown of an archive, with the aim for a million networks; `null` where there is none. */
const ROWS: readonly (readonly [
  what: string,
  shown: (report: BenchArchiveReport) => string,
  aim: string | null,
])[] = [
  ["import [networks/s]", ({ importPerSecond }) => count(importPerSecond), "20,000"],
  ["start to the first front [s]", ({ startSeconds }) => startSeconds.toFixed(1), "3"],
  ["front under limits [ms]", ({ front }) => both(front), "p99 20"],
  ["front with predictions [ms]", ({ defaultFront }) => both(defaultFront), null],
  ["page of 50 networks [ms]", ({ page }) => both(page), "p99 50"],
  ["a new measurement in the front [ms]", ({ update }) => both(update), "p99 10"],
  ["resident memory [MB]", ({ residentMegabytes }) => count(residentMegabytes), "1,500"],
  ["points of the fronts", ({ frontPoints }) => frontPoints.join(", "), null],
  ["front by a plain table [ms]", ({ database }) => milliseconds(database.front.p50), null],
];

/** How the figures of an archive grow with its networks. Two times are the median and the 99 % quantile. */
export function archiveBlock(): string {
  const { archives } = resultOf<ArchiveResult>("archive");
  const head = ["networks", ...archives.map(({ networks }) => count(networks)), "aim at 1,000,000"];
  return tableOf(
    head,
    ROWS.map(([what, shown, aim]) => [what, ...archives.map(shown), aim ?? ""]),
  );
}

const count = (value: number): string => Math.round(value).toLocaleString("en-US");

const milliseconds = (value: number): string => (value < 10 ? value.toFixed(1) : count(value));

const both = ({ p50, p99 }: Quantiles): string => `${milliseconds(p50)}, ${milliseconds(p99)}`;

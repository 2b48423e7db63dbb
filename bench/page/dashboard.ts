import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { resultOf, tableOf } from "./markdown.js";

interface DashboardResult {
  readonly networks: number;
  readonly points: number;
  readonly firstOfAllMs: number;
  readonly firstViewMs: number;
  readonly frameMs: number;
  readonly framesPerSecond: number;
}

const NAME = /^(dashboard-\d+)\.json$/;

/** How fast the dashboard shows and brushes spaces of several sizes. */
export function dashboardBlock(): string {
  const files = readdirSync(resolve(import.meta.dirname, "../results"));
  const results = files
    .flatMap((file) => NAME.exec(file)?.[1] ?? [])
    .map((name) => resultOf<DashboardResult>(name))
    .toSorted((a, b) => a.networks - b.networks);
  const count = (value: number): string => value.toLocaleString("en");
  const head = [
    "networks",
    "points in the page",
    "first visitor [ms]",
    "first view [ms]",
    "frame [ms]",
    "frames a second",
  ];
  return tableOf(
    head,
    results.map((one) => [
      count(one.networks),
      count(one.points),
      count(one.firstOfAllMs),
      `**${count(one.firstViewMs)}**`,
      one.frameMs.toFixed(1),
      `**${one.framesPerSecond}**`,
    ]),
  );
}

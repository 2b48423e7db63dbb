/**
 * Compares the Pareto functions with plain implementations, on 10,000 points in three objectives and on the
 * hypervolume gains of 6,500 candidates. It prints a table with the median of several runs and how many times as long
 * the plain implementation takes.
 *
 *   npm run bench:pareto
 */
import Table from "cli-table3";
import { Random } from "../src/base/random.js";
import { paretoFront } from "../src/pareto/front.js";
import { hypervolumeGains } from "../src/pareto/hypervolume/gains.js";
import { hypervolume } from "../src/pareto/hypervolume/hypervolume.js";
import { nonDominatedSort } from "../src/pareto/sort.js";
import { machine } from "./machine.js";
import { pairwiseRanks, planeSweptVolume } from "./plain-pareto.js";

const POINTS = 10_000;
const CANDIDATES = 6_500;
const REFERENCE = [1.1, 1.1, 1.1];
const random = new Random(1);

function uniform(count: number): Float64Array[] {
  return REFERENCE.map(() => Float64Array.from({ length: count }, () => random.next()));
}

/** Draws points on an octant of the unit sphere, none of which dominates another. */
function oneFront(count: number): Float64Array[] {
  const columns = REFERENCE.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const direction = columns.map(() => Math.abs(random.normal()));
    const length = Math.hypot(...direction);
    columns.forEach((column, m) => {
      column[i] = 1 - direction[m] / length;
    });
  }
  return columns;
}

/** Returns the median time of `runs` runs in milliseconds, after one that does not count. */
function time(runs: number, work: () => unknown): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

const table = new Table({
  head: ["job", "points", "ms", "bar", "plain, ms", "ratio"],
  style: { head: [], border: [] },
});

function row(job: string, points: string, bar: string, fast: () => unknown, plain: () => unknown): void {
  const own = time(15, fast);
  const other = time(1, plain);
  table.push([job, points, own.toFixed(1), bar, other.toFixed(0), `${(other / own).toFixed(0)}x`]);
}

/** Computes gains by their definition: the hypervolume of the front with each candidate, minus that of the front. */
function plainGains(front: readonly Float64Array[], candidates: readonly Float64Array[]): Float64Array {
  const without = hypervolume(front, REFERENCE);
  return Float64Array.from({ length: candidates[0].length }, (_, i) => {
    const joined = front.map((column, m) => Float64Array.of(...column, candidates[m][i]));
    return hypervolume(joined, REFERENCE) - without;
  });
}

for (const [name, points] of [
  ["uniform", uniform(POINTS)],
  ["one front", oneFront(POINTS)],
] as const) {
  const label = `${POINTS} x 3, ${name}`;
  row(
    "non-dominated sort",
    label,
    "< 100",
    () => nonDominatedSort(points),
    () => pairwiseRanks(points),
  );
  row(
    "hypervolume",
    label,
    "< 50",
    () => hypervolume(points, REFERENCE),
    () => planeSweptVolume(points, REFERENCE),
  );
  row(
    "front alone",
    label,
    "",
    () => paretoFront(points),
    () => pairwiseRanks(points),
  );
}
for (const size of [50, 200]) {
  const front = oneFront(size);
  const candidates = uniform(CANDIDATES);
  const label = `${CANDIDATES} x 3, front of ${size}`;
  row(
    "hypervolume gains",
    label,
    "",
    () => hypervolumeGains(front, REFERENCE).gains(candidates),
    () => plainGains(front, candidates),
  );
}
console.log(`${machine()}\n${table.toString()}`);

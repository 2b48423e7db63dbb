import { ORIGINS, type Origin } from "../../charts/marks.js";
import { pairFront } from "../../charts/pair-front.js";
import type { Column, Genes, Networks } from "../api/columns.js";

/** The metric that all plots have on their vertical axis. */
export const SCORE = "accuracy";

/** The limits of a view: the lowest value of a maximised metric, the highest of any other one. */
export type Limits = Readonly<Record<string, number>>;

/** A chosen part of a plot, in the units of its axes. */
export interface Region {
  /** The metric of the horizontal axis. */
  readonly x: string;
  readonly kind: "box" | "lasso";
  /** Two opposite corners of a box, or the corners of a lasso. */
  readonly corners: readonly (readonly [x: number, y: number])[];
}

/** Chosen ranges of metrics, in their units, and of genes, by the numbers of their choices; by name. */
export type Ranges = ReadonlyMap<string, readonly [low: number, high: number]>;

/** How a network is drawn: outside of the limits or of the selection, as it is, or selected. */
export const OUT = 0;
export const PLAIN = 1;
export const SELECTED = 2;

/** Whether a value keeps the limit of its metric; one that is not known does not. */
const keeps = ({ isMaximised, values }: Column, row: number, limit: number): boolean =>
  isMaximised ? values[row] >= limit : values[row] <= limit;

/** Tells whether a network keeps all limits. */
export function keepsLimits(networks: Networks, limits: Limits): (row: number) => boolean {
  const limited = Object.entries(limits).flatMap(([metric, limit]) => {
    const column = networks.columns.get(metric);
    return column === undefined ? [] : [{ column, limit }];
  });
  return (row) => limited.every(({ column, limit }) => keeps(column, row, limit));
}

/** Tells whether a network lies in a region. */
export function isInRegion(networks: Networks, region: Region): (row: number) => boolean {
  const [x, y] = [networks.columns.get(region.x)?.values, networks.columns.get(SCORE)?.values];
  if (x === undefined || y === undefined) return () => false;
  const xs = region.corners.map(([at]) => at);
  const ys = region.corners.map(([, at]) => at);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const isInBox = (row: number) => x[row] >= left && x[row] <= right && y[row] >= low && y[row] <= high;
  if (region.kind === "box") return isInBox;
  return (row) => isInBox(row) && isInside(xs, ys, x[row], y[row]);
}

/** Whether a place is inside of a polygon: a ray from it crosses the border an odd number of times. */
function isInside(xs: readonly number[], ys: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    if (ys[i] > y !== ys[j] > y && x < ((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i])
      inside = !inside;
  }
  return inside;
}

/** Tells whether a network lies in all ranges. A range of a gene counts once the genes are there. */
export function isInRanges(networks: Networks, ranges: Ranges, genes?: Genes): (row: number) => boolean {
  const tests = [...ranges].flatMap(([name, [low, high]]) => {
    const values = networks.columns.get(name)?.values ?? genes?.columns.get(name)?.codes;
    return values === undefined ? [] : [(row: number) => values[row] >= low && values[row] <= high];
  });
  return (row) => tests.every((test) => test(row));
}

/** What is chosen of the networks of a device. */
export interface Selection {
  readonly region: Region | undefined;
  readonly ranges: Ranges;
  readonly genes: Genes | undefined;
}

/** How each network is drawn. */
export function statesOf(
  networks: Networks,
  limits: Limits,
  { region, ranges, genes }: Selection,
): Uint8Array {
  const tests = [
    ...(Object.keys(limits).length > 0 ? [keepsLimits(networks, limits)] : []),
    ...(region === undefined ? [] : [isInRegion(networks, region)]),
    ...(ranges.size === 0 ? [] : [isInRanges(networks, ranges, genes)]),
  ];
  const isAll = region === undefined && ranges.size === 0;
  const states = new Uint8Array(networks.count).fill(isAll ? PLAIN : SELECTED);
  for (const test of tests) for (let row = 0; row < states.length; row++) if (!test(row)) states[row] = OUT;
  return states;
}

/** Where each network's point in a plot comes from: an index of `ORIGINS`, or 255 where it has no place in it. */
export function originsOf(x: Column, y: Column): Uint8Array {
  const origins = new Uint8Array(x.values.length);
  for (let row = 0; row < origins.length; row++) {
    const [a, b] = [x.sources[row], y.sources[row]];
    origins[row] = a === 0 || b === 0 ? 255 : Math.max(a, b) - 1;
  }
  return origins;
}

export const originOf = (x: Column, y: Column, row: number): Origin =>
  ORIGINS[Math.max(x.sources[row], y.sources[row], 1) - 1];

/** The fronts of one plot, within the limits. */
export interface PlotFronts {
  /** The rows on the stepped line of what is measured or summed, from left to right. */
  readonly known: readonly number[];
  /** The rows on the stepped line of everything, predictions included. */
  readonly all: readonly number[];
  /** The rows on the front over all objectives, from left to right. */
  readonly points: readonly number[];
}

/**
 * The fronts of a plot. The points are those of the front over all objectives that keep the limits; the line has those
 * of them that are best in the two metrics of this plot, so it never passes a dominated point.
 */
export function frontsOf(networks: Networks, x: Column, y: Column, limits: Limits): PlotFronts {
  const isFeasible = keepsLimits(networks, limits);
  const pair = { x: x.values, y: y.values };
  const points: number[] = [];
  for (let row = 0; row < networks.count; row++)
    if (networks.front[row] > 0 && isFeasible(row) && x.sources[row] > 0 && y.sources[row] > 0)
      points.push(row);
  points.sort((a, b) => x.values[a] - x.values[b] || y.values[b] - y.values[a]);
  return {
    points,
    known: pairFront(
      pair,
      points.filter((row) => (networks.front[row] & 1) !== 0),
    ),
    all: pairFront(pair, points),
  };
}

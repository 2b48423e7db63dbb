import type { Frame } from "../frame.js";
import type { Look } from "../marks.js";
import type { Element } from "../svg.js";

/** A line of a legend: how something looks, and what it is. */
export interface Entry {
  readonly text: string;
  /** Name of the class by which style sheets give it other colours. */
  readonly kind: string;
  readonly colour: string;
  /** How it is drawn: as a mark, as a line (solid or with dashes), or as an area. */
  readonly as: { readonly mark: Look["shape"] } | { readonly dashes: string } | "area";
}

/** A plot with what has to be said about it. Pages and files lay it out in their own way. */
export interface Panel {
  readonly title: string;
  readonly legend: readonly Entry[];
  /** What the plot shows, in words, for people who do not see it. */
  readonly summary: string;
  /** Draws axes and content for a size in pixels. */
  draw(width: number, height: number): readonly Element[];
}

/** Moves a place that lies outside of a frame to its nearest edge. */
export const within = ({ left, right, top, bottom }: Frame) => ({
  x: (px: number): number => rounded(Math.min(right, Math.max(left, px))),
  y: (py: number): number => rounded(Math.min(bottom, Math.max(top, py))),
});

/** A coordinate with one decimal, as paths have it. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** A number with its noun. */
export const counted = (count: number, noun: string): string =>
  `${new Intl.NumberFormat("en").format(count)} ${noun}${count === 1 ? "" : "s"}`;

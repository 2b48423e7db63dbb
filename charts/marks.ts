/** Where the values of a point come from: the least certain of them counts. */
export type Origin = "measured" | "summed" | "predicted";

/** Origins by the numbers that columns of sources have: 1, 2, 3. */
export const ORIGINS: readonly Origin[] = ["measured", "summed", "predicted"];

/** How the points of an origin look: a shape and a colour of the palette of Okabe and Ito, which stays distinct. */
export interface Look {
  readonly shape: "circle" | "square" | "triangle";
  readonly colour: string;
  /** The colour on a dark ground. */
  readonly darkColour: string;
  readonly words: string;
}

export const LOOKS: Readonly<Record<Origin, Look>> = {
  measured: { shape: "circle", colour: "#0072b2", darkColour: "#56b4e9", words: "measured" },
  summed: {
    shape: "square",
    colour: "#009e73",
    darkColour: "#2fbf95",
    words: "summed from an operator profile",
  },
  predicted: { shape: "triangle", colour: "#d55e00", darkColour: "#f0833a", words: "predicted" },
};

/** The path of a mark around a place; all shapes of a radius have about the same area. */
export function markPath(shape: Look["shape"], x: number, y: number, radius: number): string {
  if (shape === "circle") {
    const [r, wide] = [n(radius), n(2 * radius)];
    return `M${n(x - radius)} ${n(y)}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0 ${-wide} 0z`;
  }
  if (shape === "square") {
    const half = radius * 0.886;
    return `M${n(x - half)} ${n(y - half)}h${n(2 * half)}v${n(2 * half)}h${n(-2 * half)}z`;
  }
  const side = radius * 1.35;
  return `M${n(x)} ${n(y - side)}L${n(x + side)} ${n(y + side * 0.75)}H${n(x - side)}z`;
}

const n = (value: number): number => Math.round(value * 100) / 100;

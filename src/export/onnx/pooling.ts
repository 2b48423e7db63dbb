import type { OnnxGraph } from "./graph.js";

/** A square feature map (batch, channels, side, side). */
export interface FeatureMap {
  readonly value: string;
  readonly side: number;
}

/** The side of the maps that fusion reads. */
const SIDE = 4;

/**
 * Adds adaptive max pooling to 4 x 4, as PyTorch defines it: of a side s, bin i covers the positions from
 * floor(i s / 4) to below ceil((i + 1) s / 4). Where the bins lie evenly, it is one max pooling, with padding where the
 * outer bins are smaller. Else it is one of stride 1 of which only the bins' rows and columns are kept.
 *
 * @throws RangeError for a side whose bins differ in more than the outer ones; no space of ours has such maps
 */
export function adaptiveMaxPool(graph: OnnxGraph, name: string, { value, side }: FeatureMap): string {
  const even = evenWindows(side);
  if (even !== undefined) {
    const { kernel, stride, before, after } = even;
    if (kernel === 1 && stride === 1) return value;
    return maxPool(graph, name, value, { kernel, stride, pads: [before, before, after, after] });
  }
  const starts = BINS.map((i) => startOf(i, side));
  const kernel = endOf(0, side) - starts[0];
  if (BINS.some((i) => endOf(i, side) - starts[i] !== kernel))
    throw new RangeError(`feature maps of side ${side} cannot be pooled to ${SIDE} x ${SIDE}`);
  const pooled = maxPool(graph, `${name}.all`, value, { kernel, stride: 1, pads: [0, 0, 0, 0] });
  const rows = graph.node("Gather", `${name}.rows`, [pooled, graph.integers(starts)], { axis: 2 });
  return graph.node("Gather", name, [rows, graph.integers(starts)], { axis: 3 });
}

const BINS = [0, 1, 2, 3];
const startOf = (bin: number, side: number): number => Math.floor((bin * side) / SIDE);
const endOf = (bin: number, side: number): number => Math.ceil(((bin + 1) * side) / SIDE);

interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly pads: readonly number[];
}

const maxPool = (graph: OnnxGraph, name: string, input: string, { kernel, stride, pads }: Window): string =>
  graph.node("MaxPool", name, [input], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads,
  });

/** Windows of one size at equal distances that cover exactly the bins, cut off at the borders of the map. */
function evenWindows(side: number) {
  const largest = Math.max(...BINS.map((i) => endOf(i, side) - startOf(i, side)));
  for (let stride = 1; stride <= side; stride++) {
    for (let before = 0; before < largest; before++) {
      const after = (SIDE - 1) * stride + largest - before - side;
      if (after < 0 || after >= largest) continue;
      const fits = BINS.every((i) => {
        const from = i * stride - before;
        return Math.max(0, from) === startOf(i, side) && Math.min(side, from + largest) === endOf(i, side);
      });
      if (fits) return { kernel: largest, stride, before, after };
    }
  }
  return undefined;
}

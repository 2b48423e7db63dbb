import type { OnnxGraph } from "./graph.js";

/** A square feature map (batch, channels, side, side). */
export interface FeatureMap {
  readonly value: string;
  readonly side: number;
}

/**
 * Adds adaptive max pooling to `bins` x `bins`, as PyTorch defines it: of a side s and n bins, bin i covers the
 * positions from floor(i s / n) to below ceil((i + 1) s / n). Where the bins lie evenly, it is one max pooling, with
 * padding where the outer bins are smaller. Else it is one of stride 1 of which only the bins' rows and columns are
 * kept.
 *
 * @param bins 1 to 4, for which one of the two is always possible
 */
export function adaptiveMaxPool(
  graph: OnnxGraph,
  name: string,
  { value, side }: FeatureMap,
  bins: number,
): string {
  const ranges = Array.from({ length: bins }, (_, i) => ({
    start: Math.floor((i * side) / bins),
    end: Math.ceil(((i + 1) * side) / bins),
  }));
  const even = evenWindows(ranges, side);
  if (even !== undefined) {
    const { kernel, stride, before, after } = even;
    if (kernel === 1 && stride === 1) return value;
    return maxPool(graph, name, value, { kernel, stride, pads: [before, before, after, after] });
  }
  const kernel = ranges[0].end;
  if (ranges.some(({ start, end }) => end - start !== kernel))
    throw new RangeError(`feature maps of side ${side} cannot be pooled to ${bins} x ${bins}`);
  const pooled = maxPool(graph, `${name}.all`, value, { kernel, stride: 1, pads: [0, 0, 0, 0] });
  const starts = graph.integers(ranges.map(({ start }) => start));
  const rows = graph.node("Gather", `${name}.rows`, [pooled, starts], { axis: 2 });
  return graph.node("Gather", name, [rows, starts], { axis: 3 });
}

/** The positions of a bin, from `start` to below `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

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
function evenWindows(ranges: readonly Range[], side: number) {
  const largest = Math.max(...ranges.map(({ start, end }) => end - start));
  for (let stride = 1; stride <= side; stride++) {
    for (let before = 0; before < largest; before++) {
      const after = (ranges.length - 1) * stride + largest - before - side;
      if (after < 0 || after >= largest) continue;
      const fits = ranges.every(({ start, end }, i) => {
        const from = i * stride - before;
        return Math.max(0, from) === start && Math.min(side, from + largest) === end;
      });
      if (fits) return { kernel: largest, stride, before, after };
    }
  }
  return undefined;
}

import { type Backbone, largestOf } from "../../space/network/backbone.js";
import { afterStride } from "../nn/depthwise.js";

/** The largest tensor of a pass without gradients [values]; a few of that size exist at a time. */
const MOST_VALUES = 2 ** 25;

/** Returns how many examples may pass a backbone at a time where no gradients are kept. */
export const passExamples = (backbone: Backbone): number =>
  Math.max(1, Math.floor(MOST_VALUES / largestMap(backbone)));

/** The number of values of the largest tensor of the largest sub-network, per example. */
function largestMap({ input, stem, stages, finalExpand }: Backbone): number {
  let size = afterStride(input[1], 2);
  let channels = stem;
  let largest = Math.max(9 * input[0], stem) * size ** 2;
  for (const { width, stride, depths, expands } of stages)
    for (let i = 0; i < largestOf(depths); i++) {
      largest = Math.max(largest, channels * largestOf(expands) * size ** 2);
      if (i === 0) size = afterStride(size, stride);
      channels = width;
    }
  return Math.max(largest, finalExpand * size ** 2);
}

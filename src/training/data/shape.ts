import type { Shape } from "../../space/network/layer.js";
import type { InputShape } from "./dataset.js";

/** Returns the number of values of an example. */
export const sizeOf = (shape: InputShape): number => shape.reduce((a, b) => a * b, 1);

/**
 * Returns a shape as (channels, height, width).
 *
 * @throws RangeError if it has another rank
 */
export function planesOf(shape: InputShape): Shape {
  const [channels, height, width] = shape;
  if (shape.length !== 3)
    throw new RangeError(`examples of shape ${shape.join(" x ")} are not channels x height x width`);
  return [channels, height, width];
}

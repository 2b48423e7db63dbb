import type { Shape } from "../../space/network/layer.js";
import type { InputShape } from "./dataset.js";

/** How many values an example has. */
export const sizeOf = (shape: InputShape): number => shape.reduce((a, b) => a * b, 1);

/** The shape of examples that are planes, (channels, height, width). */
export function planesOf(shape: InputShape): Shape {
  const [channels, height, width] = shape;
  if (shape.length !== 3)
    throw new RangeError(`examples of shape ${shape.join(" x ")} are not channels x height x width`);
  return [channels, height, width];
}

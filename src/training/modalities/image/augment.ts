import type { InputShape } from "../../data/dataset.js";
import { planesOf } from "../../data/shape.js";
import type { Augment } from "../augment.js";

/** The ranges of the random changes of `imageAugment`. */
export interface ImageAugmentation {
  /** Largest shift in either direction, in pixels. */
  readonly shift: number;
  /** Largest rotation in either direction, in degrees. */
  readonly rotation: number;
  /** Largest change of size in either direction, as a fraction. */
  readonly scale: number;
}

/**
 * Returns a function that shifts, rotates and scales images (channels, height, width) with bilinear interpolation.
 * Pixels from outside the image get the value of its first pixel.
 */
export function imageAugment(shape: InputShape, settings: ImageAugmentation): Augment {
  const [channels, height, width] = planesOf(shape);
  const middleY = (height - 1) / 2;
  const middleX = (width - 1) / 2;
  return (example, target, random) => {
    const uniform = (limit: number): number => limit * (2 * random.next() - 1);
    const angle = (uniform(settings.rotation) * Math.PI) / 180;
    const zoom = 1 / (1 + uniform(settings.scale));
    const shiftY = uniform(settings.shift);
    const shiftX = uniform(settings.shift);
    const cos = Math.cos(angle) * zoom;
    const sin = Math.sin(angle) * zoom;
    for (let c = 0; c < channels; c++) {
      const plane = example.subarray(c * height * width, (c + 1) * height * width);
      let at = c * height * width;
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++, at++) {
          const y = middleY + cos * (i - middleY) - sin * (j - middleX) - shiftY;
          const x = middleX + sin * (i - middleY) + cos * (j - middleX) - shiftX;
          target[at] = bilinear(plane, height, width, y, x);
        }
      }
    }
  };
}

function bilinear(plane: Float32Array, height: number, width: number, y: number, x: number): number {
  const y0 = Math.floor(y);
  const x0 = Math.floor(x);
  const fy = y - y0;
  const fx = x - x0;
  const at = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= height || j >= width ? plane[0] : plane[i * width + j];
  return (
    (1 - fy) * ((1 - fx) * at(y0, x0) + fx * at(y0, x0 + 1)) +
    fy * ((1 - fx) * at(y0 + 1, x0) + fx * at(y0 + 1, x0 + 1))
  );
}

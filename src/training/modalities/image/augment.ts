import type { InputShape } from "../../data/dataset.js";
import { planesOf } from "../../data/shape.js";
import type { Augment } from "../augment.js";

export interface ImageAugmentation {
  /** Largest shift in pixels, either way. */
  readonly shift: number;
  /** Largest rotation in degrees, either way. */
  readonly rotation: number;
  /** Largest change of size, as a share. */
  readonly scale: number;
}

/** Shifts, turns and scales an image (bilinear); what comes from outside takes the value of its corner. */
export function imageAugment(shape: InputShape, settings: ImageAugmentation): Augment {
  const [channels, height, width] = planesOf(shape);
  const middleY = (height - 1) / 2;
  const middleX = (width - 1) / 2;
  return (example, target, random) => {
    const both = (limit: number): number => limit * (2 * random.next() - 1);
    const angle = (both(settings.rotation) * Math.PI) / 180;
    const zoom = 1 / (1 + both(settings.scale));
    const shiftY = both(settings.shift);
    const shiftX = both(settings.shift);
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

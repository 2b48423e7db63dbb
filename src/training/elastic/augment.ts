import type { Random } from "../../base/random.js";
import type { InputShape } from "./unfold.js";

/** Writes a changed copy of one example, (channels, height, width), to `target`; every call draws the same number of numbers. */
export type Augment = (example: Float32Array, target: Float32Array, random: Random) => void;

export interface ImageAugmentation {
  /** Largest shift in pixels, either way. */
  readonly shift: number;
  /** Largest rotation in degrees, either way. */
  readonly rotation: number;
  /** Largest change of size, as a share. */
  readonly scale: number;
}

/** Shifts, turns and scales an image (bilinear); what comes from outside takes the value of its corner. */
export function imageAugment([channels, height, width]: InputShape, settings: ImageAugmentation): Augment {
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

export interface SpectrogramAugmentation {
  /** Largest shift in frames, either way. */
  readonly shift: number;
  /** Widest band of coefficients, and longest run of frames, set to the training mean (SpecAugment, Park et al., 2019). */
  readonly mask: number;
  /** Standard deviation of the change of the first coefficient (loudness), in its own. */
  readonly gain: number;
}

/** Shifts in time, masks and changes the loudness of a (1, coefficients, frames) example. */
export function spectrogramAugment(
  [, coefficients, frames]: InputShape,
  settings: SpectrogramAugmentation,
): Augment {
  return (example, target, random) => {
    const shift = random.int(2 * settings.shift + 1) - settings.shift;
    const gain = settings.gain * random.normal();
    const band = random.int(settings.mask + 1);
    const bandAt = random.int(coefficients - band + 1);
    const run = random.int(settings.mask + 1);
    const runAt = random.int(frames - run + 1);
    for (let c = 0; c < coefficients; c++) {
      for (let t = 0; t < frames; t++) {
        const from = Math.min(frames - 1, Math.max(0, t - shift));
        const isMasked = (c >= bandAt && c < bandAt + band) || (t >= runAt && t < runAt + run);
        target[c * frames + t] = isMasked ? 0 : example[c * frames + from] + (c === 0 ? gain : 0);
      }
    }
  };
}

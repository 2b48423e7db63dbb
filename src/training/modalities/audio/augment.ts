import type { InputShape } from "../../data/dataset.js";
import { planesOf } from "../../data/shape.js";
import type { Augment } from "../augment.js";

/** The ranges of the random changes of `spectrogramAugment`. */
export interface SpectrogramAugmentation {
  /** Largest shift in either direction, in frames. */
  readonly shift: number;
  /**
   * Largest number of adjacent coefficients, and of adjacent frames, that are set to the training mean (SpecAugment,
   * Park et al., 2019).
   */
  readonly mask: number;
  /** Standard deviation of the change of loudness (the first coefficient), in standard deviations of the latter. */
  readonly gain: number;
}

/** Returns a function that shifts in time, masks, and changes the loudness of examples (1, coefficients, frames). */
export function spectrogramAugment(shape: InputShape, settings: SpectrogramAugmentation): Augment {
  const [, coefficients, frames] = planesOf(shape);
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

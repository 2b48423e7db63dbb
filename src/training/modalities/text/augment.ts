import type { Augment } from "../augment.js";

/** Returns an augmentation that sets each value to 0 with probability `rate`; 0 is the mean of standardised values. */
export const textAugment =
  (rate: number): Augment =>
  (example, target, random) => {
    for (let i = 0; i < example.length; i++) target[i] = random.next() < rate ? 0 : example[i];
  };

import { Random } from "../../base/random.js";
import type { Augment } from "../modalities/augment.js";
import type { ExampleRows } from "./example-rows.js";

/** How several views of the same examples are made. */
export interface ViewSettings {
  readonly views: number;
  readonly augment: Augment;
  readonly seed: number;
}

/**
 * Returns several views of examples: view v of example i of n is row v * n + i. The first view is the examples
 * themselves, the others are augmented. The augmentation of a view draws from one stream of random numbers, example
 * after example; reading rows in order, as frozen backbones do, therefore augments each of them once.
 */
export function viewsOf(examples: ExampleRows, { views, augment, seed }: ViewSettings): ExampleRows {
  const { count, size } = examples;
  const start = (view: number) => ({ view, next: 0, random: new Random(seed).fork(`view ${view}`) });
  let stream = start(1);
  const augmented = (view: number, row: number): Float32Array => {
    if (stream.view !== view || stream.next > row) stream = start(view);
    const target = new Float32Array(size);
    for (; stream.next <= row; stream.next++) augment(examples.read([stream.next]), target, stream.random);
    return target;
  };
  const read = (rows: readonly number[]): Float32Array => {
    const out = new Float32Array(rows.length * size);
    rows.forEach((row, i) => {
      const [view, example] = [Math.floor(row / count), row % count];
      out.set(view === 0 ? examples.read([example]) : augmented(view, example), i * size);
    });
    return out;
  };
  return { count: views * count, size, read };
}

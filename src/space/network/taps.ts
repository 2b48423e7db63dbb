/** Number of feature maps that fusion cells can read from a convolutional backbone. */
const TAPS = 4;

/**
 * Returns the positions of the blocks that the four taps of a backbone read; 0 is the fixed block. Tap i of 4 is the
 * output of block ceil(i B / 4) of the B blocks, the fixed one counted.
 */
export function tapBlocks(blocks: number): readonly number[] {
  return Array.from({ length: TAPS }, (_, i) => Math.ceil(((i + 1) * blocks) / TAPS) - 1);
}

/** One Maxout block of a text backbone: a dense layer whose outputs are taken in groups, of each the largest. */
export interface MaxoutPlan {
  readonly name: string;
  readonly inputs: number;
  readonly width: number;
  /** Size of the groups. */
  readonly pool: number;
}

/**
 * A text backbone of dense Maxout blocks (Goodfellow et al., 2013), whose hidden layers are its taps. Its parameters
 * are `text.maxoutN` and `text.classifier`. Output o of a block is the largest of the dense outputs `pool` * o to
 * `pool` * o + `pool` - 1, and its batch norm is folded into the layer that follows.
 */
export interface TextPlan {
  readonly name: string;
  /** Number of values of an example. */
  readonly input: number;
  readonly blocks: readonly MaxoutPlan[];
}

/** The text backbone of Harmonic-NAS for Memes-Politics and MM-IMDB, on vectors of 300 values. */
export const TEXT_BACKBONE: TextPlan = {
  name: "text",
  input: 300,
  blocks: [
    { name: "maxout1", inputs: 300, width: 128, pool: 4 },
    { name: "maxout2", inputs: 128, width: 256, pool: 4 },
  ],
};

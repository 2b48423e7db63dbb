/** A list whose items are made when they are asked for. */
export interface Listing<Item> {
  readonly length: number;
  /** The items from `start` up to, but without, `end`. */
  slice(start: number, end: number): readonly Item[];
  /** The position of the item with a key; -1 if there is none. */
  positionOf(key: string): number;
}

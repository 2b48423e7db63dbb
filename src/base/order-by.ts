/**
 * Returns the items sorted by a key, in a stable order. Items without a key come last in either direction.
 *
 * @param keyOf the key of an item; undefined if it has none
 */
export function orderBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => number | string | undefined,
  descending: boolean,
): readonly Item[] {
  const sign = descending ? -1 : 1;
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    if (a === b) return 0;
    return a < b ? -sign : sign;
  });
  return keyed.map(({ item }) => item);
}

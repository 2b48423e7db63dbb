import { Conflict } from "../../base/errors.js";
import type { Listing } from "../../service/listing.js";
import { type CursorScope, decodeCursor, encodeCursor } from "./cursor.js";
import { pageSize } from "./page.js";

/** The part of a list that a page shows, with the cursors of its items. */
export interface Page<Item> {
  readonly items: readonly { readonly item: Item; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/**
 * A page of a list that is at hand as a whole. A cursor names an item, so that a list which has grown continues behind
 * the same item. Throws `InvalidInput` on `first` or `after`, and `Conflict` on `after` if the item is gone.
 *
 * @param keyOf the key of an item, unique in the list
 */
export function pageOf<Item>(
  list: readonly Item[] | Listing<Item>,
  keyOf: (item: Item) => string,
  scope: CursorScope,
  args: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): Page<Item> {
  const size = pageSize(args.first);
  const start = args.after ? startBehind(list, keyOf, scope, args.after) : 0;
  const items = list
    .slice(start, start + size)
    .map((item, i) => ({ item, cursor: encodeCursor(scope, [start + i, keyOf(item)]) }));
  return {
    items,
    pageInfo: {
      hasNextPage: start + items.length < list.length,
      hasPreviousPage: start > 0,
      startCursor: items[0]?.cursor ?? null,
      endCursor: items.at(-1)?.cursor ?? null,
    },
    totalCount: list.length,
  };
}

function startBehind<Item>(
  list: readonly Item[] | Listing<Item>,
  keyOf: (item: Item) => string,
  scope: CursorScope,
  cursor: string,
): number {
  const [position, key] = decodeCursor(scope, cursor);
  const [there] = list.slice(Number(position), Number(position) + 1);
  if (there !== undefined && keyOf(there) === key) return Number(position) + 1;
  const moved =
    "positionOf" in list ? list.positionOf(String(key)) : list.findIndex((item) => keyOf(item) === key);
  if (moved >= 0) return moved + 1;
  throw new Conflict("after", "the item of after is no longer in the list: start again without after");
}

import { InvalidInput } from "../../base/errors.js";

const DEFAULT_SIZE = 100;
/** Largest number of items on a page. */
export const LARGEST_PAGE = 1_000;

/** Number of items on a page: `first`, or 100 without it. Throws `InvalidInput` unless it is from 0 to 1,000. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return DEFAULT_SIZE;
  if (Number.isInteger(first) && first >= 0 && first <= LARGEST_PAGE) return first;
  throw new InvalidInput(
    "first",
    `first must be a whole number from 0 to ${LARGEST_PAGE}, not ${first}; ask for later pages with after`,
  );
}

/** The items of a page, and whether there are more, from a list that was fetched with one item more than `size`. */
export function takePage<T>(
  fetched: readonly T[],
  size: number,
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  return { items: fetched.slice(0, size), hasMore: fetched.length > size };
}

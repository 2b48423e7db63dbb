import { InvalidInput } from "../../base/errors.js";

const DEFAULT_SIZE = 100;
/** The most items of a page. */
export const LARGEST_PAGE = 1_000;

/** How many items a page may have: 0 to 1,000, 100 if not said. Throws `InvalidInput` on `first`. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return DEFAULT_SIZE;
  if (Number.isInteger(first) && first >= 0 && first <= LARGEST_PAGE) return first;
  throw new InvalidInput(
    "first",
    `first must be a whole number from 0 to ${LARGEST_PAGE}, not ${first}; get more with after`,
  );
}

/** The part of a page that was fetched with one item more than it holds. */
export function takePage<T>(
  fetched: readonly T[],
  size: number,
): { readonly items: readonly T[]; readonly more: boolean } {
  return { items: fetched.slice(0, size), more: fetched.length > size };
}

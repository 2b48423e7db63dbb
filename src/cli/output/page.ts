import { count } from "./format.js";

/** A line that says which part of a list is shown; none if it is the whole list. */
export const pageText = (shown: number, all: number, skipped = 0, what: string): readonly string[] => {
  if (shown === all) return [];
  const first = shown === 0 ? "none" : `${count(skipped + 1)} to ${count(skipped + shown)}`;
  return [`shown: ${first} of ${count(all)} ${what}; see --limit and --skip`];
};

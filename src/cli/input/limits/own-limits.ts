import { InvalidArgumentError } from "@commander-js/extra-typings";
import type { LimitInput } from "../../../search/constraints/own-limits.js";

const LIMIT = /^\s*([^\s<>=]+)\s*(<=|>=)\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)\s*$/i;

/** Adds a limit `NAME<=V` or `NAME>=V` to the earlier ones of an option that may be repeated. */
export function limitOption(text: string, before: readonly LimitInput[] = []): readonly LimitInput[] {
  const [, metric, sign, value] = LIMIT.exec(text) ?? [];
  if (metric === undefined) {
    throw new InvalidArgumentError(
      "It must be 'NAME<=VALUE' for a metric of which smaller values are better, else 'NAME>=VALUE', " +
        "e.g. 'ram<=512', with quotes.",
    );
  }
  const bound = Number(value);
  return [...before, sign === "<=" ? { metric, max: bound } : { metric, min: bound }];
}

/** What `--limit` says where it also takes a number of rows. */
export interface RowsAndLimits {
  readonly rows?: number;
  readonly limits: readonly LimitInput[];
}

const MOST_ROWS = 10_000_000;

/** Reads `--limit` where it also takes a number of rows: a whole number is one. */
export function rowsOrLimit(text: string, before: RowsAndLimits = { limits: [] }): RowsAndLimits {
  if (!/^[+-]?(?:\d+|\d*\.\d+)$/.test(text.trim()))
    return { ...before, limits: limitOption(text, before.limits) };
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS) return { ...before, rows };
  throw new InvalidArgumentError(`As a number of rows, it must be a whole number from 1 to ${MOST_ROWS}.`);
}

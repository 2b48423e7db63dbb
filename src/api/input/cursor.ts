import { createHash } from "node:crypto";
import { Conflict, InvalidInput } from "../../base/errors.js";

/** The query that a list answers, and the version of the answer. A cursor is valid for this query and version only. */
export interface CursorScope {
  readonly query: string;
  readonly version: string;
}

/**
 * The scope of a query's cursors.
 *
 * @param field name of the query
 * @param args the arguments that shape the answer, with keys rather than global ids; the order of fields does not
 *   matter
 * @param version version of the answer
 */
export function queryScope(field: string, args: unknown, version: string): CursorScope {
  const digest = createHash("sha256")
    .update(JSON.stringify([field, sortKeys(args)]))
    .digest("base64url");
  return { query: digest.slice(0, 16), version };
}

/** A cursor: the compound key of an item, as opaque text that is bound to the scope. */
export function encodeCursor(scope: CursorScope, position: readonly [number | string, string]): string {
  return Buffer.from(JSON.stringify([scope.query, scope.version, ...position])).toString("base64url");
}

/**
 * The compound key in a cursor. Throws `InvalidInput` on `after` if the text is no cursor, or a cursor of another
 * query, and `Conflict` if it is a cursor of an earlier version of the answer.
 */
export function decodeCursor(scope: CursorScope, cursor: string): readonly [number | string, string] {
  const parts = parse(cursor);
  if (parts === undefined)
    throw new InvalidInput(
      "after",
      "after is not a cursor: give the cursor of an edge, or pageInfo.endCursor",
    );
  const [query, version, first, second] = parts;
  if (query !== scope.query)
    throw new InvalidInput(
      "after",
      "after is a cursor of another query: a cursor continues only the query that it came from",
    );
  if (version !== scope.version)
    throw new Conflict(
      "after",
      "after is a cursor of an earlier answer, which has changed since: start again without after",
    );
  return [first, second];
}

type CursorParts = readonly [query: string, version: string, first: number | string, second: string];

/** Longest cursor that is read, in characters; those of this server are far shorter. */
const LONGEST = 2_000;

function parse(cursor: string): CursorParts | undefined {
  if (cursor.length > LONGEST) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return isCursor(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isCursor(parts: unknown): parts is CursorParts {
  if (!Array.isArray(parts) || parts.length !== 4) return false;
  const [query, version, first, second]: unknown[] = parts;
  const numberOrText = typeof first === "string" || (Number.isInteger(first) && (first as number) >= 0);
  return (
    typeof query === "string" && typeof version === "string" && numberOrText && typeof second === "string"
  );
}

/** The value with the fields of every object in alphabetical order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}

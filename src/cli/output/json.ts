/**
 * A JSON document with an indentation of two spaces. Big integers become decimal text, because JSON numbers are
 * rounded.
 */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item), 2);
}

/** One JSON document, two spaces of indentation; big integers as decimal text, since JSON numbers would round them. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item), 2);
}

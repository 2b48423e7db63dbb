/**
 * Encodes a value as JSON text from which `decode` gives back exactly the same value, including NaN, infinities and -0
 * (a predictor's quality may be NaN). Without such numbers the text is plain JSON. With them it begins with "!", and
 * the numbers are strings that begin with NUL. Properties that are `undefined` are left out.
 */
export function encode(value: unknown): string {
  return isPlain(value) ? JSON.stringify(value) : `!${JSON.stringify(value, spell)}`;
}

/** The value of a text that `encode` made. */
export function decode<T>(text: string): T {
  return (text.startsWith("!") ? JSON.parse(text.slice(1), unspell) : JSON.parse(text)) as T;
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  // Without a copy of the values: an import asks this of every gene of every network.
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

function spell(_key: string, item: unknown): unknown {
  if (typeof item === "number" && !isPlain(item)) return `\0${Object.is(item, -0) ? "-0" : String(item)}`;
  if (typeof item === "string" && item.startsWith("\0")) return `\0${item}`;
  return item;
}

function unspell(_key: string, item: unknown): unknown {
  if (typeof item !== "string" || !item.startsWith("\0")) return item;
  return item.startsWith("\0\0") ? item.slice(1) : Number(item.slice(1));
}

/** Bounds of a JSON text that is to be parsed. */
export interface JsonBounds {
  /** Deepest nesting of lists and objects. */
  readonly depth: number;
  /** Largest number of its strings (names of members, too), commas and opening brackets together. */
  readonly tokens: number;
}

const [QUOTE, COMMA, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('",[\\]{}');

/**
 * Says which bound a JSON text breaks: a sentence that continues "the JSON ...", or undefined if it breaks none. It
 * reads the bytes once and keeps nothing, so that a hostile text is refused before it is parsed. Whether the text is
 * JSON at all is left to the parser.
 *
 * @param json the text in UTF-8
 */
export function oversizeOf(json: Buffer, { depth: deepest, tokens: most }: JsonBounds): string | undefined {
  let depth = 0;
  let tokens = 0;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (byte === QUOTE) {
      i = endOfString(json, i);
      tokens++;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (++depth > deepest) return `is nested more than ${deepest} deep`;
      tokens++;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth--;
    } else if (byte === COMMA) {
      tokens++;
    }
    if (tokens > most) return `has more than ${most} strings, commas and brackets`;
  }
  return undefined;
}

/** The position of the quote that ends the string which begins at `start`; beyond the text if there is none. */
function endOfString(json: Buffer, start: number): number {
  let end = start + 1;
  while (end < json.length && json[end] !== QUOTE) end += json[end] === BACKSLASH ? 2 : 1;
  return end;
}

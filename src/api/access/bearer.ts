const SCHEME = "bearer ";

/** Longest token that is looked at, in characters: no header of a request is longer. */
const LONGEST = 16_384;

/** The token of `Bearer TOKEN`, found in one pass over the text; undefined for anything else. */
export function bearerOf(authorization: unknown): string | undefined {
  if (typeof authorization !== "string" || authorization.length > LONGEST) return undefined;
  if (authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  const token = authorization.slice(SCHEME.length).trim();
  return token === "" ? undefined : token;
}

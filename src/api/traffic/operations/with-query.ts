/** A request with the text of its operation, and without the hash that named it. */
export function withQuery(
  request: Readonly<Record<string, unknown>>,
  query: string,
): Readonly<Record<string, unknown>> {
  const { extensions, ...others } = request;
  return { ...others, query, ...withoutHash(extensions) };
}

/** The query part of an address with the text of its operation, and without the hash that named it. */
export function searchWithQuery(search: string, query: string): string {
  const parameters = new URLSearchParams(search);
  parameters.set("query", query);
  const { extensions } = withoutHash(parsed(parameters.get("extensions") ?? ""));
  if (extensions === undefined) parameters.delete("extensions");
  else parameters.set("extensions", JSON.stringify(extensions));
  return `?${parameters}`;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The extensions of a request without the hash, which has done its work; nothing if there are none. */
function withoutHash(extensions: unknown): { extensions?: unknown } {
  if (extensions === undefined || extensions === null) return {};
  if (typeof extensions !== "object") return { extensions };
  const { persistedQuery: _hash, ...others } = extensions as Record<string, unknown>;
  return { extensions: others };
}

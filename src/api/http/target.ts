/**
 * The path and query of a request's target, which may also be a whole URL (RFC 9112, section 3.2.2); undefined for
 * anything else. It never throws.
 */
export function targetOf(url: string | undefined): string | undefined {
  if (url === undefined || url.startsWith("//")) return undefined;
  if (url.startsWith("/")) return url;
  try {
    const { protocol, pathname, search } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? `${pathname}${search}` : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a request's target, without its query. It never throws. */
export const pathOf = (url: string | undefined): string | undefined => targetOf(url)?.split("?", 1)[0];

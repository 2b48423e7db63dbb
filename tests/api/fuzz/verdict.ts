/** What was sent, and what came back. */
export interface Exchange {
  /** Text by which the request can be sent again. */
  readonly request: string;
  /** HTTP status; undefined over a WebSocket, and where none came. */
  readonly status: number | undefined;
  readonly text: string;
  readonly milliseconds: number;
}

/** Time that an answer may take [ms]. */
export const LONGEST_MS = 5_000;

/** How the fault of an answer begins that came too late, which may be a fault of the machine. */
export const LATE = "no answer for";

/** What an answer never has: an internal error, a stack trace, or a path of this machine. */
const LEAKS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["an internal error", /INTERNAL_SERVER_ERROR|internal error/],
  ["a stack trace", /(\\n|\n) {2,8}at [^"]{1,200}:\d+:\d+|"stacktrace"|node:internal/],
  ["a path of the server", /(node_modules|dist\/src|\/src)\/[\w./-]+\.[jt]s\b/],
];

/** What is wrong with an answer, whatever was asked; nothing if it is as it should be. */
export function faultsOf({ status, text, milliseconds }: Exchange): readonly string[] {
  return [
    ...(status !== undefined && status >= 500 && status !== 503 ? [`status ${status}`] : []),
    ...LEAKS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what),
    ...(milliseconds > LONGEST_MS ? [`${LATE} ${Math.round(milliseconds)} ms`] : []),
  ];
}

/** Whether a resolver of a root field was called: it gave a value, or an error with a path. */
export function reachedResolver(text: string): boolean {
  try {
    const { data, errors = [] } = JSON.parse(text) as {
      readonly data?: Readonly<Record<string, unknown>> | null;
      readonly errors?: readonly { readonly path?: readonly unknown[] }[];
    };
    return Object.values(data ?? {}).some((value) => value !== null) || errors.some(({ path }) => path);
  } catch {
    return false;
  }
}

/** How an answer counts: its status or its transport's name, and the code of its first error, if it has any. */
export function outcomeOf({ request, status, text }: Exchange): string {
  const way = status ?? (request.startsWith("ws ") ? "websocket" : "no status");
  const code = /"(?:code|__typename)":"([A-Z][A-Z_]+)"/.exec(text)?.[1];
  return code === undefined ? String(way) : `${way} ${code}`;
}

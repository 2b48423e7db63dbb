/**
 * Why something failed, in one line: the error's message with its class where that tells more, without the list of
 * callers.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  const line = message
    .split("\nRequire stack:")[0]!
    .trim()
    .replace(/\s*\n\s*/g, " ");
  return name === "Error" ? line : `${name}: ${line}`;
}

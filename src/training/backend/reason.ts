/**
 * Returns the reason for an error in one line: its message, after its class unless that is plain `Error`, and without
 * Node's "Require stack".
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  const line = message
    .split("\nRequire stack:")[0]!
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
  return name === "Error" ? line : `${name}: ${line}`;
}

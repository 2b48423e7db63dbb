import { HarmonicError, Unavailable } from "../../base/errors.js";

const ADVICE: readonly (readonly [code: RegExp, sentence: string])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, "is held by another process; stop it, or point ARCHIVE elsewhere"],
  [/^SQLITE_NOTADB/, "is not an SQLite database; point ARCHIVE elsewhere"],
  [/^SQLITE_CORRUPT/, "is damaged; restore a backup, or point ARCHIVE elsewhere"],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    "cannot be written; check the permissions of the file and its folder",
  ],
  [/^SQLITE_FULL/, "cannot grow: the disk is full"],
  [/^SQLITE_IOERR/, "cannot be read or written: the disk reports an error"],
];

export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
export const isDuplicate = (error: unknown): boolean => /^SQLITE_CONSTRAINT/.test(codeOf(error));

/**
 * Turns an error of SQLite into `Unavailable` with a sentence for people. Unexpected errors are returned as they are.
 */
export function asProblem(error: unknown, name: string): unknown {
  if (error instanceof HarmonicError) return error;
  const advice = ADVICE.find(([code]) => code.test(codeOf(error)));
  if (advice !== undefined) return new Unavailable(`the archive ${name} ${advice[1]}`);
  if (error instanceof Error && error.message.startsWith("ConnectionFailed")) {
    return new Unavailable(
      `the archive ${name} cannot be opened; check the permissions of the file and its folder`,
    );
  }
  return error;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}

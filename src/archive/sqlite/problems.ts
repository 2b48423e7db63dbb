import { HarmonicError, Unavailable } from "../../base/errors.js";

const REPAIR =
  '"harmonic archive verify" lists what is, and "harmonic archive repair" saves the rest; or restore a backup';

const ADVICE: readonly (readonly [code: RegExp, sentence: string])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, "is held by another process; stop it, or point ARCHIVE elsewhere"],
  [/^SQLITE_NOTADB/, "is not an SQLite database; point ARCHIVE elsewhere"],
  [/^SQLITE_(CORRUPT|CONSTRAINT|MISMATCH|FORMAT|RANGE)/, `is damaged: ${REPAIR}`],
  [/^SQLITE_ERROR/, `is damaged, or was changed by another program: ${REPAIR}`],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    "cannot be written; check the permissions of the file and its folder",
  ],
  [/^SQLITE_FULL/, "cannot grow: the disk is full"],
  [/^SQLITE_IOERR/, "cannot be read or written: the disk reports an error"],
  [/^SQLITE_NOMEM/, "needs more memory than there is"],
  [/^SQLITE_TOOBIG/, "cannot store a value of more than 1 GB"],
];

export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
/** Whether SQLite itself failed, rather than the program that uses it. */
export const isOfSqlite = (error: unknown): boolean => codeOf(error).startsWith("SQLITE_");
export const isDuplicate = (error: unknown): boolean => /^SQLITE_CONSTRAINT/.test(codeOf(error));

/**
 * Turns an error of SQLite into `Unavailable` with a sentence for people. Other errors are returned as they are.
 */
export function asProblem(error: unknown, name: string): unknown {
  if (error instanceof HarmonicError) return error;
  const advice = ADVICE.find(([code]) => code.test(codeOf(error)));
  if (advice !== undefined) return new Unavailable(`the archive ${name} ${advice[1]}`);
  if (isOfSqlite(error)) {
    return new Unavailable(`the archive ${name} cannot be used: SQLite answers ${codeOf(error)}`);
  }
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

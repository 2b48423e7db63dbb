import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { Conflict } from "../../base/errors.js";

/**
 * Takes a lock, a file with the number of this process; that of a process that is gone does not count. Returns a
 * function that gives it back.
 *
 * @throws Conflict on `field` if another process has it
 */
export function takeLock(file: string, field: string): () => void {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readFileSync(file, "utf8"));
    if (isAlive(owner)) {
      throw new Conflict(
        field,
        `process ${owner} measures for this server, task and device already; two would disturb each other ` +
          `(if it is another program, remove ${file})`,
      );
    }
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

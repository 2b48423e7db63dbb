import { link, mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Conflict, HarmonicError, Unavailable } from "../base/errors.js";
import { withPartial } from "./partial-files.js";

/**
 * Makes a new file in one step: `write` fills a temporary file beside it, which is synced to disk and gets the name
 * only when it is complete. Throws `Conflict` if the file exists, and leaves it as it is; throws `Unavailable` if it
 * cannot be written.
 */
export async function writeNewFile(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const target = resolve(file);
  try {
    await mkdir(dirname(target), { recursive: true });
    await withPartial(target, async (temporary) => {
      await write(temporary);
      const handle = await open(temporary, "r+");
      await handle.sync().finally(() => handle.close());
      await link(temporary, target);
    });
  } catch (error) {
    throw asProblem(error, file);
  }
}

function asProblem(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof HarmonicError || code === undefined) return error;
  if (code === "EEXIST") return new Conflict("file", `${file} exists already; choose another name`);
  return new Unavailable(`${file} cannot be written (${code})`);
}

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import type { Files } from "../../export/zip.js";
import { reasonOf } from "../reason.js";

/**
 * Checks that a folder can be written: it does not exist, or is empty.
 *
 * @throws InvalidInput (field `out`) if there is something in it, or it is a file
 */
export async function requireNewFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    const why = code === "ENOTDIR" ? "is a file, not a folder" : `cannot be read: ${reasonOf(error)}`;
    throw new InvalidInput("out", `${folder} ${why}; name a folder that does not exist yet`);
  }
  if (names.length > 0) {
    throw new InvalidInput(
      "out",
      `the folder ${folder} exists and is not empty (it has ${names[0]}): name another one, or remove it first`,
    );
  }
}

/**
 * Writes a folder with these files, all or nothing: they are written beside it and then take its name.
 *
 * @throws InvalidInput (field `out`) as `requireNewFolder` does, or where it cannot be written
 */
export async function writeFolder(folder: string, files: Files): Promise<void> {
  await requireNewFolder(folder);
  const target = resolve(folder);
  let unfinished: string | undefined;
  try {
    await mkdir(dirname(target), { recursive: true });
    unfinished = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
    await mkdir(unfinished);
    for (const [name, bytes] of files) await writeFile(join(unfinished, name), bytes);
    await rename(unfinished, target);
  } catch (error) {
    if (unfinished !== undefined) await rm(unfinished, { recursive: true, force: true });
    throw new InvalidInput("out", `${folder} cannot be written: ${reasonOf(error)}`);
  }
}

import { randomUUID } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** Time after which a half-written file of an unknown process counts as left behind [ms]: a day. */
const OLD_MS = 86_400_000;
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Names of half-written files and folders: what they become, host, process and a unique id; earlier ones lack two. */
const PARTIAL = new RegExp(
  `^.+?(?:\\.([a-zA-Z0-9-]+)\\.(\\d+))?\\.${UUID}\\.partial$|^.+\\.partial-[A-Za-z0-9]{6}$`,
);

const HOST = hostname().replaceAll(/[^a-zA-Z0-9-]/g, "-");
/** What this process is writing. */
const own = new Set<string>();

/**
 * Does work with the name of a temporary file or folder beside `target`, which is removed at the end. Before that it
 * removes what processes that were killed left behind in the same folder.
 */
export async function withPartial<T>(target: string, work: (partial: string) => Promise<T>): Promise<T> {
  await removeLeftBehind(dirname(target));
  const partial = `${target}.${HOST}.${process.pid}.${randomUUID()}.partial`;
  own.add(partial);
  try {
    return await work(partial);
  } finally {
    await rm(partial, { force: true, recursive: true }).catch(() => undefined);
    own.delete(partial);
  }
}

/** Removes half-written files and folders of dead processes. What cannot be removed stays. */
async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, basename(name));
    if (own.has(path) || !(await isLeftBehind(path))) continue;
    await rm(path, { force: true, recursive: true }).catch(() => undefined);
  }
}

async function isLeftBehind(path: string): Promise<boolean> {
  const found = PARTIAL.exec(basename(path));
  if (found === null) return false;
  const [, host, pid] = found;
  if (host === HOST) return !isAlive(Number(pid));
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && Date.now() - status.mtimeMs > OLD_MS;
}

/** Whether another process has this number. One of this process's number is one before it, in a container. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

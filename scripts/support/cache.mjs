import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { modules } from "./paths.mjs";

const HOUR = 3_600_000;

/**
 * Returns the cache folders in order of preference: the user's, then one in node_modules, which `npm ci` empties, for
 * users whose cache folder cannot be written.
 */
const folders = () => [
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "harmonic"),
  join(modules, ".cache", "harmonic"),
];

/** Returns the cached folder of that name for which `isComplete` holds, or undefined if there is none. */
export const fromCache = (name, isComplete) =>
  folders()
    .map((folder) => join(folder, name))
    .find(isComplete);

/** Removes a folder from the cache. */
export function dropCached(name) {
  for (const folder of folders()) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Adds a folder to the cache and returns its path. `make` fills a temporary folder, which is then renamed in one step,
 * so that no incomplete folder is ever found. If two processes do so at the same time, the first one's folder stays.
 *
 * @throws Error if the folder is not complete afterwards, or no cache folder can be written
 */
export async function intoCache(name, isComplete, make) {
  const folder = folders().find(isWritable);
  if (folder === undefined) throw new Error(`neither ${folders().join(" nor ")} can be written`);
  const prefix = `${name}.part-`;
  dropLeftovers(folder, prefix);
  const kept = join(folder, name);
  const part = mkdtempSync(join(folder, prefix));
  const drop = () => rmSync(part, { recursive: true, force: true });
  process.once("exit", drop);
  try {
    await make(part);
    if (!isComplete(part)) throw new Error("it ended without having made all parts");
    renameSync(part, kept);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
  } finally {
    drop();
    process.off("exit", drop);
  }
  return kept;
}

/** Removes the temporary folders of runs that ended more than an hour ago without removing them. */
function dropLeftovers(folder, prefix) {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > HOUR) rmSync(path, { recursive: true, force: true });
  }
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

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
 * `npm ci` empties node_modules; what took long to make is kept for the user, or there where that cannot be written.
 */
const folders = () => [
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "harmonic"),
  join(modules, ".cache", "harmonic"),
];

/** The folder of that name that an earlier run has made; undefined if there is none, or none that `isComplete`. */
export const fromCache = (name, isComplete) =>
  folders()
    .map((folder) => join(folder, name))
    .find(isComplete);

/** Forgets what an earlier run has made, as it does not work. */
export function dropCached(name) {
  for (const folder of folders()) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Lets `make` fill a folder of its own and gives it its name in one step, so that no half-made one is ever found; where
 * two do so at once the first stands. Resolves to the folder; rejects where it is not complete afterwards.
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

/** Half-made folders of runs that were ended hours ago. */
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

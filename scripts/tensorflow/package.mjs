import {
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { modules, root } from "../support/paths.mjs";
import { run } from "../support/run.mjs";

const folder = join(modules, "@tensorflow", "tfjs-node");

/** The folders that native TensorFlow needs: the library, and the binding, which loads the library by relative path. */
const PARTS = ["deps", "lib"];

export const isInstalled = () => existsSync(join(folder, "package.json"));

/**
 * Installs the package again, within `npm ci` and `npm install` only, as the lock file specifies and without scripts.
 * It may be missing because npm removes an optional package whose installation script fails, and versions of npm before
 * 11 run that script although package.json denies it. Packages that the user has told npm to omit stay omitted.
 */
export async function putBack() {
  const { npm_execpath: npm, npm_command: command } = process.env;
  if (!["ci", "install"].includes(command) || !/npm-cli\.js$/.test(npm ?? "")) return;
  const quietly = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm install", process.execPath, [npm, "install", ...quietly], { seconds: 300, cwd: root });
}

/** Returns the name of the cached parts. */
export function nameOfKept() {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `tfjs-node-${version}-${process.platform}-${process.arch}`;
}

/** Tells whether a folder has all parts. They may be unusable. */
export const isComplete = (made) => PARTS.every((part) => existsSync(join(made, part)));

const PROBE = fileURLToPath(new URL("probe.mjs", import.meta.url));

/**
 * Loads the library in a separate process and computes a matrix product. Returns its name and version as `version`, or
 * the reason why it does not work as `problem`, or undefined if parts are missing.
 */
export async function tryLoading() {
  if (!isComplete(folder)) return undefined;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" };
  try {
    const { stdout } = await run("loading", process.execPath, [PROBE, folder], { seconds: 60, env });
    return { version: stdout.trim() };
  } catch (error) {
    return { problem: error.message };
  }
}

/** Copies the files that compiling and downloading need, so that neither changes the package. */
export function copySources(into) {
  for (const name of ["package.json", "binding.gyp", "binding", "scripts"]) {
    cpSync(join(folder, name), join(into, name), { recursive: true });
  }
}

/** Returns an environment in which programs in a copy of the sources find the package's dependencies. */
export function moduleEnvironment() {
  const path = [join(modules, ".bin"), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NODE_PATH: [join(folder, "node_modules"), modules].join(delimiter) };
}

/**
 * Moves the parts of a folder into the package, each in one step. The files are hard links or, across file systems,
 * copies.
 */
export function place(made) {
  const staged = mkdtempSync(join(folder, "staged-"));
  try {
    for (const part of PARTS) {
      linkTree(join(made, part), join(staged, part));
      if (existsSync(join(folder, part))) renameSync(join(folder, part), join(staged, `old-${part}`));
      renameSync(join(staged, part), join(folder, part));
    }
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** Removes parts that do not work, and the remains of interrupted runs. */
export function clear() {
  for (const name of readdirSync(folder)) {
    if (PARTS.includes(name) || name.startsWith("staged-"))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function linkTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
}

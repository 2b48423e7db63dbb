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

/** What makes the package native: the library, and the binding, which looks for the library beside itself. */
const PARTS = ["deps", "lib"];

export const isInstalled = () => existsSync(join(folder, "package.json"));

/**
 * Where an install script fails, npm takes an optional package away with all that only it needs, and versions before
 * 11 run this package's script, whatever package.json says. Within `npm ci` and `npm install`, puts back what the
 * lock file names, without running scripts; leaves out what the user has npm omit.
 */
export async function putBack() {
  const { npm_execpath: npm, npm_command: command } = process.env;
  if (!["ci", "install"].includes(command) || !/npm-cli\.js$/.test(npm ?? "")) return;
  const quietly = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--prefer-offline"];
  await run("npm install", process.execPath, [npm, "install", ...quietly], { seconds: 300, cwd: root });
}

/** The name under which the parts are kept for the next installation. */
export function nameOfKept() {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `tfjs-node-${version}-${process.platform}-${process.arch}`;
}

/** True for a folder with all parts, half-made or not. */
export const isComplete = (made) => PARTS.every((part) => existsSync(join(made, part)));

const PROBE = fileURLToPath(new URL("probe.mjs", import.meta.url));

/**
 * Whether the library loads and multiplies, in a process of its own: `version` has its name and version, or `problem`
 * says why it does not. Undefined where there is none.
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

/** Copies what compiling and downloading need, so that both happen outside the package. */
export function copySources(into) {
  for (const name of ["package.json", "binding.gyp", "binding", "scripts"]) {
    cpSync(join(folder, name), join(into, name), { recursive: true });
  }
}

/** For programs that run in a copy of the sources: where the package's dependencies and their programs are. */
export function moduleEnvironment() {
  const path = [join(modules, ".bin"), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NODE_PATH: [join(folder, "node_modules"), modules].join(delimiter) };
}

/**
 * Puts a made folder's parts into the package, each in one step; hard links where the file systems are one, else
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

/** Takes away parts that do not work, and what interrupted runs have left. */
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

import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { dropCached, fromCache, intoCache } from "./cache.mjs";
import { run } from "./run.mjs";

const WEEK = 7 * 24 * 3_600_000;
const SECONDS = 300;

/**
 * The environment for programs that run on another version of Node, e.g. `24`, with the npm that it is delivered with.
 * Both come from npm's registry and are kept for a week.
 */
export async function environmentOf(version) {
  const name = `node-${version}-${process.platform}-${process.arch}`;
  const folder = fromCache(name, isRecent) ?? (await fetchedAnew(name, version));
  return { ...process.env, PATH: [programs(folder), process.env.PATH].join(delimiter) };
}

const programs = (folder) => join(folder, "node_modules", ".bin");

function isRecent(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < WEEK;
}

function fetchedAnew(name, version) {
  dropCached(name);
  const system = process.platform === "win32" ? "win" : process.platform;
  const packages = [`node-${system}-${process.arch}@${version}`, `npm@${deliveredNpm(version)}`];
  const isComplete = (folder) =>
    statSync(join(programs(folder), "npm"), { throwIfNoEntry: false }) !== undefined;
  return intoCache(name, isComplete, async (folder) => {
    const quietly = ["--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", "npm", ["install", "--prefix", folder, ...quietly, ...packages], { seconds: SECONDS });
  });
}

/** The major version of npm in the archives of that version of Node. */
const deliveredNpm = (version) => (Number.parseInt(version, 10) < 24 ? 10 : 11);

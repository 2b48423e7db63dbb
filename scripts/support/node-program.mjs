import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { dropCached, fromCache, intoCache } from "./cache.mjs";
import { run } from "./run.mjs";

const WEEK = 7 * 24 * 3_600_000;
const SECONDS = 300;

/**
 * Returns an environment for programs in which `node` is another version, e.g. `24`, and `npm` the one that is
 * delivered with it. Both are downloaded from npm's registry and cached for a week.
 */
export async function environmentOf(version) {
  const name = `node-${version}-${process.platform}-${process.arch}`;
  const folder = fromCache(name, isRecent) ?? (await download(name, version));
  return { ...process.env, PATH: [programs(folder), process.env.PATH].join(delimiter) };
}

const programs = (folder) => join(folder, "node_modules", ".bin");

function isRecent(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < WEEK;
}

function download(name, version) {
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

/** Returns the major version of npm that is delivered with a version of Node. */
const deliveredNpm = (version) => (Number.parseInt(version, 10) < 24 ? 10 : 11);

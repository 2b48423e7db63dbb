import { run } from "../support/run.mjs";
import { copySources, moduleEnvironment } from "./package.mjs";

const HOST = "https://storage.googleapis.com";
const SECONDS = 120;

/** Runs the installation script of @tensorflow/tfjs-node in `folder`; it downloads the C library from `HOST`. */
export async function makeWithOwnScript(folder) {
  await expectHost();
  copySources(folder);
  const options = { seconds: SECONDS, cwd: folder, env: moduleEnvironment() };
  await run("the script", process.execPath, ["scripts/install.js"], options);
}

/** Checks that the host can be reached, unless a proxy or a mirror is set, which only the package's script can use. */
async function expectHost() {
  const { HTTPS_PROXY, https_proxy, CDN_STORAGE, TFJS_NODE_CDN_STORAGE, TFJS_NODE_BASE_URI } = process.env;
  if (HTTPS_PROXY ?? https_proxy ?? CDN_STORAGE ?? TFJS_NODE_CDN_STORAGE ?? TFJS_NODE_BASE_URI) return;
  await fetch(HOST, { method: "HEAD", signal: AbortSignal.timeout(4_000) }).catch((error) => {
    throw new Error(`${new URL(HOST).host} cannot be reached (${error.cause?.code ?? error.message})`);
  });
}

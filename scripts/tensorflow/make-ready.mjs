import { dropCached, fromCache, intoCache } from "../support/cache.mjs";
import { makeWithOwnScript } from "./own-script.mjs";
import { clear, isComplete, isInstalled, nameOfKept, place, putBack, tryLoading } from "./package.mjs";
import { makeFromWheel, whyNoWheel } from "./wheel.mjs";

/**
 * Makes @tensorflow/tfjs-node run on native TensorFlow, unless it already does. It tries, in this order, the result
 * that an earlier run cached, the download of the package's own script, and the C library of TensorFlow's wheel. A
 * result is accepted only if it loads and computes a matrix product in a separate process.
 *
 * @param say receives lines for the user
 * @throws Error with all reasons if every way fails; no incomplete files remain
 */
export async function makeReady(say) {
  if (process.env.HARMONIC_TENSORFLOW === "skip")
    throw new Error("nothing done, as HARMONIC_TENSORFLOW=skip asks");
  if (!isInstalled()) await putBack();
  if (!isInstalled()) throw new Error("nothing done, as @tensorflow/tfjs-node is not installed");
  const present = await tryLoading();
  if (present?.version !== undefined) return say(`native ${present.version} is ready`);
  const reasons = present === undefined ? [] : [`the installed library: ${present.problem}`];
  for (const [name, way] of [
    ["kept from an earlier installation", reuse],
    ["the package's own download", download],
    ["TensorFlow's wheel", unwrap],
  ]) {
    const failure = await way(say).catch((error) => error.message);
    const made = failure === undefined ? await tryLoading() : undefined;
    if (made?.version !== undefined) return say(`native ${made.version} is ready (${name})`);
    if (failure !== NOTHING) reasons.push(`${name}: ${failure ?? made.problem}`);
    if (failure === undefined) dropCached(nameOfKept());
  }
  clear();
  throw new Error(reasons.join("; "));
}

/** The result of a way that does not apply: it is no reason to report. */
const NOTHING = "";

async function reuse() {
  const made = fromCache(nameOfKept(), isComplete);
  if (made === undefined) return NOTHING;
  place(made);
}

const kept = (make) => intoCache(nameOfKept(), isComplete, make);

async function download() {
  place(await kept(makeWithOwnScript));
}

async function unwrap(say) {
  const obstacle = whyNoWheel();
  if (obstacle !== undefined) throw new Error(obstacle);
  say("fetching TensorFlow's wheel (230 MB) and compiling the binding: half a minute on a fast line");
  place(await kept(makeFromWheel));
}

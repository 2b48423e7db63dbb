import { createRequire } from "node:module";
import { reasonOf } from "./reason.js";
import { restoreRemovedFunctions } from "./removed-functions.mjs";

const require = createRequire(import.meta.url);

/**
 * Loads @tensorflow/tfjs-node, which registers itself with tfjs-core as the backend `tensorflow`.
 *
 * @throws Error with the reason in one line, if it cannot be loaded
 */
export function loadNative(): void {
  restoreRemovedFunctions();
  try {
    require("@tensorflow/tfjs-node");
  } catch (error) {
    throw new Error(explained(reasonOf(error)), { cause: error });
  }
}

function explained(reason: string): string {
  if (/^Cannot find module '@tensorflow\/tfjs-node'/.test(reason))
    return "@tensorflow/tfjs-node is not installed";
  if (/addon module .*can not be found/.test(reason)) return "it has not been made ready";
  return reason;
}

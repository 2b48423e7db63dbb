// Plain JavaScript, because the set-up (scripts/tensorflow) needs it before anything is compiled.
// @ts-check
import util from "node:util";

/**
 * Puts back what @tensorflow/tfjs-node 4.22 calls of `node:util` and Node 23 removed: `isArray` and
 * `isNullOrUndefined`. They replace the functions of earlier versions as well, since those of Node 22 print a warning
 * when first called.
 */
export function restoreRemovedFunctions() {
  Object.assign(util, {
    isArray: Array.isArray,
    /** @param {unknown} value */
    isNullOrUndefined: (value) => value === null || value === undefined,
  });
}

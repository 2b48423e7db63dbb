// This file is plain JavaScript because scripts/tensorflow imports it before anything is compiled.
// @ts-check
import util from "node:util";

/**
 * Defines `isArray` and `isNullOrUndefined` in `node:util`: @tensorflow/tfjs-node 4.22 calls them, and Node 23 removed
 * them. On earlier versions of Node it replaces them, because those of Node 22 print a deprecation warning.
 */
export function restoreRemovedFunctions() {
  Object.assign(util, {
    isArray: Array.isArray,
    /** @param {unknown} value */
    isNullOrUndefined: (value) => value === null || value === undefined,
  });
}

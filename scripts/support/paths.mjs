import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root folder of the checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const modules = join(root, "node_modules");

import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/**
 * Fills a new folder with the compiled tensor backend and the packages that it uses, without native TensorFlow. Returns
 * the folder of the compiled programs.
 */
export function backendTree(folder: string): string {
  const modules = join(folder, "node_modules/@tensorflow");
  mkdirSync(modules, { recursive: true });
  for (const name of ["tfjs-core", "tfjs-layers", "tfjs-backend-wasm", "tfjs-backend-cpu"]) {
    cpSync(join(root, "node_modules/@tensorflow", name), join(modules, name), { recursive: true });
  }
  for (const name of ["seedrandom", "long"]) {
    const source = join(root, "node_modules", name);
    if (existsSync(source)) symlinkSync(source, join(folder, "node_modules", name));
  }
  for (const part of ["base", "training/backend"]) {
    cpSync(join(root, "dist/src", part), join(folder, "src", part), { recursive: true });
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return join(folder, "src/training/backend");
}

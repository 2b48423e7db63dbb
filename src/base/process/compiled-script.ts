import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Returns the path of the compiled program `src/<name>`, which a child process or a thread can run even if this module
 * runs from its TypeScript source.
 *
 * @throws Error if the project has not been built
 */
export function compiledScript(name: string): string {
  const beside = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL(`../../../dist/src/${name}`, import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(`this needs the compiled program, and ${built} is missing: npm run build`);
}

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The compiled program `src/<name>` that a process of its own runs, also when this module runs from its TypeScript
 * source.
 */
export function compiledScript(name: string): string {
  const beside = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (existsSync(beside)) return beside;
  const built = fileURLToPath(new URL(`../../dist/src/${name}`, import.meta.url));
  if (existsSync(built)) return built;
  throw new Error(`this needs the compiled program, and ${built} is missing: npm run build`);
}

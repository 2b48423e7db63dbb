import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Finds the package's root, from the sources as well as from the compiled files. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Returns the path of a file or folder that ships in `seeds`. */
export const shippedFile = (name: string): string => join(packageRoot(), "seeds", name);

/** Returns the path of a data file that ships in `seeds/data`. */
export const seedFile = (name: string): string => shippedFile(join("data", name));

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scoredToyTable, TOY_SPACE, toyTable } from "../../support/service.js";

/** Makes a folder with files of the toy space: the space itself, and two tables. */
export function toyFolder() {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-cli-"));
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    folder,
    file,
    space: file("toy.json", JSON.stringify(TOY_SPACE)),
    table: file("toy.csv", toyTable()),
    scored: file("scored.csv", scoredToyTable()),
  };
}

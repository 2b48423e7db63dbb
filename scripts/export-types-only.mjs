// Turns `export { Metric };` into `export type { Metric };` in the files named. The code generator writes the former
// for an enum that is one of our types, but isolated modules need the latter.
import { readFileSync, writeFileSync } from "node:fs";

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^export \{ (\w+) \};$/gm, "export type { $1 };"));
}

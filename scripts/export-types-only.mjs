// Replaces `export { Metric };` by `export type { Metric };` in the files that its arguments name. The code generator
// writes the former for an enum that maps to one of our types, but isolated modules need the latter.
import { readFileSync, writeFileSync } from "node:fs";

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^export \{ (\w+) \};$/gm, "export type { $1 };"));
}

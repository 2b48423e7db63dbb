// The generator writes `export { Metric };` for an enum that is a type of ours; isolated modules need `export type`.
import { readFileSync, writeFileSync } from "node:fs";

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/^export \{ (\w+) \};$/gm, "export type { $1 };"));
}

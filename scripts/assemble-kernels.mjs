// Compiles predictors/linear-algebra/simd/kernels.as (AssemblyScript) to WebAssembly, and writes the bytes
// into generated/kernels.ts beside it. `npm run codegen` calls it. Nothing needs the compiler while the program runs.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const FOLDER = join(resolve(dirname(fileURLToPath(import.meta.url)), ".."), "predictors/linear-algebra/simd");
/** Name under which the compiler, which wants a name with .ts, asks for the file. */
const ENTRY = "kernels.ts";
const LINE = 100;

const source = readFileSync(join(FOLDER, "kernels.as"), "utf8");
let bytes;
const options = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--outFile", "kernels.wasm"];
const { error, stderr } = await asc.main([ENTRY, ...options], {
  readFile: (name) => (name === ENTRY ? source : null),
  writeFile: (name, contents) => {
    if (name === "kernels.wasm") bytes = contents;
  },
  listFiles: () => [],
});
if (error !== null || bytes === undefined) throw new Error(`kernels.as: ${stderr.toString()}`);
if (!WebAssembly.validate(bytes)) throw new Error("the compiled kernels are not valid");

const text = Buffer.from(bytes).toString("base64");
const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, i) =>
  JSON.stringify(text.slice(i * LINE, (i + 1) * LINE)),
);
writeFileSync(
  join(FOLDER, "generated/kernels.ts"),
  [
    "// Written by scripts/assemble-kernels.mjs from ../kernels.as. Do not edit.",
    "",
    "/** The kernels as WebAssembly, in base64. */",
    `export const KERNELS =\n  ${lines.join(" +\n  ")};`,
    "",
  ].join("\n"),
);

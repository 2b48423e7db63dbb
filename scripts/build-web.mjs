// Bundles the dashboard into dist/web: files with hashed names below assets/, compressed as well, and a page that
// names them. The parts that every view needs are in the first script; other views are loaded when they are opened.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");
const out = join(root, "dist/web");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const { metafile } = await build({
  entryPoints: { dashboard: join(root, "web/main.tsx"), style: join(root, "web/styles/index.css") },
  outdir: join(out, "assets"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome110", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
});

const outputs = Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [
  basename(path),
  entryPoint,
]);
const named = (entry) => outputs.find(([, entryPoint]) => entryPoint?.endsWith(entry))[0];
const page = readFileSync(join(root, "web/index.html"), "utf8")
  .replace("STYLE", `/assets/${named("web/styles/index.css")}`)
  .replace("SCRIPT", `/assets/${named("web/main.tsx")}`);
writeFileSync(join(out, "index.html"), page);
writeFileSync(join(out, "icon.svg"), readFileSync(join(root, "web/icon.svg")));

for (const file of ["index.html", "icon.svg", ...outputs.map(([name]) => join("assets", name))]) {
  const bytes = readFileSync(join(out, file));
  writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params }));
}

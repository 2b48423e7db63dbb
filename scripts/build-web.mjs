// Bundles the dashboard into dist/web: files with hashed names below assets/, compressed as well, and a page that
// names them. The parts that every view needs are in the first script; other views are loaded when they are opened.
// operations.json is the manifest of the operations that the dashboard sends, which its server always accepts.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build, transformSync } from "esbuild";

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

const source = readFileSync(join(root, "web/generated/operations.ts"), "utf8");
const { code } = transformSync(source, { loader: "ts", format: "esm" });
const documents = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
const bodies = Object.entries(documents)
  .filter(([name]) => name.endsWith("Document"))
  .map(([, document]) => document.toString());
const operations = bodies
  .map((body) => ({ body, head: /^\s*(query|mutation|subscription)\s+(\w+)/m.exec(body) }))
  .map(({ body, head: [, type, name] }) => ({
    ...{ id: createHash("sha256").update(body).digest("hex"), name, type, body },
  }));
const manifest = { format: "apollo-persisted-query-manifest", version: 1, operations };
writeFileSync(join(out, "operations.json"), JSON.stringify(manifest));

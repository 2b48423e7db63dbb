// `npm run codegen`: generates the files that codegen.yml lists. The generator's command line reads the same file, but
// it needs 230 further packages, some of which do not support Node 20. This script rejects the parts of the file's
// format that it does not support.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import { getCachedDocumentNodeFromSchema } from "@graphql-codegen/plugin-helpers";
import { buildASTSchema, concatAST, lexicographicSortSchema, parse, Source } from "graphql";
import { parse as parseYaml } from "yaml";

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), ".."));

const { schema, generates } = requireOnly(
  ["schema", "generates"],
  parseYaml(readFileSync("codegen.yml", "utf8")),
);
for (const [filename, output] of Object.entries(generates)) {
  const { hooks = {}, ...asked } = requireOnly(["documents", "plugins", "config", "hooks"], output);
  writeFileSync(filename, await generate(filename, asked));
  const { afterOneFileWrite: commands = [] } = requireOnly(["afterOneFileWrite"], hooks);
  for (const command of commands) {
    const [program, ...args] = command.split(" ");
    execFileSync(program, [...args, filename], { stdio: "inherit" });
  }
}

async function generate(filename, { documents, plugins, config }) {
  const schemaAst = lexicographicSortSchema(buildASTSchema(concatAST(parsed("schema", schema))));
  const operations = documents === undefined ? [] : parsed("documents", documents);
  const loaded = plugins.map(async (name) => [name, await import(`@graphql-codegen/${name}`)]);
  return codegen({
    filename,
    schema: getCachedDocumentNodeFromSchema(schemaAst),
    schemaAst,
    documents: operations.map((document) => ({ location: document.loc.source.name, document })),
    plugins: plugins.map((name) => ({ [name]: {} })),
    pluginMap: Object.fromEntries(await Promise.all(loaded)),
    config,
  });
}

/** Parses the files of a folder that have one extension, e.g. `schema/*.graphql`, in the order of their names. */
function parsed(key, pattern) {
  const [folder, name] = [dirname(pattern), basename(pattern)];
  if (!/^\*\.\w+$/.test(name))
    throw new Error(`codegen.yml: ${key} must be FOLDER/*.EXTENSION, not ${pattern}`);
  const files = readdirSync(folder).filter((file) => file.endsWith(name.slice(1)));
  return files.sort().map((file) => parse(new Source(readFileSync(join(folder, file), "utf8"), file)));
}

/** Returns `part` unless it has keys that are not known. */
function requireOnly(known, part) {
  const other = Object.keys(part).find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`codegen.yml: scripts/codegen.mjs does not support "${other}"`);
  return part;
}

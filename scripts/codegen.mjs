// `npm run codegen`: writes the files that codegen.yml asks for. The generator's own command line reads the same
// file, but brings 230 packages more, some of which refuse Node 20; what of the file's format is not needed here is
// refused by name.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import { getCachedDocumentNodeFromSchema } from "@graphql-codegen/plugin-helpers";
import { buildASTSchema, concatAST, lexicographicSortSchema, parse, Source } from "graphql";
import { parse as parseYaml } from "yaml";

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), ".."));

const { schema, generates } = only(["schema", "generates"], parseYaml(readFileSync("codegen.yml", "utf8")));
for (const [filename, output] of Object.entries(generates)) {
  const { hooks = {}, ...asked } = only(["documents", "plugins", "config", "hooks"], output);
  writeFileSync(filename, await generate(filename, asked));
  const { afterOneFileWrite: commands = [] } = only(["afterOneFileWrite"], hooks);
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

/** The parsed files of one folder that end alike, e.g. `schema/*.graphql`, by name. */
function parsed(key, pattern) {
  const [folder, name] = [dirname(pattern), basename(pattern)];
  if (!/^\*\.\w+$/.test(name))
    throw new Error(`codegen.yml: ${key}: expected FOLDER/*.ENDING, got ${pattern}`);
  const files = readdirSync(folder).filter((file) => file.endsWith(name.slice(1)));
  return files.sort().map((file) => parse(new Source(readFileSync(join(folder, file), "utf8"), file)));
}

function only(known, part) {
  const other = Object.keys(part).find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`codegen.yml: ${other}: not known to scripts/codegen.mjs`);
  return part;
}

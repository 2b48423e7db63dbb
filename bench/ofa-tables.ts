/**
 * Writes the OFA-MobileNetV3 tables of the seeds as sample tables, `accuracy.csv` and `latency.csv` in the folder
 * `FOLDER/ofa-mobilenet-v3`. Rows and their order are those of the tables from which the published figures come.
 * Genes of blocks that do not exist are empty.
 *
 *   npx tsx bench/ofa-tables.ts FOLDER
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { decodeNetwork } from "../seeds/network-code.js";
import type { OfaTable } from "../seeds/ofa-tables.js";
import { seedFile } from "../seeds/seed-file.js";
import { toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";

const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
const genes = space.spec.genes.map(({ name }) => name);

const { positionals } = parseArgs({ allowPositionals: true });
if (positionals.length !== 1) throw new Error("name the folder of the tables");
const folder = join(positionals[0], "ofa-mobilenet-v3");
mkdirSync(folder, { recursive: true });

for (const kind of ["accuracy", "latency"] as const) {
  const table = JSON.parse(gunzipSync(readFileSync(seedFile(`ofa-${kind}.json.gz`))).toString()) as OfaTable;
  const columns = Object.entries(table[kind] ?? {});
  const head = [
    ...genes,
    ...columns.map(([subject]) => `${subject}.${kind === "latency" ? "latency_ms" : kind}`),
  ];
  const rows = table.networks.map((network, row) => {
    const architecture = toArchitecture(space, decodeNetwork(network));
    return [...genes.map((gene) => architecture[gene] ?? ""), ...columns.map(([, values]) => values[row])];
  });
  const file = join(folder, `${kind}.csv`);
  writeFileSync(file, `${[head, ...rows].map((cells) => cells.join(",")).join("\n")}\n`);
  console.log(`${file}: ${rows.length} networks`);
}

/**
 * Converts the OFA-MobileNetV3 tables of HARMONIC_DATA to the seeds' own format:
 *
 *   npx tsx seeds/build-ofa.ts
 */
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { encodeNetwork } from "./network-code.js";
import type { OfaTable } from "./ofa-tables.js";
import { seedFile } from "./seed-file.js";

const sources = {
  accuracy: { source: "DyNAS-T, search results on OFA-MobileNetV3 w1.0 (Intel Labs)", licence: "Apache-2.0" },
  latency: { source: "HELP (Lee et al., NeurIPS 2021), OFA latency tables", licence: "MIT" },
} as const;

const folder = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "ofa-mobilenet-v3");
const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);

for (const kind of ["accuracy", "latency"] as const) {
  const data = await parseTable(createReadStream(join(folder, `${kind}.csv`)), space);
  const columns = data.columns.filter((column) => column.kind === kind);
  const table: OfaTable = {
    ...sources[kind],
    networks: data.genotypes.map(encodeNetwork),
    [kind]: Object.fromEntries(columns.map((column) => [column.subject, [...column.values]])),
  };
  const bytes = gzipSync(JSON.stringify(table), { level: 9 });
  writeFileSync(seedFile(`ofa-${kind}.json.gz`), bytes);
  console.log(`ofa-${kind}.json.gz: ${data.rows} networks, ${bytes.length} bytes`);
}

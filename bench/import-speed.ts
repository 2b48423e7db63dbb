import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { openArchive } from "../src/archive/open.js";
import { sampleTableName } from "../src/base/ids.js";
import { Random } from "../src/base/random.js";
import { TableWriting } from "../src/service/samples/table-writing.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { readTable } from "../src/tables/parse-table.js";
import { machine } from "./machine.js";

/**
 * Times the import of a table of random networks, each with an accuracy, and latency and energy on two devices, as
 * `samples import` does it: reading and hashing, then one commit.
 */
const { values } = parseArgs({
  options: {
    networks: { type: "string", default: "100000" },
    archive: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const networks = Number(values.networks);
const definition = builtInSpace("ofa-mobilenet-v3")!;
const space = compileSpace(definition);

function* csv(): Generator<string> {
  const random = new Random(Number(values.seed));
  const { genes } = definition;
  const measured = ["t.accuracy", "a.latency_ms", "a.energy_mj", "b.latency_ms", "b.energy_mj"];
  yield `${[...genes.map(({ name }) => name), ...measured].join(",")}\n`;
  for (let row = 0; row < networks; row++) {
    const cells: (string | number)[] = genes.map(({ choices }) => random.pick(choices) as string | number);
    for (let i = 0; i < measured.length; i++) cells.push((0.5 + random.next() / 2).toFixed(5));
    yield `${cells.join(",")}\n`;
  }
}

const folder = mkdtempSync(join(tmpdir(), "harmonic-import-"));
const file = join(folder, "table.csv");
await pipeline(Readable.from(csv()), createWriteStream(file));
const archive = await openArchive(values.archive ?? `sqlite:${join(folder, "archive.db")}`);
const begun = performance.now();
const cpu = process.cpuUsage();
const data = await readTable(createReadStream(file), space);
const read = performance.now();
const cpuRead = process.cpuUsage(cpu);
const name = sampleTableName("bench");
const table = { id: name, name, space: space.spec.id, checksum: data.checksum, rows: data.rows, columns: [] };
const record = { ...table, importedAt: new Date().toISOString(), measurementsStored: true };
await archive.commit(new TableWriting(space, data, record).measurementChanges());
const stored = performance.now();
const cpuAll = process.cpuUsage(cpu);
await archive.close();
const seconds = (from: number, to: number) => Number(((to - from) / 1000).toFixed(2));
console.log(machine());
console.log({
  networks,
  csvMegabytes: Math.round(statSync(file).size / 1e6),
  readSeconds: seconds(begun, read),
  storeSeconds: seconds(read, stored),
  networksPerSecond: Math.round((1000 * networks) / (stored - begun)),
  readCpuSeconds: seconds(0, (cpuRead.user + cpuRead.system) / 1000),
  storeCpuSeconds: seconds(0, (cpuAll.user + cpuAll.system - cpuRead.user - cpuRead.system) / 1000),
  residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
});
rmSync(folder, { recursive: true });

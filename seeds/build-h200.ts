/**
 * Converts the tables of HARMONIC_DATA/h200 to the seeds' own format, one file per device and search space:
 *
 *   npx tsx seeds/build-h200.ts
 */
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { type MeasuredTable, writeMeasuredTable } from "./measured-tables.js";
import { encodeNetwork } from "./network-code.js";

const SPACES = ["av-mnist", "memes-politics", "mm-imdb", "ofa-mobilenet-v3"];
const COLUMNS = ["network", "latency_ms", "latency_sd_ms", "energy_mj"] as const;
const METHOD = [
  "Whole networks with seeded random weights (backbones with their classifiers, projections, fusion, summed logits).",
  "FP32 with TF32, PyTorch 2.11, replay of a CUDA graph; latency is the median of 40 replays, with their standard " +
    "deviation.",
  "Energy per inference of a whole batch is that of the board, from the card's counter over at least 0.25 s, idle " +
    "power included.",
  "A repeat of 12 networks agreed within 1.2 % (latency) and 4 % (energy).",
];

const folder = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "h200");

for (const spaceName of SPACES) {
  const space = compileSpace(builtInSpace(spaceName)!);
  const data = await parseTable(createReadStream(join(folder, `${spaceName}.csv`)), space);
  for (const batch of [1, 64]) {
    const id = `h200-b${batch}`;
    const valuesOf = (kind: string): Float64Array =>
      data.columns.find((column) => column.kind === kind && column.subject === id)!.values;
    const [latency, sd, energy] = ["latency", "latency_sd", "energy"].map(valuesOf);
    const rows = data.genotypes.flatMap((genotype, i) =>
      Number.isNaN(latency[i]) ? [] : [[encodeNetwork(genotype), latency[i], sd[i], energy[i]]],
    );
    const table: MeasuredTable = {
      device: {
        id,
        name: `NVIDIA H200, batch ${batch}`,
        description:
          "Whole networks in FP32 with TF32 as CUDA graphs; board energy per batch, idle power included.",
        runtime: "PyTorch 2.11",
        batch,
      },
      space: spaceName,
      source: "measured by this project on an NVIDIA H200",
      licence: "MIT",
      method: METHOD,
      columns: COLUMNS,
      rows,
    };
    console.log(`${writeMeasuredTable(table)}: ${rows.length} networks`);
  }
}

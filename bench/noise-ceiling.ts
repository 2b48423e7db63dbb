/**
 * Bounds how well any predictor can rank the costs of similar devices, from how well their measurements of the same
 * networks agree. If the devices rank networks alike but for independent noise, the rank correlation of two of them is
 * the product of each one's with the noiseless ranking (Spearman's correction for attenuation, American Journal of
 * Psychology 15, 1904). Three devices give the factor of each.
 *
 *   npx tsx bench/noise-ceiling.ts --samples FILE.csv --space ID [--distinct COLUMN] --devices A,B,C [--metric energy]
 */
import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { spearman } from "../predictors/ranking.js";
import { defined } from "../src/base/defined.js";
import { median } from "../src/base/statistics/median.js";
import { metricColumn } from "../src/benches/networks.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";

const { values: options } = parseArgs({
  options: {
    samples: { type: "string", default: "" },
    space: { type: "string", default: "" },
    distinct: { type: "string" },
    devices: { type: "string", default: "" },
    metric: { type: "string", default: "latency" },
  },
});
const definition = builtInSpace(options.space);
if (definition === undefined) throw new Error("name a built-in space by --space ID");
const devices = options.devices.split(",");
if (devices.length < 3) throw new Error("name at least three devices by --devices A,B,C");
const distinct = defined({ distinct: options.distinct });
const table = await parseTable(createReadStream(options.samples), compileSpace(definition), distinct);
const metric = options.metric === "energy" ? "energy" : "latency";
const columns = devices.map((device) => metricColumn(table, metric, device, "--devices"));
const rows = [...columns[0].keys()].filter((row) => columns.every((column) => Number.isFinite(column[row])));
const values = columns.map((column) => Float64Array.from(rows, (row) => column[row]));
const agreement = values.map((a) => values.map((b) => spearman(a, b)));

devices.forEach((device, i) => {
  const others = [...devices.keys()].filter((j) => j !== i);
  const bounds = others.flatMap((j) =>
    others.filter((k) => k > j).map((k) => Math.sqrt((agreement[i][j] * agreement[i][k]) / agreement[j][k])),
  );
  const pairs = others.map((j) => `${devices[j]} ${agreement[i][j].toFixed(3)}`).join(", ");
  process.stdout.write(`${device}: at most ${median(bounds).toFixed(3)}; measurements agree with ${pairs}\n`);
});

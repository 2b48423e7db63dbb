/**
 * Finds the front of every device of a table as if it were new, from few measurements (`harmonic bench adapt`): all
 * other devices are known. It prints the medians over the seeds, one line per device, and their median and worst.
 *
 *   npx tsx bench/adapt.ts --samples FILE.csv --space ID --task ID [--distinct COLUMN] [--accuracies 300]
 *     [--measure 10] [--verify 20] [--seeds 10] [--first-seed 101] [--out FILE.json]
 */
import { createReadStream, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defined } from "../src/base/defined.js";
import { deviceId, taskId } from "../src/base/ids.js";
import { median } from "../src/base/statistics/median.js";
import { type BenchAdaptShares, benchAdapt } from "../src/benches/bench-adapt.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";

const { values: options } = parseArgs({
  options: {
    samples: { type: "string", default: "" },
    space: { type: "string", default: "" },
    task: { type: "string", default: "" },
    distinct: { type: "string" },
    accuracies: { type: "string", default: "300" },
    measure: { type: "string", default: "10" },
    verify: { type: "string", default: "20" },
    seeds: { type: "string", default: "10" },
    "first-seed": { type: "string", default: "101" },
    out: { type: "string" },
  },
});
const definition = builtInSpace(options.space);
if (definition === undefined) throw new Error("name a built-in space by --space ID");
const space = compileSpace(definition);
const distinct = defined({ distinct: options.distinct });
const table = await parseTable(createReadStream(options.samples), space, distinct);
const columns = table.columns.filter(({ kind }) => kind === "latency");
const devices = columns.map(({ subject }) => deviceId(subject ?? ""));

const SHARES = ["hypervolumeShare", "search", "random"] as const;
const first = Number(options["first-seed"]);
const trials = new Map(devices.map((device): [typeof device, BenchAdaptShares[]] => [device, []]));
// One seed after the other, so that the predictors of the sources are trained once for all devices.
for (let seed = first; seed < first + Number(options.seeds); seed++) {
  for (const [device, shares] of trials) {
    const report = await benchAdapt(
      table,
      {
        space,
        task: taskId(options.task),
        device,
        accuracies: Number(options.accuracies),
        measure: Number(options.measure),
        verify: Number(options.verify),
        seeds: 1,
        firstSeed: seed,
        fromDevices: devices.filter((other) => other !== device),
        clock: performance.now.bind(performance),
      },
      tableEvaluator,
    );
    shares.push(report.median);
  }
}

const medians = [...trials].map(([device, shares]) => ({ device, shares: folded(shares, median) }));
for (const { device, shares } of medians) process.stdout.write(line(device, shares));
const every = medians.map(({ shares }) => shares);
process.stdout.write(line("median", folded(every, median)));
process.stdout.write(
  line(
    "worst",
    folded(every, (values) => Math.min(...values)),
  ),
);
if (options.out !== undefined) {
  const results = Object.fromEntries(medians.map(({ device, shares }) => [device, shares]));
  writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`);
}

function folded(
  trials: readonly BenchAdaptShares[],
  fold: (values: readonly number[]) => number,
): BenchAdaptShares {
  const shares = SHARES.map((share) => [share, fold(trials.map((one) => one[share]))]);
  return Object.fromEntries(shares) as unknown as BenchAdaptShares;
}

function line(title: string, { hypervolumeShare, search, random }: BenchAdaptShares): string {
  const [adapted, searched, drawn] = [hypervolumeShare, search, random].map((x) => (100 * x).toFixed(2));
  return `${title.padEnd(24)} adapted ${adapted} %, search ${searched} %, random ${drawn} %\n`;
}

/**
 * Leaves each device of some tables out in turn, and predicts its cost from a few measurements and everything known of
 * the others (`harmonic bench predictor --from-devices ... --profile ...`). It prints the medians over the seeds, one
 * line per device, and their mean and worst, without and with networks that the product chooses.
 *
 *   npx tsx bench/few-shot.ts --samples FILE.csv... --space ID [--distinct COLUMN] [--metric energy]
 *     [--devices A,B] [--profile DEVICE=FILE]... [--train 10] [--seeds 10] [--first-seed 101] [--out FILE.json]
 */
import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defined } from "../src/base/defined.js";
import { type DeviceId, deviceId } from "../src/base/ids.js";
import { type BenchPredictorResult, benchPredictor } from "../src/benches/bench-predictor.js";
import { parseProfile } from "../src/hardware/profile.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { joinTables } from "../src/tables/join-tables.js";
import { parseTable } from "../src/tables/parse-table.js";

const { values: options } = parseArgs({
  options: {
    samples: { type: "string", multiple: true, default: [] },
    space: { type: "string", default: "" },
    distinct: { type: "string" },
    metric: { type: "string", default: "latency" },
    devices: { type: "string" },
    profile: { type: "string", multiple: true, default: [] },
    train: { type: "string", default: "10" },
    seeds: { type: "string", default: "10" },
    "first-seed": { type: "string", default: "101" },
    out: { type: "string" },
  },
});
const definition = builtInSpace(options.space);
if (definition === undefined) throw new Error("name a built-in space by --space ID");
const metric = options.metric === "energy" ? "energy" : "latency";
const space = compileSpace(definition);
const distinct = defined({ distinct: options.distinct });
const tables = options.samples.map((file) => parseTable(createReadStream(file), space, distinct));
const table = joinTables(await Promise.all(tables));
const all = table.columns.filter(({ kind }) => kind === metric).map(({ subject }) => deviceId(subject ?? ""));
const targets = options.devices?.split(",").map(deviceId) ?? all;
const profiles = options.profile.map((given) => {
  const [device, file] = given.split("=");
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  return { device: deviceId(device), entries: parseProfile(content, file), source: file };
});

const FIGURES = ["spearman", "within10", "coverage90"] as const;
type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;
const results: Record<string, { readonly random: Figures; readonly chosen: Figures }> = {};
for (const device of targets) {
  results[device] = { random: await judged(device, false), chosen: await judged(device, true) };
  process.stdout.write(
    `${line(device, results[device].random)}; chosen ${line("", results[device].chosen)}\n`,
  );
}
for (const kind of ["random", "chosen"] as const) {
  const every = Object.values(results).map((result) => result[kind]);
  const over = (fold: (values: readonly number[]) => number): Figures =>
    Object.fromEntries(FIGURES.map((figure) => [figure, fold(every.map((one) => one[figure]))])) as Figures;
  const mean = over((values) => values.reduce((a, b) => a + b, 0) / values.length);
  process.stdout.write(
    `${line(`mean, ${kind}`, mean)}; worst ${line(
      "",
      over((v) => Math.min(...v)),
    )}\n`,
  );
}
if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`);

async function judged(device: DeviceId, isChosen: boolean): Promise<Figures> {
  const report = await benchPredictor(table, {
    space,
    metric,
    device,
    train: Number(options.train),
    seeds: Number(options.seeds),
    firstSeed: Number(options["first-seed"]),
    fromDevices: all.filter((other) => other !== device),
    profiles,
    isChosen,
    clock: performance.now.bind(performance),
  });
  const median: BenchPredictorResult = report.median;
  return { spearman: median.spearman, within10: median.within10, coverage90: median.coverage90 };
}

function line(title: string, { spearman, within10, coverage90 }: Figures): string {
  const figures = `rho ${spearman.toFixed(3)}, within 10 % ${(100 * within10).toFixed(1)} %`;
  return `${title.padEnd(24)} ${figures}, coverage ${coverage90.toFixed(3)}`.trim();
}

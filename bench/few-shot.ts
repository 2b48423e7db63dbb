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
import { median } from "../src/base/statistics/median.js";
import { benchPredictor } from "../src/benches/bench-predictor.js";
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
const KINDS = ["random", "chosen"] as const;
const first = Number(options["first-seed"]);
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => first + i);
const judgements = new Map(targets.map((device) => [device, { random: [], chosen: [] } as Judgements]));
// One seed after the other, so that the predictors of the sources are trained once for all devices and both kinds.
for (const seed of seeds) {
  for (const [device, judged] of judgements) {
    for (const kind of KINDS) judged[kind].push(await judge(device, seed, kind === "chosen"));
  }
}
type Judgements = Record<(typeof KINDS)[number], Figures[]>;

const results: Record<string, Record<(typeof KINDS)[number], Figures>> = {};
for (const [device, judged] of judgements) {
  const [random, chosen] = KINDS.map((kind) => folded(judged[kind], median));
  results[device] = { random, chosen };
  process.stdout.write(`${line(device, random)}; chosen ${line("", chosen)}\n`);
}
for (const kind of KINDS) {
  const every = Object.values(results).map((result) => result[kind]);
  const mean = folded(every, (values) => values.reduce((a, b) => a + b, 0) / values.length);
  const worst = folded(every, (values) => Math.min(...values));
  process.stdout.write(`${line(`mean, ${kind}`, mean)}; worst ${line("", worst)}\n`);
}
if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`);

async function judge(device: DeviceId, seed: number, isChosen: boolean): Promise<Figures> {
  const { median: figures } = await benchPredictor(table, {
    space,
    metric,
    device,
    train: Number(options.train),
    seeds: 1,
    firstSeed: seed,
    fromDevices: all.filter((other) => other !== device),
    profiles,
    isChosen,
    clock: performance.now.bind(performance),
  });
  return { spearman: figures.spearman, within10: figures.within10, coverage90: figures.coverage90 };
}

function folded(every: readonly Figures[], fold: (values: readonly number[]) => number): Figures {
  const figures = FIGURES.map((figure) => [figure, fold(every.map((one) => one[figure]))]);
  return Object.fromEntries(figures) as Figures;
}

function line(title: string, { spearman, within10, coverage90 }: Figures): string {
  const figures = `rho ${spearman.toFixed(3)}, within 10 % ${(100 * within10).toFixed(1)} %`;
  return `${title.padEnd(24)} ${figures}, coverage ${coverage90.toFixed(3)}`.trim();
}

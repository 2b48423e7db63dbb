/**
 * Converts the published operator profiles of HARMONIC_DATA to the seeds' own format. Values keep five significant
 * digits: their spread is far larger, and the published totals still hold.
 *
 *   npx tsx seeds/build-profiles.ts && npx biome format --write seeds/profiles
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseProfile } from "../src/hardware/profile.js";
import type { OperatorCost } from "../src/hardware/types.js";
import { type CompactProfile, fillTemplate, type OperatorGroup, placesOf } from "./profile-format.js";
import { shippedFile } from "./seed-file.js";

const TEMPLATES = [
  "ConvLayer-input:1_{channels}_{height}_{width}-in_ch:{channels}-out_ch:{out}" +
    "-kernel:{kernel}-stride:{stride}-use_se:{se}-use_bn:{bn}",
  "MBConvLayer-input:1_{channels}_{height}_{width}-in_ch:{channels}-out_ch:{out}-mid_ch:{mid}-expand:{expand}" +
    "-kernel:{kernel}-stride:{stride}-use_se:{se}",
  "LinearLayer-input:{in}-in_ch:{in}-out_ch:{out}",
  "{operator}-input:1_{channels}_{length}-N:1-C:{channels}-L:{length}",
];

const BOARDS = [
  ["tx2", "jetson-tx2", "NVIDIA Jetson TX2"],
  ["agx", "jetson-agx-xavier", "NVIDIA Jetson AGX Xavier"],
] as const;

/**
 * The name of each table, its spaces, and the boards on which it was measured. The fusion operators serve every space,
 * and the networks of clip-art have the shapes of Memes-Politics'.
 */
const TABLES = [
  ["fusion", [], ["tx2", "agx"]],
  ["ofa_mnist", ["av-mnist"], ["tx2", "agx"]],
  ["ofa_memes", ["memes-politics", "clip-art"], ["tx2", "agx"]],
  ["ofa_imdb", ["mm-imdb"], ["tx2"]],
] as const;

const folder = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "harmonic-nas");
const short = (value: number): number => Number(value.toPrecision(5));

/**
 * Returns the values for which `template` gives the key, in the order of its places; undefined where the key does not
 * match.
 */
function match(template: string, key: string): (string | number)[] | undefined {
  const seen = new Set<string>();
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return name === "operator" ? `(?<${name}>\\w+)` : `(?<${name}>\\d+)`;
  });
  const found = new RegExp(`^${pattern}$`).exec(key)?.groups;
  return found && placesOf(template).map((name) => (name === "operator" ? found[name] : Number(found[name])));
}

function groupOf(template: string, entries: Readonly<Record<string, OperatorCost>>): OperatorGroup {
  const columns = [...placesOf(template), "ms", "mJ"];
  const rows = Object.entries(entries).flatMap(([key, { latency, energy = Number.NaN }]) => {
    const values = match(template, key);
    if (values === undefined) return [];
    if (fillTemplate(template, columns, values) !== key) throw new Error(`${key} is not restated exactly`);
    return [[...values, short(latency), short(energy)]];
  });
  return { key: template, columns, rows };
}

for (const [table, spaces, boards] of TABLES) {
  for (const [board, device, name] of BOARDS.filter(([board]) =>
    (boards as readonly string[]).includes(board),
  )) {
    const entries = parseProfile(
      JSON.parse(readFileSync(join(folder, `lut_${table}_${board}.json`), "utf8")),
    );
    const wanted = Object.fromEntries(Object.entries(entries).filter(([key]) => !key.startsWith("SE2-")));
    const operators = TEMPLATES.map((template) => groupOf(template, wanted)).filter(
      ({ rows }) => rows.length > 0,
    );
    const rows = operators.reduce((sum, group) => sum + group.rows.length, 0);
    if (rows !== Object.keys(wanted).length) throw new Error(`${table} on ${board}: a key fits no template`);
    const source =
      "Harmonic-NAS reference repository (Ghebriout et al., ACML 2023): " +
      `measured per operator on ${name}; five significant digits`;
    const of = spaces.length === 0 ? {} : { spaces };
    const profile: CompactProfile = { device, ...of, source, operators };
    const file = `profiles/${device}.${spaces[0] ?? "fusion"}.json`;
    writeFileSync(shippedFile(file), `${JSON.stringify(profile, null, 2)}\n`);
    console.log(`${file}: ${rows} operators`);
  }
}

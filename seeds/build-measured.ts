/**
 * Turns what `profile` measured of whole networks on a device into files of the seeds, one per search space:
 *
 *   npx tsx seeds/build-measured.ts --archive FILE.db --device epyc-onnx-1 --name "AMD EPYC 9V74, one thread" \
 *     --method "The machine ran nothing else." --report report.json
 *
 * The archive is an SQLite file of the server that the device measured for, which is not changed. `--report`, which can
 * be repeated, names what `profile --json` printed: measurements that it calls doubtful are left out, and its machine
 * and noise floor are noted. `--keep-doubtful` keeps them. `--skip ID,...` leaves out networks by the beginnings of
 * their ids.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { withArchiveCopy } from "../bench/archive-copy.js";
import { deviceId } from "../src/base/ids.js";
import type { Measurement } from "../src/records/measurement.js";
import { parseArchitecture } from "../src/space/architecture.js";
import { builtInSpaces } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import type { Space } from "../src/space/space.js";
import { type MeasuredColumn, writeMeasuredTable } from "./measured-tables.js";
import { encodeNetwork } from "./network-code.js";

type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/** What is read of the report of a session. */
interface Report {
  readonly noiseFloor: number | null;
  readonly machine: { readonly name: string };
  readonly measured: readonly {
    readonly id: string;
    readonly latency: number;
    readonly notes: readonly string[];
  }[];
}

const COLUMNS: readonly MeasuredColumn[] = [
  "network",
  "latency_ms",
  "latency_sd_ms",
  "energy_mj",
  "energy_sd_mj",
  "repeats",
  "measured_at",
];

const { values: options } = parseArgs({
  options: {
    archive: { type: "string" },
    device: { type: "string" },
    name: { type: "string" },
    method: { type: "string", multiple: true, default: [] },
    report: { type: "string", multiple: true, default: [] },
    "keep-doubtful": { type: "boolean", default: false },
    skip: { type: "string", default: "" },
  },
});
const { archive: file, device: id } = options;
if (file === undefined || id === undefined)
  throw new Error("--archive FILE and --device ID are needed; see the head of this file");

const reports = options.report.map((file) => JSON.parse(readFileSync(file, "utf8")) as Report);
/** Latencies of doubtful measurements by network [ms]; the archive has the same values. */
const doubtful = new Set(
  reports.flatMap(({ measured }) =>
    measured.filter(({ notes }) => notes.length > 0).map(({ id, latency }) => `${id} ${latency}`),
  ),
);
const skipped = options.skip.split(",").filter(Boolean);

await withArchiveCopy(file, async (archive) => {
  const device = await archive.get("device", id);
  if (device === undefined) throw new Error(`the archive has no device ${id}`);
  let written = 0;
  for (const space of builtInSpaces.map(compileSpace)) {
    const found = await archive.measurementsSince({ space: space.spec.id, device: deviceId(device.id) }, 0);
    const retracted = new Set(
      found.filter((one) => one.measurement.retracted).map((one) => one.measurement.id),
    );
    const all = found
      .map(({ measurement }) => measurement as DeviceMeasurement)
      .filter(({ id }) => !retracted.has(id));
    const kept = all.filter(
      ({ architecture, latency }) =>
        (options["keep-doubtful"] || !doubtful.has(`${architecture} ${latency}`)) &&
        !skipped.some((beginning) => architecture.startsWith(beginning)),
    );
    if (kept.length === 0) continue;
    const rows: (string | number | null)[][] = [];
    for (const measurement of kept) {
      const { architecture } = (await archive.architecture(measurement.architecture))!;
      rows.push(rowOf(space, architecture, measurement));
    }
    const [{ runtime = device.runtime, batch = device.batch }] = kept;
    const name = writeMeasuredTable({
      device: {
        ...device,
        name: options.name ?? device.name,
        description: withoutHost(device.description),
        runtime,
        batch,
      },
      space: space.spec.id,
      source: `measured by this project with harmonic profile on ${options.name ?? device.name}`,
      licence: "MIT",
      method: methodOf(kept),
      columns: COLUMNS,
      rows,
    });
    written++;
    const networks = new Set(kept.map(({ architecture }) => architecture)).size;
    console.log(
      `${name}: ${rows.length} measurements of ${networks} networks; ${all.length - kept.length} left out`,
    );
  }
  if (written === 0) console.log(`nothing is written: ${device.id} has no measurements`);
});

function rowOf(
  space: Space,
  architecture: unknown,
  { latency, latencySd, energy, energySd, repeats, measuredAt }: DeviceMeasurement,
): (string | number | null)[] {
  const numbers = [latency, latencySd, energy, energySd].map((value) =>
    value === undefined ? null : Number(value.toPrecision(6)),
  );
  return [encodeNetwork(parseArchitecture(space, architecture)), ...numbers, repeats, measuredAt ?? null];
}

function methodOf(kept: readonly DeviceMeasurement[]): readonly string[] {
  const runtimes = [...new Set(kept.map(({ runtime }) => runtime ?? "an unknown runtime"))];
  const modes = [...new Set(kept.flatMap(({ powerMode }) => powerMode ?? []))];
  const machines = [...new Set(reports.map(({ machine }) => withoutHost(machine.name)))];
  const floors = reports.flatMap(({ noiseFloor }) => (noiseFloor === null ? [] : [noiseFloor]));
  return [
    `Whole networks as ONNX by the protocol of docs/guide/measuring.md, with ${runtimes.join(" and ")}.`,
    ...(machines.length === 0 ? [] : [`Machine: ${machines.join("; ")}.`]),
    ...(floors.length === 0
      ? []
      : [`Noise floor: ${floors.map((floor) => `${(100 * floor).toFixed(1)} %`).join(", ")}.`]),
    ...(modes.length === 0 ? [] : [`Power mode: ${modes.join(" and ")}.`]),
    ...options.method,
  ];
}

/** The words for a machine without its name in its network. */
function withoutHost(machine: string): string {
  return machine.replace(/, host .*$/, "");
}

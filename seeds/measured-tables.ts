import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defined } from "../src/base/defined.js";
import { deviceId } from "../src/base/ids.js";
import { millijoules, milliseconds } from "../src/base/units.js";
import type { Device } from "../src/hardware/types.js";
import type { Change } from "../src/records/changes.js";
import { contentId } from "../src/records/content-id.js";
import { toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { architectureId } from "../src/space/identity.js";
import { decodeNetwork } from "./network-code.js";
import { shippedFile } from "./seed-file.js";

/** Whole networks of one search space that this project measured on one device, one row per measurement. */
export interface MeasuredTable {
  readonly device: Omit<Device, "id"> & { readonly id: string };
  readonly space: string;
  readonly source: string;
  readonly licence: string;
  /** How the values were measured, in sentences. */
  readonly method: readonly string[];
  /** The names of the columns of `rows`; the network is as `encodeNetwork` writes it. */
  readonly columns: readonly MeasuredColumn[];
  /** The values of each measurement; null where there is none. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export type MeasuredColumn =
  | "network"
  | "latency_ms"
  | "latency_sd_ms"
  | "energy_mj"
  | "energy_sd_mj"
  | "repeats"
  | "measured_at";

const folder = (): string => shippedFile("measured");

/** Reads the tables that ship, in the order of their names: one per device and search space. */
export function measuredTables(): readonly MeasuredTable[] {
  if (!existsSync(folder())) return [];
  return readdirSync(folder())
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder(), file), "utf8")) as MeasuredTable);
}

/** Writes a table under the names of its device and space, with one measurement per line; returns its name. */
export function writeMeasuredTable(table: MeasuredTable): string {
  const { rows, ...head } = table;
  const lines = rows.map((row) => JSON.stringify(row));
  const name = `${table.device.id}.${table.space}.json`;
  const text = JSON.stringify({ ...head, rows: "ROWS" }, null, 2).replace(
    '"ROWS"',
    () => `[\n    ${lines.join(",\n    ")}\n  ]`,
  );
  writeFileSync(join(folder(), name), `${text}\n`);
  return name;
}

/** The devices of the tables that ship, each once. */
export function measuredDevices(): readonly Device[] {
  const devices = new Map(measuredTables().map(({ device }) => [device.id, device]));
  return [...devices.values()].map(({ id, ...rest }) => ({ id: deviceId(id), ...rest }));
}

/** Generates the architectures and measurements of the tables that ship. */
export function* measuredChanges(): Generator<Change> {
  for (const table of measuredTables()) yield* changesOf(table);
}

function* changesOf({ device, space: spaceName, source, columns, rows }: MeasuredTable): Generator<Change> {
  const space = compileSpace(builtInSpace(spaceName)!);
  for (const [row, cells] of rows.entries()) {
    const at = (name: MeasuredColumn) => cells[columns.indexOf(name)] ?? undefined;
    const number = (name: MeasuredColumn): number | undefined => {
      const value = at(name);
      return value === undefined ? undefined : Number(value);
    };
    const genotype = decodeNetwork(String(at("network")));
    const architecture = architectureId(space, genotype);
    const [latency, latencySd] = [number("latency_ms"), number("latency_sd_ms")];
    const [energy, energySd] = [number("energy_mj"), number("energy_sd_mj")];
    yield {
      type: "architecture",
      record: { id: architecture, space: space.spec.id, architecture: toArchitecture(space, genotype) },
    };
    yield {
      type: "measurement",
      record: {
        id: contentId("seed", device.id, spaceName, row),
        space: space.spec.id,
        architecture,
        origin: source,
        retracted: false,
        subject: "device",
        device: deviceId(device.id),
        repeats: number("repeats") ?? 1,
        batch: device.batch,
        ...defined({
          latency: latency === undefined ? undefined : milliseconds(latency),
          latencySd: latencySd === undefined ? undefined : milliseconds(latencySd),
          energy: energy === undefined ? undefined : millijoules(energy),
          energySd: energySd === undefined ? undefined : millijoules(energySd),
          runtime: device.runtime === "" ? undefined : device.runtime.slice(0, 100),
          measuredAt: at("measured_at") === undefined ? undefined : String(at("measured_at")),
        }),
      },
    };
  }
}

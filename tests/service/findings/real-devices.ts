import { readFileSync } from "node:fs";
import { join } from "node:path";
import { architectureIdOf, deviceId, measurementId, spaceId } from "../../../src/base/ids.js";
import { COST_METRICS, type CostMetric } from "../../../src/base/metric.js";
import type { Random } from "../../../src/base/random.js";
import { millijoules, milliseconds } from "../../../src/base/units.js";
import type { DeviceMeasurement, Samples, Source } from "../../../src/service/findings/suspicions/samples.js";
import { parseArchitecture } from "../../../src/space/architecture.js";
import { builtInSpace } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import type { Space } from "../../../src/space/space.js";
import type { Genotype } from "../../../src/space/types.js";
import { dataFolder } from "../../support/data.js";

/** Costs of one device by network; NaN where a network has none. */
type Costs = Partial<Record<CostMetric, Float64Array>>;

/** A table of real measurements: its networks, and the costs of each device. */
export interface RealTable {
  readonly name: string;
  readonly space: Space;
  readonly genotypes: readonly Genotype[];
  readonly devices: ReadonlyMap<string, Costs>;
}

const FILES = {
  "nas-bench-201/samples.csv": "nas-bench-201",
  "ofa-mobilenet-v3/latency.csv": "ofa-mobilenet-v3",
  "h200/av-mnist.csv": "av-mnist",
  "h200/memes-politics.csv": "memes-politics",
  "h200/mm-imdb.csv": "mm-imdb",
  "h200/ofa-mobilenet-v3.csv": "ofa-mobilenet-v3",
} as const;

/** Latencies below this [ms] are of cells that compute nothing. */
const LEAST_LATENCY = 0.05;
/** Only so many rows of a table are read. */
const MOST_ROWS = 2000;

/** The tables of real devices; every row is a network (of NAS-Bench-201 the first one of each topology). */
export const realTables = (): readonly RealTable[] =>
  Object.entries(FILES).map(([file, id]) => readTable(file, id));

function readTable(file: string, id: string): RealTable {
  const space = compileSpace(builtInSpace(id)!);
  const [header, ...lines] = readFileSync(join(dataFolder!, file), "utf8").trim().split("\n");
  const columns = header.split(",");
  const seen = new Set<string>();
  const rows: string[][] = [];
  for (const line of lines) {
    const cells = line.split(",");
    const topology = cells[columns.indexOf("topology")] ?? line;
    if (seen.has(topology)) continue;
    seen.add(topology);
    rows.push(cells);
    if (rows.length === MOST_ROWS) break;
  }
  const genes = new Map(space.genes.map(({ name, choices }) => [name, choices]));
  const genotypes = rows.map((cells) => {
    const architecture: Record<string, number | string> = {};
    for (const [c, name] of columns.entries()) {
      const choice = genes.get(name)?.find((one) => String(one) === cells[c]);
      if (choice !== undefined) architecture[name] = choice;
    }
    return parseArchitecture(space, architecture, "row");
  });
  const devices = new Map<string, Costs>();
  for (const [c, name] of columns.entries()) {
    const [, device, unit] = /^(.+)\.(latency_ms|energy_mj)$/.exec(name) ?? [];
    if (device === undefined) continue;
    const metric = unit === "latency_ms" ? "latency" : "energy";
    const values = Float64Array.from(rows, (cells) => {
      const value = cells[c] === "" ? Number.NaN : Number(cells[c]);
      return metric === "latency" && value < LEAST_LATENCY ? Number.NaN : value;
    });
    devices.set(device, { ...devices.get(device), [metric]: values });
  }
  return { name: file, space, genotypes, devices };
}

/** One measurement of a draw, before or after something was done to it. */
export type Drawn = Pick<DeviceMeasurement, "latencySd" | "runtime" | "measuredAt" | "powerMode"> & {
  readonly network: number;
  readonly latency?: number;
  readonly energy?: number;
};

/** Draws so many networks with their costs on a device; undefined if it has not as many. */
export function drawn(
  table: RealTable,
  device: string,
  count: number,
  random: Random,
): readonly Drawn[] | undefined {
  const costs = table.devices.get(device)!;
  const known = [...table.genotypes.keys()].filter((i) =>
    COST_METRICS.every((metric) => !Number.isNaN(costs[metric]?.[i] ?? 0)),
  );
  if (known.length < count) return undefined;
  return random
    .shuffle(known)
    .slice(0, count)
    .map((network) => ({
      network,
      ...(costs.latency && { latency: costs.latency[network] }),
      ...(costs.energy && { energy: costs.energy[network] }),
    }));
}

/** Makes samples of measurements on a device, with the other devices of its table as sources, where they are known. */
export function samplesOf(
  table: RealTable,
  device: string,
  rows: readonly Drawn[],
  knownDevices: boolean,
): Samples {
  const networks = [...new Set(rows.map(({ network }) => network))];
  const position = new Map(networks.map((network, i) => [network, i]));
  const sourcesOf = (metric: CostMetric): readonly Source[] =>
    [...table.devices].flatMap(([other, costs]): Source[] => {
      const values = costs[metric];
      if (!knownDevices || other === device || values === undefined) return [];
      const logs = Float64Array.from(networks, (network) => Math.log(values[network]));
      return [{ name: other, of: "another device", values: logs }];
    });
  return {
    space: table.space,
    genotypes: networks.map((network) => table.genotypes[network]),
    network: rows.map(({ network }) => position.get(network)!),
    sources: { latency: sourcesOf("latency"), energy: sourcesOf("energy") },
    measurements: rows.map(({ network, latency, energy, ...rest }, i) => ({
      ...rest,
      id: measurementId(`m${i}`),
      space: spaceId(table.space.spec.id),
      architecture: architectureIdOf(`a${network}`),
      origin: "client",
      retracted: false,
      subject: "device",
      device: deviceId(device),
      repeats: 1,
      ...(latency !== undefined && { latency: milliseconds(latency) }),
      ...(energy !== undefined && { energy: millijoules(energy) }),
    })),
  };
}

import { trainPredictor } from "../../predictors/training/train.js";
import { logCosts } from "../../predictors/transfer.js";
import { InvalidInput } from "../base/errors.js";
import type { DeviceId } from "../base/ids.js";
import { type CostMetric, isCost, type Metric } from "../base/metric.js";
import { Random } from "../base/random.js";
import { entryOf } from "../hardware/cost-table.js";
import { profileKeys } from "../hardware/profile-keys.js";
import type { OperatorProfile } from "../hardware/types.js";
import { columnOfProfiles, type ProfileColumn } from "../projections/predictors/profile-columns.js";
import { perNetwork } from "../runs/plan/per-network.js";
import type { Space } from "../space/space.js";
import type { NetworkTable } from "../tables/parse-table.js";
import { distinctNetworks, metricColumn, type Networks, pick } from "./networks.js";

/** What a source says of every network, as a column on a scale of its own on which smaller is cheaper. */
export type SourceColumn = ProfileColumn;

/** Upper bound on the networks from which the predictor of a source device learns. */
export const SOURCE_NETWORKS = 1_000;

/** Where knowledge of a cost on other devices comes from. */
export interface SourceOptions {
  /** Devices of the table whose measurements of the same metric are known. */
  readonly fromDevices?: readonly DeviceId[];
  /** Operator profiles of devices; several of one device are read as one. */
  readonly profiles?: readonly OperatorProfile[];
}

/** The cost that sources are asked for, and on which networks. */
interface Target {
  readonly space: Space;
  readonly metric: Metric;
  readonly device?: DeviceId;
  readonly minLatency: number;
}

/** Sources that are checked, and made anew for each seed. */
export interface Sources {
  readonly count: number;
  /**
   * Trains the predictors of the source devices, each on at most 1,000 random networks that the seed draws, and lists
   * them and the sums by operator profiles. The values of a source at the networks to be predicted are never passed on,
   * only what its predictor says of them.
   * @param step is awaited before each source
   */
  of(seed: number, step: (done: number) => Promise<void>): Promise<readonly SourceColumn[]>;
}

/**
 * Checks the sources of a cost.
 * @throws NotFound for a device of which the table lacks the metric
 * @throws InvalidInput if the metric is no cost of a device, if the device to be predicted is its own source, and for
 * profiles that cannot give the cost of every network of the space
 */
export function sourcesOf(
  table: NetworkTable,
  target: Target,
  { fromDevices = [], profiles = [] }: SourceOptions,
): Sources {
  const { space, metric, device, minLatency } = target;
  if (fromDevices.length + profiles.length === 0) return { count: 0, of: async () => [] };
  if (!isCost(metric)) {
    const option = fromDevices.length > 0 ? "--from-devices" : "--profile";
    throw new InvalidInput(option, `${option} is about costs of devices, but the metric is ${metric}`);
  }
  if (device !== undefined && fromDevices.includes(device)) {
    throw new InvalidInput(
      "--from-devices",
      `--from-devices names ${device}, the device to be predicted; name other devices`,
    );
  }
  const known = fromDevices.map((source) => ({
    device: source,
    networks: distinctNetworks(
      table,
      metric,
      metricColumn(table, metric, source, "--from-devices"),
      [],
      minLatency,
    ),
  }));
  for (const source of known) requireEnough(source, metric);
  const sums = sumsOf(space, metric, profiles);
  const count = known.length + sums.length;
  return {
    count,
    of: async (seed, step) => {
      const columns: SourceColumn[] = [];
      for (const source of known) {
        await step(columns.length);
        const key = JSON.stringify([source.device, metric, minLatency]);
        columns.push(onceTrained(table, seed, key, () => predictedBy(source, seed, { space, metric })));
      }
      return [...columns, ...sums];
    },
  };
}

interface SourceDevice {
  readonly device: DeviceId;
  readonly networks: Networks;
}

/** The smallest number of networks from which a predictor learns. */
const LEAST_NETWORKS = 4;

function requireEnough({ device, networks }: SourceDevice, metric: Metric): void {
  const count = networks.genotypes.length;
  if (count >= LEAST_NETWORKS) return;
  throw new InvalidInput(
    "--from-devices",
    `--from-devices names ${device}, of which the table has ${count} networks with a usable ${metric}; ` +
      `a source needs at least ${LEAST_NETWORKS}`,
  );
}

/** The sources of a table for the seed at work, so that benches of several devices of it train each only once. */
const trained = new WeakMap<
  NetworkTable,
  { readonly seed: number; readonly columns: Map<string, SourceColumn> }
>();

function onceTrained(
  table: NetworkTable,
  seed: number,
  key: string,
  train: () => SourceColumn,
): SourceColumn {
  let known = trained.get(table);
  if (known?.seed !== seed) {
    known = { seed, columns: new Map() };
    trained.set(table, known);
  }
  const column = known.columns.get(key) ?? train();
  known.columns.set(key, column);
  return column;
}

function predictedBy(
  { device, networks }: SourceDevice,
  seed: number,
  subject: { readonly space: Space; readonly metric: CostMetric },
): SourceColumn {
  const order = new Random(seed).fork(device).shuffle([...networks.genotypes.keys()]);
  const set = pick(networks, order.slice(0, SOURCE_NETWORKS), subject);
  const predictor = trainPredictor(set, { seed, family: "gaussian-process" });
  const name = `predicted ${device}`;
  const values = perNetwork((asked) => logCosts(predictor, asked));
  return { name, values: (asked) => Float64Array.from(values(asked)) };
}

/** One column per device that has profiles. */
function sumsOf(space: Space, metric: CostMetric, profiles: readonly OperatorProfile[]): SourceColumn[] {
  const owners = [...new Set(profiles.map(({ device }) => device))];
  return owners.map((owner) => {
    const own = profiles.filter(({ device }) => device === owner);
    const column = columnOfProfiles(space, metric, owner, own);
    if (column !== undefined) return column;
    const keys = profileKeys(space);
    const missing = keys.filter((key) => entryOf(space, own, key)?.[metric] === undefined);
    const why =
      missing.length === 0
        ? `have no ${metric} above 0 of some networks`
        : `lack the ${metric} of ${missing.length} of the ${keys.length} keys of ${space.spec.id}, ` +
          `such as ${missing[0]}`;
    throw new InvalidInput(
      "--profile",
      `--profile: the profiles of ${owner} (${own.map(({ source }) => source).join(", ")}) ${why}`,
    );
  });
}

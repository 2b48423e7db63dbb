/**
 * Measures how far the costs of whole networks are sums of those of their layers, on a device that `profile --layers`
 * measured. It reads an archive in which the device has both: networks, and an operator profile with the key
 * `Identity`, the overhead of a call. The archive is copied, not changed.
 *
 *   npx harmonic profile --task av-mnist --device my-board --server URL --layers --minutes 30
 *   npx tsx bench/additivity.ts --archive data/harmonic.db --task av-mnist --device my-board
 *
 * It prints Spearman's correlation, the mean ratio of sum and measurement, and the share of networks whose sum is
 * within 10 %: for plain sums, for sums in which the overhead counts once instead of once per layer, and for both after
 * a straight line is fitted (on the other networks: each network is left out in turn).
 */
import { parseArgs } from "node:util";
import { spearman } from "../predictors/ranking.js";
import { type ArchitectureId, deviceId } from "../src/base/ids.js";
import { COST_METRICS, type CostMetric, unitOf } from "../src/base/metric.js";
import { entryOf } from "../src/hardware/cost-table.js";
import { EMPTY_MODEL_KEY, profileKey } from "../src/hardware/keys.js";
import { Catalog } from "../src/projections/catalog.js";
import { combineCost } from "../src/projections/measurements/combine.js";
import type { Measurement } from "../src/records/measurement.js";
import { parseArchitecture } from "../src/space/architecture.js";
import { layersOf } from "../src/space/network/index.js";
import { withArchiveCopy } from "./archive-copy.js";
import { machine } from "./machine.js";

type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;

/** A measured network whose layers are all in the profile. */
interface Network {
  readonly measured: number;
  /** Sum over its layers, each of which contains the overhead of a call. */
  readonly sum: number;
  readonly layers: number;
}

/** Largest deviation of a sum that counts as right, as a share of the measurement. */
const TOLERANCE = 0.1;

const { values: options } = parseArgs({
  options: { archive: { type: "string" }, task: { type: "string" }, device: { type: "string" } },
});
const { archive: file, task, device: id } = options;
if (file === undefined || task === undefined || id === undefined)
  throw new Error("--archive FILE, --task ID and --device ID are needed; see the head of this file");

await withArchiveCopy(file, async (archive) => {
  const catalog = new Catalog(archive);
  const device = deviceId(id);
  const space = await catalog.space((await catalog.task(task)).space);
  const profiles = await catalog.profilesOf(device, space);
  const log = await archive.measurementsSince({ space: space.spec.id, device }, 0);
  const retracted = new Set(log.filter((one) => one.measurement.retracted).map((one) => one.measurement.id));
  const measurements = log
    .map(({ measurement }) => measurement as DeviceMeasurement)
    .filter((measurement) => !retracted.has(measurement.id));
  const byNetwork = new Map<ArchitectureId, DeviceMeasurement[]>();
  for (const measurement of measurements) {
    const { architecture } = measurement;
    byNetwork.set(architecture, [...(byNetwork.get(architecture) ?? []), measurement]);
  }
  for (const metric of COST_METRICS) {
    const overhead = entryOf(space, profiles, EMPTY_MODEL_KEY)?.[metric];
    const networks: Network[] = [];
    let left = 0;
    for (const [architecture, repeats] of byNetwork) {
      const measured = combineCost(repeats)[metric]?.value;
      const record = await archive.architecture(architecture);
      if (measured === undefined || record === undefined) continue;
      const layers = layersOf(space, parseArchitecture(space, record.architecture)) ?? [];
      const costs = layers.map((layer) => entryOf(space, profiles, profileKey(layer))?.[metric]);
      const known = costs.filter((cost) => cost !== undefined);
      if (layers.length === 0 || known.length < costs.length) left++;
      else
        networks.push({
          measured,
          sum: known.reduce((total, cost) => total + cost, 0),
          layers: layers.length,
        });
    }
    report(metric, networks, left, overhead);
  }
});
console.log(machine());

function report(
  metric: CostMetric,
  networks: readonly Network[],
  left: number,
  overhead: number | undefined,
) {
  const unit = unitOf(metric);
  console.log(
    `${metric} of ${id}: ${networks.length} networks measured whole and as layers` +
      `${left === 0 ? "" : `; ${left} left out, the profile lacks layers of theirs`}` +
      `; overhead of a call ${overhead === undefined ? "not measured" : `${overhead.toPrecision(3)} ${unit}`}`,
  );
  if (networks.length < 3) return;
  const measured = networks.map((network) => network.measured);
  const plain = networks.map(({ sum }) => sum);
  const once = networks.map(({ sum, layers }) => sum - (layers - 1) * (overhead ?? 0));
  const forms: readonly (readonly [string, readonly number[]])[] = [
    ["sums", plain],
    ["sums after a straight line", lined(plain, measured)],
    ...(overhead === undefined
      ? []
      : [
          ["overhead once", once] as const,
          ["overhead once, after a straight line", lined(once, measured)] as const,
        ]),
  ];
  for (const [name, sums] of forms) {
    const ratios = sums.map((sum, i) => sum / measured[i]);
    const mean = ratios.reduce((total, ratio) => total + ratio / ratios.length, 0);
    const within = ratios.filter((ratio) => Math.abs(ratio - 1) <= TOLERANCE).length / ratios.length;
    console.log(
      `  ${name.padEnd(38)} Spearman ${spearman(Float64Array.from(sums), Float64Array.from(measured)).toFixed(3)}, ` +
        `mean ratio ${mean.toFixed(3)}, within 10 % ${(100 * within).toFixed(1)} %`,
    );
  }
}

/** Returns what a least-squares line through all other points says of each point. */
function lined(x: readonly number[], y: readonly number[]): readonly number[] {
  return x.map((value, left) => {
    const others = x.map((_, i) => i).filter((i) => i !== left);
    const mean = (values: readonly number[]): number =>
      others.reduce((total, i) => total + values[i] / others.length, 0);
    const [mx, my] = [mean(x), mean(y)];
    const products = others.reduce((total, i) => total + (x[i] - mx) * (y[i] - my), 0);
    const squares = others.reduce((total, i) => total + (x[i] - mx) ** 2, 0);
    return my + (squares === 0 ? 0 : (products / squares) * (value - mx));
  });
}

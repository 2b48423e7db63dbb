import { nameOf, ownAmong, unitOf } from "../../base/metric.js";
import type { Measurement } from "../../records/measurement.js";
import { type CsvCell, csvText } from "./csv.js";
import { number, short, withUnit } from "./format.js";
import { left, right, table } from "./table.js";

const networkOf = (measurement: Measurement): string | undefined =>
  measurement.subject === "task" ? measurement.network : undefined;

/** A measurement in the form of `--json`: own metrics by their names. */
export const measurementJson = ({ metrics, ...measurement }: Measurement) => ({
  ...measurement,
  ...(metrics !== undefined && {
    metrics: Object.fromEntries(ownIn([{ metrics }]).map((metric) => [nameOf(metric), metrics[metric]])),
  }),
});

/** The own metrics that any of the measurements has. */
const ownIn = (measurements: readonly Pick<Measurement, "metrics">[]) =>
  ownAmong(measurements.flatMap(({ metrics }) => Object.keys(metrics ?? {})));

/**
 * Measurements for people; `showsArchitecture` is for lists of several networks, which shorten long texts, and mark
 * retracted measurements below their ids.
 */
export function measurementTable(
  measurements: readonly Measurement[],
  { showsArchitecture = false } = {},
): string {
  const has = (test: (measurement: Measurement) => boolean): boolean => measurements.some(test);
  const ofTasks = has(({ subject }) => subject === "task");
  const ofDevices = has(({ subject }) => subject === "device");
  const own = ownIn(measurements);
  const columns = [
    left("measurement"),
    ...(showsArchitecture ? [left("network")] : []),
    left("task or device"),
    ...(ofTasks ? [right("accuracy"), left("split; training")] : []),
    ...(ofDevices ? [right("latency [ms]"), right("energy [mJ]")] : []),
    ...own.map((metric) => right(withUnit(nameOf(metric), unitOf(metric)))),
    right("repeats"),
    left("origin"),
    ...(showsArchitecture ? [] : [left("retracted")]),
  ];
  let hasShortened = false;
  /** The texts of a list are shortened, those of a single network are not. */
  const fitting = (text: string): string => {
    if (!showsArchitecture || text.length <= LONGEST_TEXT) return text;
    hasShortened = true;
    return `${text.slice(0, LONGEST_TEXT - 3).trimEnd()}...`;
  };
  const rows = measurements.map((measurement) => {
    const byDevice = measurement.subject === "device";
    const { run } = measurement;
    const kept = networkOf(measurement);
    const origin = run === undefined ? measurement.origin : `${measurement.origin}, run ${short(run)}`;
    return [
      `${short(measurement.id)}${showsArchitecture && measurement.retracted ? "\nretracted" : ""}`,
      ...(showsArchitecture ? [short(measurement.architecture)] : []),
      byDevice ? measurement.device : measurement.task,
      ...(ofTasks ? accuracyCells(measurement, fitting) : []),
      ...(ofDevices
        ? [byDevice ? number(measurement.latency) : "-", byDevice ? number(measurement.energy) : "-"]
        : []),
      ...own.map((metric) => number(measurement.metrics?.[metric])),
      String(measurement.repeats),
      kept === undefined ? fitting(origin) : `${fitting(origin)}, kept network ${kept}`,
      ...(showsArchitecture ? [] : [measurement.retracted ? "yes" : "no"]),
    ];
  });
  const drawn = table(columns, rows);
  return hasShortened
    ? `${drawn}\ntexts that end in ... are shortened: --format csv or json has them in full`
    : drawn;
}

const LONGEST_TEXT = 40;

/** The accuracy; and the split that it was measured on, and how the network was trained. */
function accuracyCells(measurement: Measurement, fitting: (text: string) => string): readonly string[] {
  if (measurement.subject === "device") return ["-", "-"];
  const { accuracy, fidelity } = measurement;
  const { split, training, seeds } = fidelity;
  const how = [
    split,
    ...(training === "" ? [] : [fitting(training)]),
    ...(seeds.length === 0 ? [] : [`seeds ${seeds.join(", ")}`]),
  ];
  return [number(accuracy), how.join("; ")];
}

const HEAD = [
  "measurement",
  "architecture",
  "space",
  "task",
  "device",
  "accuracy",
  "accuracySd",
  "latency",
  "latencySd",
  "energy",
  "energySd",
  "repeats",
  "split",
  "training",
  "seeds",
  "seconds",
  "batch",
  "powerMode",
  "runtime",
  "origin",
  "run",
  "measuredAt",
  "retracted",
] as const;

/**
 * Measurements as CSV, one per row, with a column for each own metric that any of them has. Seeds are separated by
 * spaces. Numbers keep every digit.
 */
export function measurementCsv(measurements: readonly Measurement[]): string {
  const own = ownIn(measurements);
  const rows = measurements.map((measurement) => {
    const { id, metrics, ...rest } = measurement;
    const fidelity =
      measurement.subject === "task"
        ? { ...measurement.fidelity, seeds: measurement.fidelity.seeds.join(" ") }
        : {};
    const cells = { ...rest, ...fidelity, measurement: id } as Readonly<Record<string, CsvCell>>;
    return [...HEAD.map((name) => cells[name]), ...own.map((metric) => metrics?.[metric])];
  });
  return csvText([...HEAD, ...own.map(nameOf)], rows);
}

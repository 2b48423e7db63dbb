import type { Measurement } from "../../records/measurement.js";
import { type CsvCell, csvText } from "./csv.js";
import { number, short } from "./format.js";
import { left, right, table, wrapped } from "./table.js";

const networkOf = (measurement: Measurement): string | undefined =>
  measurement.subject === "task" ? measurement.network : undefined;

/** Measurements for people; `showsArchitecture` is for lists of several networks. */
export function measurementTable(
  measurements: readonly Measurement[],
  { showsArchitecture = false } = {},
): string {
  const has = (test: (measurement: Measurement) => boolean): boolean => measurements.some(test);
  const ofTasks = has(({ subject }) => subject === "task");
  const ofDevices = has(({ subject }) => subject === "device");
  const keepsNetworks = has((measurement) => networkOf(measurement) !== undefined);
  const columns = [
    left("measurement"),
    ...(showsArchitecture ? [left("network")] : []),
    left("task or device"),
    ...(ofTasks ? [right("accuracy"), left("split"), left("training")] : []),
    ...(ofDevices ? [right("latency [ms]"), right("energy [mJ]")] : []),
    right("repeats"),
    left("origin"),
    left("retracted"),
    ...(keepsNetworks ? [left("kept network")] : []),
  ];
  const rows = measurements.map((measurement) => {
    const byDevice = measurement.subject === "device";
    return [
      short(measurement.id),
      ...(showsArchitecture ? [short(measurement.architecture)] : []),
      byDevice ? measurement.device : measurement.task,
      ...(ofTasks ? accuracyCells(measurement) : []),
      ...(ofDevices
        ? [byDevice ? number(measurement.latency) : "-", byDevice ? number(measurement.energy) : "-"]
        : []),
      String(measurement.repeats),
      wrapped(
        measurement.run === undefined
          ? measurement.origin
          : `${measurement.origin}, run ${short(measurement.run)}`,
        30,
      ),
      measurement.retracted ? "yes" : "no",
      ...(keepsNetworks ? [networkOf(measurement) ?? "-"] : []),
    ];
  });
  return table(columns, rows);
}

/** The accuracy, the split that it was measured on, and how the network was trained. */
function accuracyCells(measurement: Measurement): readonly string[] {
  if (measurement.subject === "device") return ["-", "-", "-"];
  const { accuracy, fidelity } = measurement;
  const { split, training, seeds } = fidelity;
  const how = [training, ...(seeds.length === 0 ? [] : [`seeds ${seeds.join(", ")}`])].filter(
    (part) => part !== "",
  );
  return [number(accuracy), split, how.length === 0 ? "-" : wrapped(how.join("; "), 24)];
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

/** Measurements as CSV, one per row. Seeds are separated by spaces. Numbers keep every digit. */
export function measurementCsv(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => {
    const { id, ...rest } = measurement;
    const fidelity =
      measurement.subject === "task"
        ? { ...measurement.fidelity, seeds: measurement.fidelity.seeds.join(" ") }
        : {};
    const cells = { ...rest, ...fidelity, measurement: id } as Readonly<Record<string, CsvCell>>;
    return HEAD.map((name) => cells[name]);
  });
  return csvText(HEAD, rows);
}

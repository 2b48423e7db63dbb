import { defined, optional } from "../base/defined.js";
import { deviceId, type SpaceId, taskId } from "../base/ids.js";
import { fraction, millijoules, milliseconds } from "../base/units.js";
import { contentId } from "../records/content-id.js";
import type { Fidelity, Measurement } from "../records/measurement.js";
import type { SampleTableData } from "./parse-table.js";

/** A table says nothing of splits, training or seeds unless its source does. */
const UNSTATED: Fidelity = { split: "unspecified", training: "", seeds: [] };

/**
 * The measurements in one row: one per task, one per device. Ids follow from the content and from how many equal rows
 * came before, so a table that has grown adds only what is new, and the same row of another file adds nothing.
 */
export function rowMeasurer(
  space: SpaceId,
  data: SampleTableData,
  origin: string,
  fidelity: Fidelity = UNSTATED,
): (row: number) => Measurement[] {
  const tasks = data.columns.filter((column) => column.kind === "accuracy");
  const devices = [
    ...new Set(data.columns.filter((c) => c.kind === "latency" || c.kind === "energy").map((c) => c.subject)),
  ];
  const column = (kind: string, subject: string) =>
    data.columns.find((c) => c.kind === kind && c.subject === subject)?.values;
  const costs = devices.map((device) => ({
    device,
    latency: column("latency", device),
    latencySd: column("latency_sd", device),
    energy: column("energy", device),
  }));
  const seen = new Map<string, number>();
  const idOf = (...content: readonly unknown[]) => {
    const base = contentId(space, ...content);
    const before = seen.get(base) ?? 0;
    seen.set(base, before + 1);
    return before === 0 ? base : contentId(base, before);
  };
  return (row) => {
    const architecture = data.ids[row];
    const shared = { space, architecture, origin, retracted: false, repeats: 1 };
    const measurements: Measurement[] = [];
    for (const { subject, values } of tasks) {
      const accuracy = values[row];
      if (Number.isNaN(accuracy)) continue;
      const id = idOf(architecture, "task", subject, accuracy);
      measurements.push({
        ...shared,
        id,
        subject: "task",
        task: taskId(subject),
        accuracy: fraction(accuracy),
        fidelity,
      });
    }
    for (const { device, latency, latencySd, energy } of costs) {
      const [ms, sd, mj] = [latency, latencySd, energy].map((values) => values?.[row] ?? Number.NaN);
      if (Number.isNaN(ms) && Number.isNaN(mj)) continue;
      measurements.push({
        ...shared,
        id: idOf(architecture, "device", device, ms, mj),
        subject: "device",
        device: deviceId(device),
        ...defined({
          latency: optional(whereNumber(ms), milliseconds),
          latencySd: Number.isNaN(ms) ? undefined : optional(whereNumber(sd), milliseconds),
          energy: optional(whereNumber(mj), millijoules),
        }),
      });
    }
    return measurements;
  };
}

const whereNumber = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

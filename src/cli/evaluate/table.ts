import { InvalidInput } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import { NotMeasured } from "../../profiling/runners/runner.js";
import { parseArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";
import type { Space } from "../../space/space.js";
import type { NetworkTable } from "../../tables/parse-table.js";
import type { Evaluate } from "../../worker/program.js";

const METRICS = ["accuracy", "latency", "energy"] as const;

/**
 * Evaluates jobs by looking networks up in a table: the accuracy of the job's task, and the latency and energy of its
 * devices, each the mean of the rows of the network that have it. With a distinct column, a network has the values of
 * the first row of its function. A network or a value that the table lacks is a failure that says so.
 */
export function tableEvaluator(table: NetworkTable, space: Space): Evaluate {
  const rows = new Map<string, number[]>();
  for (const [row, id] of table.ids.entries()) {
    const own = table.representative?.[row] ?? row;
    rows.set(id, [...(rows.get(id) ?? []), own]);
  }
  const meanOf = (metric: Metric, subject: string, of: readonly number[]): number | undefined => {
    const column = table.columns.find((one) => one.kind === metric && one.subject === subject);
    const known = of.map((row) => column?.values[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const valuesOf = (subject: string, of: readonly number[]) =>
    Object.fromEntries(
      METRICS.flatMap((metric) => {
        const value = meanOf(metric, subject, of);
        return value === undefined ? [] : [[metric, value]];
      }),
    );
  return async (job) => {
    requireSpace(job.space, space);
    const found = rows.get(architectureId(space, parseArchitecture(space, job.architecture)));
    if (found === undefined) throw new NotMeasured("the table has no row of this network");
    const [only, another] = job.devices;
    const costs =
      another === undefined
        ? valuesOf(only, found)
        : { devices: job.devices.map((device) => ({ device, ...valuesOf(device, found) })) };
    return { ...valuesOf(job.task, found), ...costs };
  };
}

function requireSpace(wanted: string, { spec }: Space): void {
  if (wanted === spec.id) return;
  throw new InvalidInput(
    "--space",
    `a run asks for networks of the space "${wanted}", and the table has those of "${spec.id}": ` +
      "start this worker with a table of that space",
  );
}

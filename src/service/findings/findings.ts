import { checkpoint } from "../../base/async/cancelling.js";
import type { Context } from "../context.js";
import { driftOf } from "./drift.js";
import type { Findings } from "./finding.js";
import { suspectsOf } from "./suspects.js";

/**
 * What is probably wrong with the measurements of a device or with its predictors in use: drift, wrong units, single
 * values far off, interchanged columns. It is computed from the archive. Throws `NotFound` on `device`, and `Cancelled`
 * soon after `signal` aborts.
 */
export async function deviceFindings(context: Context, id: string, signal?: AbortSignal): Promise<Findings> {
  const { archive, catalog, subjects } = context;
  const device = await catalog.device(id);
  const tasks = await archive.list("task");
  const parts: Findings[] = [];
  for (const { id: space } of await catalog.spaces()) {
    const measured = await subjects.ofDevice(space, device.id);
    if (measured.size > 0) parts.push(await suspectsOf(context, device, await catalog.space(space), signal));
  }
  for (const record of await archive.listPredictors({ device: device.id, promoted: true })) {
    await checkpoint(signal);
    parts.push(await driftOf(context, record, tasks.find(({ space }) => space === record.space)?.id));
  }
  return joined(parts);
}

/**
 * Drift of the predictors in use of a task's own metrics, such as accuracy. Throws `NotFound` on `task`, and
 * `Cancelled` soon after `signal` aborts.
 */
export async function taskFindings(context: Context, id: string, signal?: AbortSignal): Promise<Findings> {
  const task = await context.catalog.task(id);
  const records = await context.archive.listPredictors({ task: task.id, promoted: true });
  const parts: Findings[] = [];
  for (const record of records) {
    await checkpoint(signal);
    parts.push(await driftOf(context, record, task.id));
  }
  return joined(parts);
}

const joined = (parts: readonly Findings[]): Findings => ({
  findings: parts.flatMap(({ findings }) => findings),
  notes: parts.flatMap(({ notes }) => notes),
});

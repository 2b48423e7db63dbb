import type { ArchitectureId, DeviceId, TaskId } from "../../base/ids.js";
import { KNOWN_SOURCES } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import type { Front } from "./front.js";
import { queryFront } from "./query-front.js";

/** How often another process's writes are looked for [ms]. */
const POLL = 2000;

/** Every change of the measured front of a task on a device, until `signal` aborts. */
export async function* followFront(
  context: Context,
  task: string,
  device: string,
  signal: AbortSignal,
): AsyncGenerator<FrontChange> {
  const on = await context.catalog.taskOnDevice(task, device);
  const ask = async () => {
    await context.resets.notice();
    return queryFront(context, { task, device, sources: KNOWN_SOURCES });
  };
  const news = context.news.subscribe({ kind: "measurements", space: on.task.space });
  try {
    let before = await ask();
    while (!signal.aborted) {
      await news.wait(POLL, signal);
      if (signal.aborted) return;
      const after = await ask();
      if (after.version === before.version) continue;
      const change = difference(before, after);
      before = after;
      if (change.added.length > 0 || change.removed.length > 0) {
        yield { task: on.task.id, device: on.device.id, ...change, hypervolume: after.hypervolume };
      }
    }
  } finally {
    news.close();
  }
}

function difference(before: Front, after: Front): Pick<FrontChange, "added" | "removed"> {
  const [old, now] = [new Set(before.points.map((p) => p.id)), new Set(after.points.map((p) => p.id))];
  return {
    added: after.points.filter((point) => !old.has(point.id)),
    removed: [...old].filter((id) => !now.has(id)),
  };
}

export interface FrontChange {
  readonly task: TaskId;
  readonly device: DeviceId;
  readonly added: readonly Point[];
  readonly removed: readonly ArchitectureId[];
  readonly hypervolume: number;
}

import { isDeepStrictEqual } from "node:util";
import type { ArchitectureId, DeviceId, TaskId } from "../../base/ids.js";
import type { Source } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import type { Front } from "./front.js";
import { queryFront } from "./query-front.js";

/** The front that is followed; `sources` has the meaning and the default of a front's query. */
export interface FollowedFront {
  readonly task: string;
  readonly device: string;
  readonly sources?: readonly Source[];
}

/** The state of a front at the beginning, or a later change of it. */
export interface FrontChange {
  readonly task: TaskId;
  readonly device: DeviceId;
  /** All points of the front, in the first event alone. */
  readonly snapshot?: readonly Point[];
  /** Points that joined the front since the event before. */
  readonly added: readonly Point[];
  /** Networks that left the front. */
  readonly removed: readonly ArchitectureId[];
  /** Points that stayed on the front with another value, interval or source. */
  readonly changed: readonly Point[];
  /** Hypervolume of the measured and summed points, in the product of the objectives' units. */
  readonly hypervolume: number;
  /** Hypervolume of all points, in the product of the objectives' units. */
  readonly hypervolumePredicted: number;
}

/** Interval of polling for what other processes wrote, and for new predictors and profiles [ms]. */
const POLL = 2000;

/**
 * Yields the whole front of a task on a device at once, and then every change of it until `signal` aborts: whoever
 * applies all events to the first one has the present front. Changes in quick succession may be merged into one. Throws
 * `NotFound` on `task` or `device`, and `InvalidInput` on `sources`.
 */
export async function* followFront(
  context: Context,
  followed: FollowedFront,
  signal: AbortSignal,
): AsyncGenerator<FrontChange> {
  const on = await context.catalog.taskOnDevice(followed.task, followed.device);
  const ask = async () => {
    await context.resets.notice();
    return queryFront(context, followed);
  };
  const eventOf = ({ hypervolume, hypervolumePredicted }: Front) => ({
    task: on.task.id,
    device: on.device.id,
    hypervolume,
    hypervolumePredicted,
  });
  const news = context.news.subscribe({ kind: "measurements", space: on.task.space });
  try {
    let before = await ask();
    if (signal.aborted) return;
    yield { ...eventOf(before), snapshot: before.points, added: [], removed: [], changed: [] };
    while (!signal.aborted) {
      await news.wait(POLL, signal);
      if (signal.aborted) return;
      const after = await ask();
      if (after.version === before.version) continue;
      const change = difference(before, after);
      before = after;
      if (Object.values(change).some((points) => points.length > 0)) yield { ...eventOf(after), ...change };
    }
  } finally {
    news.close();
  }
}

function difference(before: Front, after: Front): Pick<FrontChange, "added" | "removed" | "changed"> {
  const [old, now] = [before, after].map(({ points }) => new Map(points.map((point) => [point.id, point])));
  return {
    added: after.points.filter((point) => !old.has(point.id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: after.points.filter((point) => {
      const earlier = old.get(point.id);
      return earlier !== undefined && !isDeepStrictEqual(earlier, point);
    }),
  };
}

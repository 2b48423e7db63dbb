import { unlessCancelled } from "../../base/async/cancelling.js";
import type { ArchitectureId } from "../../base/ids.js";
import { requireInteger } from "../../base/validate.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import { type Suggestions, suggestMeasurements } from "../front/suggest.js";
import { listVerifications } from "./list.js";

/**
 * Suggests what to measure next: the points that verifications of this task on this device wait for come first, those
 * that were asked for first ahead, and then what `suggestMeasurements` finds. Throws `Cancelled` soon after `signal`
 * aborts.
 */
export async function suggestWaitingFirst(
  context: Context,
  input: { readonly task: string; readonly device: string; readonly count: number },
  signal?: AbortSignal,
): Promise<Suggestions> {
  const { task, device } = input;
  const count = requireInteger(input.count, "count", 1, 1000);
  const waiting = await unlessCancelled(() => waitingPoints(context, { task, device }), signal);
  if (waiting.length === 0) return suggestMeasurements(context, input, signal);
  const first = waiting.slice(0, count);
  const note =
    `${first.length} of the ${count} suggestions are points of a front that wait to be verified` +
    (waiting.length > count ? `, of ${waiting.length} such points` : "");
  if (first.length === count) return { points: first, notes: [note] };
  const { points, notes } = await suggestMeasurements(context, input, signal);
  const known = new Set(first.map(({ id }) => id));
  return {
    points: [...first, ...points.filter(({ id }) => !known.has(id))].slice(0, count),
    notes: [note, ...notes],
  };
}

/** The points that wait for a measurement, each once, with their estimates as they were kept. */
async function waitingPoints(
  context: Context,
  subject: { readonly task: string; readonly device: string },
): Promise<readonly Point[]> {
  const verifications = await listVerifications(context, subject);
  const points = new Map<ArchitectureId, Point>();
  for (const { points: verified } of verifications.toReversed()) {
    for (const { id, architecture, status, values } of verified) {
      if (status !== "waiting" || points.has(id)) continue;
      const estimates = Object.fromEntries(values.map(({ metric, predicted }) => [metric, predicted]));
      points.set(id, { id, architecture, ...estimates, feasibility: 1 });
    }
  }
  return [...points.values()];
}

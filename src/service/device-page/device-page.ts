import { checkpoint, unlessCancelled } from "../../base/async/cancelling.js";
import type { SpaceId, TaskId } from "../../base/ids.js";
import type { Device } from "../../hardware/types.js";
import type { Point } from "../../projections/point.js";
import type { Context } from "../context.js";
import type { Findings } from "../findings/finding.js";
import { deviceFindings } from "../findings/findings.js";
import type { PredictorSummary } from "../prediction/promotion.js";
import { suggestWaitingFirst } from "../verification/suggest.js";
import { type KnownSpace, knownOf } from "./known.js";
import { type SimilarDevice, similarTo } from "./similar.js";

/** The networks to measure next for one task, with sentences about the choice. */
export interface NextMeasurements {
  readonly space: SpaceId;
  readonly task: TaskId;
  readonly points: readonly Point[];
  readonly notes: readonly string[];
}

/** Everything that can be said of a device. */
export interface DevicePage extends Findings {
  readonly device: Device;
  readonly spaces: readonly KnownSpace[];
  /** The predictors in use. */
  readonly predictors: readonly PredictorSummary[];
  readonly similar: readonly SimilarDevice[];
  /** What to measure next, for one task of each space; empty where nothing is known of the device. */
  readonly next: readonly NextMeasurements[];
}

/** The parts of the page that are computed, each at a cost of its own. */
export type DevicePart = "findings" | "similar" | "next";

/** Which parts of a device's page are computed, and when that ends. */
export interface DevicePageOptions {
  /** All if left out. Parts that are not computed are empty, and have no notes. */
  readonly parts?: readonly DevicePart[];
  readonly signal?: AbortSignal;
}

/** The number of networks that are suggested per space. */
const SUGGESTED = 3;

/**
 * What is known of a device, computed from the archive. Throws `NotFound` on `device`, and `Cancelled` soon after the
 * signal aborts.
 */
export async function devicePage(
  context: Context,
  id: string,
  { parts = ["findings", "similar", "next"], signal }: DevicePageOptions = {},
): Promise<DevicePage> {
  return unlessCancelled(() => computePage(context, id, parts, signal), signal);
}

async function computePage(
  context: Context,
  id: string,
  parts: readonly DevicePart[],
  signal: AbortSignal | undefined,
): Promise<DevicePage> {
  const device = await context.catalog.device(id);
  const spaces = await knownOf(context, device);
  await checkpoint(signal);
  const { findings, notes } = parts.includes("findings")
    ? await deviceFindings(context, id, signal)
    : { findings: [], notes: [] };
  await checkpoint(signal);
  const { similar, notes: uncompared } = parts.includes("similar")
    ? await similarTo(context, device, spaces)
    : { similar: [], notes: [] };
  return {
    device,
    spaces,
    predictors: await context.archive.listPredictors({ device: device.id, promoted: true }),
    findings,
    similar,
    next: parts.includes("next") ? await nextOf(context, device, spaces, signal) : [],
    notes: [...notes, ...uncompared, ...nothingKnown(device, spaces)],
  };
}

/** Suggests for the task of each space with the most measured accuracies. */
async function nextOf(
  context: Context,
  device: Device,
  spaces: readonly KnownSpace[],
  signal: AbortSignal | undefined,
): Promise<readonly NextMeasurements[]> {
  const { tasks: counts } = await context.archive.counts();
  const next: NextMeasurements[] = [];
  for (const { space, tasks } of spaces) {
    const [task] = tasks.toSorted((a, b) => (counts[b]?.measured ?? 0) - (counts[a]?.measured ?? 0));
    if (task === undefined) continue;
    const input = { task, device: device.id, count: SUGGESTED };
    next.push({ space, task, ...(await suggestWaitingFirst(context, input, signal)) });
  }
  return next;
}

const nothingKnown = ({ id }: Device, spaces: readonly KnownSpace[]): readonly string[] =>
  spaces.length > 0
    ? []
    : [
        `nothing is measured on ${id} and no operator profile serves it, so that nothing can be said of it yet`,
      ];

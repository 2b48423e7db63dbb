import { checkpoint } from "../../base/async/cancelling.js";
import { nameOf } from "../../base/metric.js";
import type { Remedy } from "../../base/remedy.js";
import type { Device } from "../../hardware/types.js";
import type { Space } from "../../space/space.js";
import type { Context } from "../context.js";
import { collectSamples } from "./collect.js";
import type { Finding, Findings } from "./finding.js";
import type { Samples, Suspicion } from "./suspicions/samples.js";
import { suspicionsOf } from "./suspicions/suspicions.js";

/** What is wrong with measurements of a device in a space, as findings. */
export async function suspectsOf(
  context: Context,
  device: Device,
  space: Space,
  signal?: AbortSignal,
): Promise<Findings> {
  const { samples, notes } = await collectSamples(context, device, space, signal);
  await checkpoint(signal);
  return { findings: suspicionsOf(samples).map((one) => findingOf(samples, one)), notes };
}

/** A suspicion as a finding, with the networks and measurements that show it. */
export function findingOf({ space, measurements }: Samples, suspicion: Suspicion): Finding {
  const { kind, metric, text, cause, rows, expected, predictor } = suspicion;
  const remedies: readonly Remedy[] = [{ kind: "retractMeasurements" }];
  return {
    ...{ kind, space: space.spec.id, metric, text, cause, remedies },
    ...(predictor === undefined ? {} : { predictor }),
    evidence: rows.map((row, i) => ({
      architecture: measurements[row].architecture,
      measurements: [measurements[row].id],
      measured: measurements[row][metric] ?? Number.NaN,
      expected: Math.exp(expected[i]),
    })),
  };
}

/** A finding in one clause, for a sentence about a predictor. */
export const inShort = ({ kind, metric, text, cause }: Finding): string =>
  `${kind} of ${nameOf(metric)}: ${text} (suspected cause: ${cause})`;

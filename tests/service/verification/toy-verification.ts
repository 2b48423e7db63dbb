import { beforeEach } from "vitest";
import type { Metric } from "../../../src/base/metric.js";
import type { Context } from "../../../src/service/context.js";
import { namedRounds } from "../../../src/service/verification/rounds.js";
import { verificationOf } from "../../../src/service/verification/state.js";
import type { Verification, VerifiedPoint } from "../../../src/service/verification/verification.js";
import { type VerifyFront, verifyFront } from "../../../src/service/verification/verify-front.js";
import {
  importRows,
  named,
  rowsBut,
  submitOne,
  TOY,
  TOY_NETWORKS,
  type ToyNetwork,
  toyContext,
  trainAll,
} from "../harness.js";

/** Rows of the front whose costs nobody has measured; their accuracies are known. */
export const missing = [0, 2, 3, 5, 7, 14, 19, 23];
/** The context of a test, once `askForVerifications` has made it. */
export let context: Context;

/** Has the rest of a test use another context. */
export function goOnWith(other: Context): void {
  context = other;
}

/** Makes a context for each test of a file, in which costs of the front are predicted. */
export function askForVerifications(): void {
  beforeEach(async () => {
    context = await toyContext();
    await importRows(context, rowsBut(...missing));
    await importRows(context, missing, ["latency", "energy"]);
    await trainAll(context, ["latency", "energy"]);
  });
}

/** Asks for a verification, which there has to be. */
export async function asked(input: Partial<VerifyFront> = {}): Promise<Verification> {
  const { verification } = await verifyFront(context, { ...TOY, ...input });
  if (verification === undefined) throw new Error("there is nothing to verify");
  return verification;
}

export const again = async (id: string): Promise<Verification> =>
  verificationOf(context, await namedRounds(context, id, "id"));

export const networkOf = (point: Pick<VerifiedPoint, "architecture">): ToyNetwork =>
  TOY_NETWORKS.find((network) => named(network) === named(point)) as ToyNetwork;

/** Submits the costs of the toy table, times a factor. */
export async function measure(
  points: readonly VerifiedPoint[],
  factor = 1,
  metrics: Metric[] = ["latency", "energy"],
) {
  for (const point of points) {
    const network = networkOf(point);
    const values = metrics.map((metric) => [metric, factor * network[metric]]);
    await submitOne(context, { architecture: point.architecture, ...Object.fromEntries(values) });
  }
}

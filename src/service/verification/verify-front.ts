import { unlessCancelled } from "../../base/async/cancelling.js";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { Estimate } from "../../projections/estimate.js";
import type { Point } from "../../projections/point.js";
import type {
  AskedEstimate,
  AskedPoint,
  VerificationRound,
  VerifiedQuestion,
} from "../../records/verification.js";
import { limitedMetrics } from "../../search/constraints/constraints.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { objectiveNamed } from "../../search/objective-names.js";
import type { Context } from "../context.js";
import { checkSources, type Front } from "../front/front.js";
import { queryFront } from "../front/query-front.js";
import { allRounds, idOfQuestion, type Rounds } from "./rounds.js";
import { isAwaited, predictedOf, verificationOf, verifiedOf } from "./state.js";
import type { Verification } from "./verification.js";

/** The front that is to be verified, unchecked: a question as for a front, about one device. */
export interface VerifyFront extends Omit<VerifiedQuestion, "task" | "device"> {
  readonly task: string;
  readonly device: string;
}

/** What came of a request to verify a front. */
export interface VerifyFrontReport {
  /** Absent where every point of the front is measured and none was ever asked to be verified. */
  readonly verification?: Verification;
  /** The number of points whose measurement on the device this request asked for. */
  readonly asked: number;
  /** The number of points of the whole front; absent where an earlier request still waits for measurements. */
  readonly frontPoints?: number;
  /** What the front leaves out, in sentences. */
  readonly notes: readonly string[];
}

const MOST_POINTS = 10_000_000;

/**
 * Asks for measurements of the points of a front that are predicted, or summed from an operator profile. The estimates
 * are kept as they are now. While an earlier request of the same question waits for measurements, nothing is added to
 * it; afterwards, points that are new on the front are asked for in another round, and those that failed are not asked
 * for again. Throws a `HarmonicError` naming the field, and `Cancelled` where `signal` aborts before anything is
 * stored.
 */
export async function verifyFront(
  context: Context,
  input: VerifyFront,
  signal?: AbortSignal,
): Promise<VerifyFrontReport> {
  const found = await unlessCancelled(() => roundOf(context, input), signal);
  if ("report" in found) return found.report;
  const { round, rounds, report } = found.next;
  const isStored = await stored(context, round);
  if (!isStored) return verifyFront(context, input, signal);
  context.news.announce({ kind: "measurements", space: round.space });
  const all: Rounds = rounds === undefined ? [round] : [...rounds, round];
  return { verification: await verificationOf(context, all), ...report };
}

/** What a request comes to: a report where nothing is to be stored, else the next round. */
type Found =
  | { readonly report: VerifyFrontReport }
  | {
      readonly next: {
        readonly round: VerificationRound;
        readonly rounds: Rounds | undefined;
        readonly report: VerifyFrontReport;
      };
    };

async function roundOf(context: Context, input: VerifyFront): Promise<Found> {
  const first = input.first === undefined ? undefined : requireInteger(input.first, "first", 1, MOST_POINTS);
  const on = await context.catalog.taskOnDevice(input.task, input.device);
  const { objectives, constraints } = input;
  const sources = checkSources(input.sources);
  const query = { task: on.task.id, device: on.device.id, ...defined({ objectives, constraints, sources }) };
  const question = { ...query, ...defined({ first }) };
  const id = await idOfQuestion(context, on, question);
  const rounds = (await allRounds(context)).find(([{ verification }]) => verification === id);
  const before = rounds && (await verificationOf(context, rounds));
  if (before !== undefined && before.counts.waiting > 0)
    return { report: { verification: before, asked: 0, notes: [] } };
  const front = await queryFront(context, query);
  const own = await context.catalog.ownMetrics();
  const limited = limitedMetrics(parseConstraints(on.space, constraints, [on.device.id], own));
  const metrics = [...new Set([...front.objectives.map((name) => objectiveNamed(name).metric), ...limited])];
  const number = (rounds?.length ?? 0) + 1;
  const round: VerificationRound = {
    id: `${id}/${number}`,
    verification: id,
    number,
    space: on.space.spec.id,
    question,
    objectives: front.objectives,
    referencePoint: front.referencePoint,
    askedAt: new Date(context.clock()).toISOString(),
    points: front.points.map((point) => askedPoint(point, metrics)),
  };
  const fresh = newIn(round, rounds);
  const asked = fresh.filter((point) => predictedOf(point).some(([metric]) => isAwaited(metric))).length;
  const report = { ...about(front), asked };
  if (fresh.length === 0) return { report: { ...defined({ verification: before }), ...report } };
  return { next: { round, rounds, report } };
}

const about = ({ points, notes }: Front) => ({ frontPoints: points.length, notes });

/** Stores a round. Returns false if another process has stored one of this number meanwhile. */
async function stored({ archive }: Context, round: VerificationRound): Promise<boolean> {
  try {
    await archive.commit([{ type: "insert", kind: "verification", record: round }]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** The points that are not measured throughout and that no earlier round has. */
function newIn(round: VerificationRound, earlier: Rounds | undefined): readonly AskedPoint[] {
  const known = new Set(
    earlier?.flatMap((one) =>
      verifiedOf(one)
        .filter(isOpen)
        .map(({ id }) => id),
    ),
  );
  return verifiedOf(round).filter((point) => isOpen(point) && !known.has(point.id));
}

const isOpen = (point: AskedPoint): boolean => predictedOf(point).length > 0;

function askedPoint(point: Point, metrics: readonly Metric[]): AskedPoint {
  const { id, architecture } = point;
  const known = metrics.flatMap((metric) => {
    const estimate = point[metric];
    return estimate === undefined ? [] : [[metric, askedEstimate(estimate)] as const];
  });
  return { id, architecture, estimates: Object.fromEntries(known) as AskedPoint["estimates"] };
}

const askedEstimate = ({ value, lower, upper, source, predictor }: Estimate): AskedEstimate => ({
  value,
  source,
  ...defined({ lower, upper, predictor }),
});

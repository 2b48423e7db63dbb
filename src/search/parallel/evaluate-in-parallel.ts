import { setMaxListeners } from "node:events";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { Evaluator, Outcome, Strategy } from "../ports.js";
import type { StopReason } from "../stop-reason.js";
import { Slots, type Window } from "./slots.js";

/** What is evaluated in parallel; see `RunOptions`. */
export interface ParallelOptions<DetailedOutcome extends Outcome> {
  readonly strategy: Strategy;
  readonly evaluator: Evaluator<DetailedOutcome>;
  readonly pending?: readonly Genotype[];
  readonly onHandedOut?: (pending: readonly Genotype[]) => Promise<void>;
}

/** What a run does for the evaluations that it has out. */
export interface ParallelRun<DetailedOutcome extends Outcome> {
  /** Budget that is not spent, in evaluations; networks that are out have not spent theirs yet. */
  budgetLeft(): number;
  isTold(network: Genotype): boolean;
  /** Requests the cheap scores that the strategy wants while `out` networks are being evaluated. */
  requestScores(out: number): Promise<void>;
  /** Stores an outcome and tells it to the strategy. */
  take(outcome: DetailedOutcome): Promise<void>;
  reasonToStop(): StopReason | undefined;
  plateau(): StopReason | undefined;
}

/**
 * Keeps up to `parallel` networks in evaluation until a stopping rule holds; as soon as the outcome of one is told,
 * another is asked for. With `inOrder`, what is proposed does not depend on how long evaluations take, and `ahead`
 * proposals wait beside, so that evaluators need not wait for a slow one. Resolves to the reason to stop. What is out
 * then is abandoned; outcomes that arrive while a cancelled run ends are stored, with `inOrder` those that are next.
 * Rejects with any error of the evaluator or of the run, once every evaluation has ended.
 */
export async function evaluateInParallel<DetailedOutcome extends Outcome>(
  options: ParallelOptions<DetailedOutcome>,
  window: Window,
  stop: AbortController,
  run: ParallelRun<DetailedOutcome>,
): Promise<StopReason> {
  setMaxListeners(0, stop.signal);
  const slots = new Slots(options.evaluator, window, stop.signal);
  const earlier = (options.pending ?? []).filter((network) => !run.isTold(network));
  try {
    let reason = run.reasonToStop() ?? run.plateau();
    while (reason === undefined) {
      const most = window.parallel + window.ahead;
      for (const network of await nextNetworks(options, most, slots, earlier, run)) slots.add(network);
      const isIdle = slots.size === 0;
      const outcome = await slots.next();
      if (outcome !== undefined) await run.take(outcome);
      reason = run.reasonToStop() ?? (isIdle ? "exhausted" : run.plateau());
    }
    if (reason === "cancelled" || reason === "time")
      for (const outcome of await slots.rest({ isLast: reason === "time" })) await run.take(outcome);
    return reason;
  } finally {
    stop.abort();
    await slots.rest();
  }
}

/** The networks with which `most` networks are out: those of `earlier`, which are taken from it, then proposals. */
async function nextNetworks<DetailedOutcome extends Outcome>(
  { strategy, onHandedOut }: ParallelOptions<DetailedOutcome>,
  most: number,
  slots: Slots<DetailedOutcome>,
  earlier: Genotype[],
  run: ParallelRun<DetailedOutcome>,
): Promise<readonly Genotype[]> {
  const room = () => Math.min(most, Math.floor(run.budgetLeft())) - slots.size;
  if (room() <= 0) return [];
  await run.requestScores(slots.size);
  const networks: Genotype[] = [];
  while (networks.length < room() && run.reasonToStop() === undefined) {
    const missing = room() - networks.length;
    const before = earlier.splice(0, missing);
    const found =
      before.length > 0 ? before : await proposals(strategy, missing, [...slots.pending, ...networks]);
    if (found.length === 0) break;
    networks.push(...found);
  }
  if (networks.length === 0 || run.reasonToStop() !== undefined) return [];
  await onHandedOut?.([...slots.pending, ...networks, ...earlier]);
  return networks;
}

/** Up to `count` networks that the strategy proposes and that are not pending; none if it has none now. */
async function proposals(
  strategy: Strategy,
  count: number,
  pending: readonly Genotype[],
): Promise<readonly Genotype[]> {
  const keys = new Set(pending.map(genotypeKey));
  for (;;) {
    const networks = await strategy.ask(count, pending);
    const fresh = networks.filter((network) => !keys.has(genotypeKey(network)));
    if (networks.length === 0 || fresh.length > 0) return fresh;
  }
}

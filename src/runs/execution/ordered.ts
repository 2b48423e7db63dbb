import { Unavailable } from "../../base/errors.js";
import { readPlan } from "../plan/plan.js";
import { DEFAULT_TIMING, type RunEnd, type RunOrder } from "../ports.js";
import type { RunContext, RunDependencies } from "../run-context.js";
import { RunAdmissions } from "./admissions.js";
import { prepare } from "./evaluators/prepare.js";
import { failed } from "./execute.js";
import { type ActiveRun, RunRegistry } from "./registry.js";
import { RunLost, RunWriter } from "./run-writer.js";
import { searchToEnd } from "./search-to-end.js";
import { requestOf, workersOf } from "./workers.js";

/**
 * Executes the order of another process or thread (see `RunExecutor`): prepares the stored run anew and searches until
 * it ends or `active` is told to stop. Where servers take over each other's runs, one whose archive went away is lost,
 * so that it goes on once the archive is back. Never throws.
 */
export async function executeOrder(
  dependencies: RunDependencies,
  order: RunOrder,
  active: ActiveRun,
): Promise<RunEnd> {
  const context: RunContext = {
    ...dependencies,
    owner: order.owner,
    registry: new RunRegistry(dependencies.news),
    admissions: new RunAdmissions(),
    timing: DEFAULT_TIMING,
    startedAt: order.beganAt,
  };
  try {
    const run = await context.archive.get("run", order.run);
    if (run === undefined) throw new RunLost(`run ${order.run} is no longer in the archive`);
    const request = await requestOf(context, run);
    const plan = await readPlan(context.archive, run.id);
    const prepared = await prepare(context, request, workersOf(context, active, request), plan);
    const writer = new RunWriter(context, run, order, () => active.stop("cancel"));
    const { status } = await searchToEnd(context, active, run, prepared, writer);
    return { kind: "ended", status };
  } catch (error) {
    return lostBy(error, dependencies) ?? { kind: "ended", status: failed(context, order.run, error) };
  }
}

/**
 * The end of an order whose run an error takes from its owner: another one has it, or, where servers take over each
 * other's runs, the archive went away. Undefined for any other error.
 */
export function lostBy(
  error: unknown,
  { takesOver }: Pick<RunDependencies, "takesOver">,
): RunEnd | undefined {
  const isLost = error instanceof RunLost || (takesOver === true && error instanceof Unavailable);
  return isLost ? { kind: "lost", reason: error.message } : undefined;
}

import { Conflict, InvalidInput, NotFound } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import { LEAST_PREFIX, listed } from "../../projections/named.js";
import { failureChange } from "../../records/reported-failures.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { requireReason } from "../jobs/claims.js";
import type { RunContext } from "../run-context.js";
import { requireRun, seenNow } from "../view/lookup.js";
import { isWaiting, pendingOf } from "../view/pending.js";

/** A network of an external run that could not be evaluated, unchecked. */
export interface FailEvaluation {
  /** Key of the run, or a unique beginning of it. */
  readonly run: string;
  /** Key of the network, or a beginning of it that no other network of the run has. */
  readonly architecture: string;
  /** Why, for people. */
  readonly reason: string;
}

/** The failure that was recorded. */
export interface FailedEvaluation {
  readonly run: SearchRun;
  readonly architecture: ArchitectureId;
  readonly reason: string;
}

/**
 * Reports that a network for whose measurements an external run waits cannot be evaluated. The run stores it as failed,
 * goes on, and does not propose it again; a run that is interrupted does so when it is resumed. Reporting it again
 * changes nothing but the reason, until the run has taken note. Throws a `HarmonicError` on `run`, `architecture` or
 * `reason`.
 */
export async function failEvaluation(
  context: RunContext,
  { run: named, architecture, reason }: FailEvaluation,
): Promise<FailedEvaluation> {
  const text = requireReason(reason);
  const run = await seenNow(context, await requireRun(context, named, "run"));
  requireWaiting(run);
  const findings = await context.archive.findings(run.id);
  const pending = (await pendingOf(context, run, findings)).map(({ id }) => id);
  const id = networkOf(run, pending, findings, architecture);
  await context.archive.commit([failureChange({ run: run.id }, id, text)]);
  context.news.announce({ kind: "measurements", space: run.space });
  return { run, architecture: id, reason: text };
}

function requireWaiting(run: SearchRun): void {
  const { id, settings, status } = run;
  if (settings.evaluator !== "external") {
    throw new Conflict(
      "run",
      `run "${id}" evaluates its networks itself (${settings.evaluator}): it waits for nobody's measurements`,
    );
  }
  if (!isWaiting(run))
    throw new Conflict("run", `run "${id}" is ${status.kind}: it waits for no measurements`);
}

/** The pending network that `named` begins. */
function networkOf(
  run: SearchRun,
  pending: readonly ArchitectureId[],
  findings: readonly RunFinding[],
  named: string,
): ArchitectureId {
  const matches = pending.filter((id) => id.startsWith(named));
  const exact = matches.find((id) => id === named);
  if (exact !== undefined) return exact;
  const isLong = named.length >= LEAST_PREFIX;
  if (isLong && matches.length === 1) return matches[0];
  if (isLong && matches.length > 1) {
    throw new InvalidInput(
      "architecture",
      `architecture "${named}" is ambiguous: the run waits for ${matches.join(", ")}; give more characters`,
    );
  }
  const known = isLong ? findings.find((finding) => finding.architecture.startsWith(named)) : undefined;
  if (known !== undefined) {
    const kind = known.outcome.kind === "failed" ? "failed" : "was evaluated";
    throw new Conflict(
      "architecture",
      `architecture ${known.architecture} ${kind} already in run "${run.id}"`,
    );
  }
  throw new NotFound(
    "architecture",
    named,
    "architecture",
    pending.length === 0
      ? `run "${run.id}" waits for no network at the moment`
      : `run "${run.id}" waits for ${listed(pending)}`,
  );
}

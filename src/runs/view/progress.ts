import { defined } from "../../base/defined.js";
import type { RunFinding, SearchRun } from "../../records/run.js";
import { spentOn } from "../execution/budget.js";
import { type KnownNetwork, type RunPlan, readClock, readPlan } from "../plan/plan.js";
import type { RunContext } from "../run-context.js";
import { type DeadLetter, deadLettersOf, withClaims } from "./claims.js";
import { requireRun } from "./lookup.js";
import { proposedOf } from "./pending.js";
import { frontOf } from "./run-points.js";
import type { RunProgress } from "./run-progress.js";
import { shownNow } from "./shown.js";

/** Reads one run repeatedly; each time it fetches only the findings that it has not read before. */
export class RunView {
  readonly #findings: RunFinding[] = [];
  readonly #deadLetters: DeadLetter[] = [];
  #plan: RunPlan | undefined;

  constructor(
    private readonly context: RunContext,
    private readonly id: string,
  ) {}

  /** The current state of the run. Throws `NotFound` on `id`. */
  async read(): Promise<RunProgress> {
    const { context } = this;
    // Before the findings are read: those of a run that has ended are then complete.
    const seen = await shownNow(context, await requireRun(context, this.id));
    this.#plan ??= await readPlan(context.archive, seen.id);
    const news = await context.archive.findings(seen.id, this.#findings.length);
    this.#findings.push(...news);
    this.#deadLetters.push(...(await deadLettersOf(context, seen, news)));
    const count = (kind: RunFinding["outcome"]["kind"]): number =>
      this.#findings.filter(({ outcome }) => outcome.kind === kind).length;
    const [failed, scores] = [count("failed"), count("scored")];
    const evaluations = this.#findings.length - scores;
    const run = { ...seen, evaluations };
    const networks = [...this.#plan.known, ...this.#findings.flatMap(evaluated)];
    const spent = spentOn(this.#findings, seen.settings.fidelities);
    const elapsedSeconds = (await this.#elapsed(seen)) / 1000;
    return {
      run,
      evaluations,
      failed,
      ...defined({ leftOut: this.#plan.leftOut }),
      scores,
      spent,
      ...(await frontOf(context, run, this.#plan, networks)),
      pending: await withClaims(context, run, await proposedOf(context, run, this.#findings)),
      deadLetters: [...this.#deadLetters],
      elapsedSeconds,
      ...remaining(run, spent, elapsedSeconds),
    };
  }

  /** Execution time in ms; of a running run up to now, or until its server was gone. */
  async #elapsed({ id, status }: SearchRun): Promise<number> {
    const spent = await readClock(this.context.archive, id);
    if (status.kind !== "running") return spent;
    const since = Math.max(0, this.context.clock() - Date.parse(status.heartbeatAt));
    return spent + Math.min(since, this.context.timing.stale);
  }
}

function evaluated({ architecture, genes, outcome }: RunFinding): KnownNetwork[] {
  return outcome.kind === "evaluated" ? [{ architecture, genes, values: outcome.values }] : [];
}

/** The remaining time, estimated from the average pace so far. */
function remaining({ status, settings }: SearchRun, spent: number, elapsed: number): { etaSeconds?: number } {
  if (status.kind !== "running" || spent === 0) return {};
  return { etaSeconds: (elapsed / spent) * Math.max(0, settings.budget - spent) };
}

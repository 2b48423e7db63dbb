import { Conflict } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import type { Outcome } from "../../search/ports.js";
import type { Change, Measurement, RunEvaluation, RunStatus, SearchRun } from "../ports.js";
import { clockChange } from "./plan.js";
import { isoNow, type RunContext } from "./run-context.js";

/** The run is no longer this process's: another took it over, or the archive was emptied. */
export class RunLost extends Error {}

/**
 * Writes one run's progress, one write after the other. Before each it looks whether the run is still this process's:
 * another process may have cancelled it, or resumed it because this one seemed gone.
 */
export class RunLedger {
  #queue: Promise<unknown> = Promise.resolve();
  readonly #beganAt: number;

  /**
   * @param spent ms of execution before this one
   * @param onCancelled called when another process has cancelled the run
   */
  constructor(
    private readonly context: RunContext,
    private readonly run: SearchRun,
    private readonly recordOf: (
      outcome: Outcome,
    ) => Pick<RunEvaluation, "genes"> & { readonly id: ArchitectureId },
    private readonly spent: number,
    private readonly onCancelled: () => void,
  ) {
    this.#beganAt = context.clock();
  }

  /** Stores an outcome and what it measured in one batch; once it resolves, the outcome is acknowledged. Throws `RunLost`. */
  acknowledge(outcome: Outcome, index: number, measurements: readonly Measurement[]): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#read();
      const record = this.recordOf(outcome);
      await this.#commit([
        {
          type: "architecture",
          record: { id: record.id, space: this.run.space, architecture: record.genes },
        },
        ...measurements.map((measurement): Change => ({ type: "measurement", record: measurement })),
        {
          type: "evaluation",
          record: {
            run: this.run.id,
            index,
            architecture: record.id,
            genes: record.genes,
            outcome:
              outcome.kind === "evaluated"
                ? { kind: "evaluated", values: outcome.values }
                : { kind: "failed", reason: outcome.reason },
          },
        },
        ...this.#state({ ...run, evaluations: index + 1 }, this.#renewed(run.status)),
      ]);
    });
  }

  heartbeat(): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#read();
      if (run.status.kind === "running") await this.#commit(this.#state(run, this.#renewed(run.status)));
    });
  }

  /** Stores how the execution ended, unless another process has said so already. */
  end(status: RunStatus): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#read();
      await this.#commit(this.#state(run, run.status.kind === "running" ? status : run.status));
    });
  }

  #inTurn<T>(write: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(write);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #read(): Promise<SearchRun> {
    const run = await this.context.archive.get("run", this.run.id);
    if (run === undefined) throw new RunLost(`run ${this.run.id} is no longer in the archive`);
    if (run.status.kind === "running" && run.status.owner === this.context.owner) return run;
    if (run.status.kind !== "cancelled") throw new RunLost(`run ${this.run.id} was taken over`);
    this.onCancelled();
    return run;
  }

  #renewed(status: RunStatus): RunStatus {
    return status.kind === "running" ? { ...status, heartbeatAt: isoNow(this.context) } : status;
  }

  #state(run: SearchRun, status: RunStatus): Change[] {
    const spent = this.spent + this.context.clock() - this.#beganAt;
    return [{ type: "update", kind: "run", record: { ...run, status } }, clockChange(this.run.id, spent)];
  }

  /** A conflict: the archive was emptied meanwhile, or two processes went on with the run, and the other was first. */
  async #commit(changes: readonly Change[]): Promise<void> {
    try {
      await this.context.archive.commit(changes);
    } catch (error) {
      throw error instanceof Conflict ? new RunLost(`run ${this.run.id} was taken over or deleted`) : error;
    }
  }
}

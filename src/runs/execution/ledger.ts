import { Conflict } from "../../base/errors.js";
import type { ArchitectureId } from "../../base/ids.js";
import type { Change } from "../../records/changes.js";
import type { Measurement } from "../../records/measurement.js";
import type { RunFinding, RunStatus, SearchRun } from "../../records/run.js";
import type { Finding } from "../../search/ports.js";
import type { Architecture } from "../../space/types.js";
import { clockChange } from "../plan/plan.js";
import { isoNow, type RunContext } from "../run-context.js";

/** The network that a finding is stored of. */
export interface NetworkRecord {
  readonly id: ArchitectureId;
  readonly genes: Architecture;
}

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
    private readonly recordOf: (finding: Finding) => NetworkRecord,
    private readonly spent: number,
    private readonly onCancelled: () => void,
  ) {
    this.#beganAt = context.clock();
  }

  /**
   * Stores what the run has found, its finding number `index`, and what it measured in one batch; once it resolves, the finding is
   * acknowledged. Throws `RunLost`.
   */
  acknowledge(finding: Finding, index: number, measurements: readonly Measurement[]): Promise<void> {
    return this.#inTurn(async () => {
      const run = await this.#read();
      const { id, genes } = this.recordOf(finding);
      const network: Change = {
        type: "architecture",
        record: { id, space: this.run.space, architecture: genes },
      };
      const record: RunFinding = {
        run: this.run.id,
        index,
        architecture: id,
        genes,
        outcome: outcomeOf(finding),
      };
      const isScore = finding.kind === "scored";
      await this.#commit([
        ...(isScore ? [] : [network]),
        ...measurements.map((measurement): Change => ({ type: "measurement", record: measurement })),
        { type: "finding", record },
        ...this.#state(
          { ...run, evaluations: run.evaluations + (isScore ? 0 : 1) },
          this.#renewed(run.status),
        ),
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

function outcomeOf(finding: Finding): RunFinding["outcome"] {
  switch (finding.kind) {
    case "evaluated":
      return { kind: "evaluated", values: finding.values };
    case "failed":
      return { kind: "failed", reason: finding.reason };
    case "scored": {
      const { fidelity, value } = finding;
      return { kind: "scored", fidelity, ...(value === undefined ? {} : { value }) };
    }
  }
}

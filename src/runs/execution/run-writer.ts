import { Serial } from "../../base/async/serial.js";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import type { Change } from "../../records/changes.js";
import type { RunFinding, RunStatus, SearchRun } from "../../records/run.js";
import type { CheapScore, Finding } from "../../search/ports.js";
import { clockChange } from "../plan/plan.js";
import type { RunOrder } from "../ports.js";
import { isoNow, type RunContext } from "../run-context.js";
import type { Evaluation, NetworkRecord } from "./evaluation.js";
import type { Duration } from "./evaluation-times.js";

/** Thrown where a run no longer belongs to this process: another process took it over, or the archive was emptied. */
export class RunLost extends Error {}

/**
 * Writes the progress of one run, one write at a time. Each write first checks that the run still belongs to this
 * process: another process may have cancelled it, or resumed it because this one seemed to be gone.
 */
export class RunWriter {
  readonly #writes = new Serial();
  #beganAt: number;

  /**
   * @param began the execution time before this execution, in ms, and when this one began, in ms since 1970
   * @param onCancelled called when another process has cancelled the run
   */
  constructor(
    private readonly context: RunContext,
    private readonly run: SearchRun,
    private readonly began: Pick<RunOrder, "spent" | "beganAt">,
    private readonly onCancelled: () => void,
  ) {
    this.#beganAt = began.beganAt;
  }

  /** When this execution began, and the execution time before. */
  get clock(): Pick<RunOrder, "spent" | "beganAt"> {
    return { spent: this.began.spent, beganAt: this.#beganAt };
  }

  /** Execution time until now, in ms. */
  elapsed(): number {
    return this.began.spent + this.context.clock() - this.#beganAt;
  }

  /**
   * Stores a finding of the run together with what it measured, in one commit. Once the promise resolves, the finding
   * is acknowledged. `index` counts findings from 0, and `evaluations` the evaluated networks with this one. `took`
   * says when the evaluation began and ended, in ms since 1970. Throws `RunLost`.
   */
  acknowledge(
    finding: Evaluation | CheapScore,
    { id, genes }: NetworkRecord,
    { index, evaluations }: { readonly index: number; readonly evaluations: number },
    took: Duration,
  ): Promise<void> {
    return this.#writes.run(async () => {
      const run = await this.#read();
      const record: RunFinding = {
        run: this.run.id,
        index,
        architecture: id,
        genes,
        startedAt: new Date(took.beganAt).toISOString(),
        seconds: Math.max(0, (took.endedAt ?? this.context.clock()) - took.beganAt) / 1000,
        outcome: outcomeOf(finding),
      };
      await this.#commit([
        ...(finding.kind === "scored" ? [] : evaluationChanges(this.run, finding)),
        { type: "finding", record },
        ...this.#state({ ...run, evaluations }, this.#renewed(run.status)),
      ]);
    });
  }

  /** Stores that the run is still being executed, and for how long it has been. Throws `RunLost`. */
  heartbeat(): Promise<void> {
    return this.#writes.run(async () => {
      const run = await this.#read();
      if (run.status.kind === "running") await this.#commit(this.#state(run, this.#renewed(run.status)));
    });
  }

  /**
   * Stores whether the run waits for its turn. Its execution time begins anew when it does not any more. Throws
   * `RunLost`.
   */
  setQueued(isQueued: boolean): Promise<void> {
    return this.#writes.run(async () => {
      const run = await this.#read();
      this.#beganAt = this.context.clock();
      if (run.status.kind !== "running") return;
      const { queued: _, ...status } = run.status;
      await this.#commit(this.#state(run, this.#renewed(isQueued ? { ...status, queued: true } : status)));
    });
  }

  /**
   * Stores how the execution ended, unless another process has already ended the run, and how many networks were
   * evaluated, where that is given. Throws `RunLost`.
   */
  end(status: RunStatus, evaluations?: number): Promise<void> {
    return this.#writes.run(async () => {
      const run = { ...(await this.#read()), ...defined({ evaluations }) };
      await this.#commit(this.#state(run, run.status.kind === "running" ? status : run.status));
    });
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
    return [
      { type: "update", kind: "run", record: { ...run, status } },
      clockChange(this.run.id, this.elapsed()),
    ];
  }

  /** A `Conflict` means that the archive was emptied, or that another process that executes the run wrote first. */
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
      return { kind: "scored", fidelity, ...defined({ value }) };
    }
  }
}

/** The writes of an evaluation: the network, and what was measured. */
function evaluationChanges(run: SearchRun, { network, measurements }: Evaluation): Change[] {
  return [
    { type: "architecture", record: { id: network.id, space: run.space, architecture: network.genes } },
    ...measurements.map((record): Change => ({ type: "measurement", record: { ...record, run: run.id } })),
  ];
}

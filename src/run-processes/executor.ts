import { compiledScript } from "../base/process/compiled-script.js";
import type { News } from "../projections/news.js";
import type { OrderedRun, RunEnd, RunExecutor, RunOrder } from "../runs/ports.js";
import { type Execution, RunProcess } from "./run-process.js";

/** How long an execution that is told to stop may take before its process is ended [ms]. */
const GRACE = 500;

/**
 * Executes runs in processes of their own, with a low priority. A run that computes has one to itself; runs that mostly
 * wait share one, until it crashes or has to be ended for the sake of one of them: the others then go on in processes
 * of their own, from what the archive has.
 *
 * A process can be killed at any instant without harm to what both stores have acknowledged, and its memory is its
 * own. Ending a thread inside a call of the SQLite driver would abort the whole program.
 */
export class RunProcesses<Settings> implements RunExecutor {
  #shared: RunProcess<Settings> | undefined;

  /** @param settings are sent to the program `composition/run-process`, which opens the archive with them */
  constructor(private readonly settings: Settings) {}

  execute(order: RunOrder, run: OrderedRun, news: News): Promise<RunEnd> {
    return new Promise((resolve) => this.#begin({ order, run, resolve }, news, order.waits));
  }

  #begin(execution: Execution, news: News, mayShare: boolean): void {
    const { run, resolve } = execution;
    const shared = mayShare && this.#shared !== undefined && this.#shared.size > 0 ? this.#shared : undefined;
    const process = shared ?? this.#open(news);
    if (mayShare) this.#shared = process;
    const call = process.begin({
      ...execution,
      resolve: (end) => {
        settled();
        resolve(end);
      },
    });
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      process.stop(call);
      timer = setTimeout(() => this.#end(process, run, news), GRACE);
    };
    const settled = () => {
      clearTimeout(timer);
      run.signal.removeEventListener("abort", stop);
    };
    if (run.signal.aborted) stop();
    else run.signal.addEventListener("abort", stop, { once: true });
  }

  #open(news: News): RunProcess<Settings> {
    const script = compiledScript("composition/run-process.js");
    const process: RunProcess<Settings> = new RunProcess(script, this.settings, news, (left, how) => {
      if (this.#shared === process) this.#shared = undefined;
      const reason = `the process that executed the run ${how}`;
      if (left.length === 1) left[0].resolve({ kind: "crashed", reason });
      else for (const execution of left) this.#begin(execution, news, false);
    });
    return process;
  }

  /** Ends a process that has not stopped a run in time. */
  #end(process: RunProcess<Settings>, run: OrderedRun, news: News): void {
    if (this.#shared === process) this.#shared = undefined;
    for (const execution of process.kill()) {
      if (execution.run === run || execution.run.signal.aborted) execution.resolve({ kind: "stopped" });
      else this.#begin(execution, news, false);
    }
  }
}

import { Conflict, Unavailable } from "../../base/errors.js";
import type { RunId } from "../../base/ids.js";
import type { News } from "../../projections/news.js";
import type { Genotype } from "../../space/types.js";
import type { OrderedRun, StopRequest } from "../ports.js";

/** A run that this process executes or is about to execute. */
export class ActiveRun implements OrderedRun {
  readonly #controller = new AbortController();
  #request: StopRequest | undefined;
  /** Networks that workers are currently asked to measure. */
  pending: readonly Genotype[] = [];
  /** Resolves when the execution has ended and its last state is stored. */
  done: Promise<void> = Promise.resolve();

  /** @param onAsk is told whenever the pending networks change */
  constructor(
    readonly id: RunId,
    private readonly onAsk: () => void = () => undefined,
  ) {}

  ask(networks: readonly Genotype[]): void {
    this.pending = networks;
    this.onAsk();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get request(): StopRequest | undefined {
    return this.#request;
  }

  /** Tells the run to stop; only the first request counts. */
  stop(request: StopRequest): void {
    this.#request ??= request;
    this.#controller.abort();
  }
}

/** The runs that this process executes, each at most once at a time. */
export class RunRegistry {
  readonly #active = new Map<RunId, ActiveRun>();
  #isClosed = false;

  /** @param news gets an announcement for every run that is released */
  constructor(private readonly news: News) {}

  get(id: RunId): ActiveRun | undefined {
    return this.#active.get(id);
  }

  /** Reserves a run for execution. Throws `Conflict` if it is reserved already, `Unavailable` once closed. */
  reserve(id: RunId): ActiveRun {
    if (this.#isClosed) throw new Unavailable("the service is shutting down and starts no more searches");
    if (this.#active.has(id)) throw new Conflict("id", `run "${id}" is already being executed`);
    const active = new ActiveRun(id, () => this.news.announce({ kind: "run", run: id }));
    this.#active.set(id, active);
    return active;
  }

  /** Ends a reservation, after the execution or instead of it. */
  release(active: ActiveRun): void {
    this.#active.delete(active.id);
    this.news.announce({ kind: "run", run: active.id });
  }

  /** Interrupts every run and waits until their states are stored. */
  async interruptAll(): Promise<void> {
    const runs = [...this.#active.values()];
    for (const active of runs) active.stop("interrupt");
    await Promise.all(runs.map((active) => active.done));
  }

  /** Refuses further reservations, then interrupts every run. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.interruptAll();
  }
}

import { Conflict, Unavailable } from "../../base/errors.js";
import type { RunId } from "../../base/ids.js";
import type { News } from "../../projections/news.js";
import type { Genotype } from "../../space/types.js";

/** Why a run is told to stop: for good (unless resumed), or because its process ends. */
export type StopRequest = "cancel" | "interrupt";

/** A run that this process executes. */
export class ActiveRun {
  readonly #controller = new AbortController();
  #request: StopRequest | undefined;
  /** Networks handed out to workers now. */
  pending: readonly Genotype[] = [];
  /** Resolves when the execution has ended and its last state is stored. */
  done: Promise<void> = Promise.resolve();

  constructor(readonly id: RunId) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get request(): StopRequest | undefined {
    return this.#request;
  }

  /** The first request counts. */
  stop(request: StopRequest): void {
    this.#request ??= request;
    this.#controller.abort();
  }
}

/** The runs that this process executes, each at most once. */
export class RunRegistry {
  readonly #active = new Map<RunId, ActiveRun>();
  #isClosed = false;

  /** `news` hears of every run that has ended here. */
  constructor(private readonly news: News) {}

  get(id: RunId): ActiveRun | undefined {
    return this.#active.get(id);
  }

  /** Takes the place of a run before it is executed. Throws `Conflict` if it is taken, `Unavailable` once closed. */
  reserve(id: RunId): ActiveRun {
    if (this.#isClosed) throw new Unavailable("the service is shutting down and starts no search");
    if (this.#active.has(id)) throw new Conflict("id", `run "${id}" is being executed already`);
    const active = new ActiveRun(id);
    this.#active.set(id, active);
    return active;
  }

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

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.interruptAll();
  }
}

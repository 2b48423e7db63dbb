import { NotFound } from "../../base/errors.js";

/** A long operation that is being executed. */
export interface Job {
  readonly key: string;
  /** Names of its root fields; empty where nobody has read the operation yet. */
  readonly fields: readonly string[];
  readonly startedAt: Date;
}

/** The long operations of this server, so that they can be listed and cancelled. */
export class Jobs {
  readonly #running = new Map<string, { readonly job: Job; readonly controller: AbortController }>();
  #last = 0;

  /** Does the work of a job. The signal that it gets aborts when the job is cancelled, or all are. */
  async run<T>(fields: readonly string[], work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const key = String(++this.#last);
    const controller = new AbortController();
    this.#running.set(key, { job: { key, fields, startedAt: new Date() }, controller });
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(key);
    }
  }

  /** The jobs, oldest first. */
  list(): readonly Job[] {
    return [...this.#running.values()].map(({ job }) => job);
  }

  /** Tells a job to end. Throws `NotFound` on `id` where there is none with this key. */
  cancel(key: string): Job {
    const running = this.#running.get(key);
    if (running === undefined) throw new NotFound("job", key, "id", "it may have ended");
    running.controller.abort();
    return running.job;
  }

  /** Tells all jobs to end, since the server closes. */
  cancelAll(): void {
    for (const { controller } of this.#running.values()) controller.abort();
  }
}

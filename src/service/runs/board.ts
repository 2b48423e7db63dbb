import { setTimeout as sleep } from "node:timers/promises";
import type { MeasurementBoard, Outcome } from "../../search/ports.js";
import type { Genotype } from "../../space/types.js";
import type { Task } from "../ports.js";
import type { MeasuredValues } from "./measured-values.js";
import type { RunContext } from "./run-context.js";

/**
 * The archive as an external evaluator sees it. News of this process wake it at once; what other processes stored is
 * found by looking from time to time.
 */
export class ArchiveBoard implements MeasurementBoard {
  #version = 0;
  #seen = -1;

  constructor(
    private readonly context: Pick<RunContext, "events" | "timing">,
    private readonly task: Task,
    private readonly values: MeasuredValues,
    private readonly onAnnounce: (pending: readonly Genotype[]) => void,
  ) {}

  version(): number {
    return this.#version;
  }

  async changed(version: number, signal: AbortSignal): Promise<void> {
    await this.#look();
    while (this.#version <= version && !signal.aborted) {
      await this.#news(signal);
      await this.#look();
    }
  }

  async answer(network: Genotype): Promise<Outcome | undefined> {
    if (this.#seen < 0) await this.#look();
    const values = this.values.of(network);
    return values === undefined ? undefined : { kind: "evaluated", genotype: network, values };
  }

  announce(pending: readonly Genotype[]): void {
    this.onAnnounce(pending);
  }

  async #look(): Promise<void> {
    const found = await this.values.refresh();
    if (found === this.#seen) return;
    this.#seen = found;
    this.#version++;
  }

  /** Resolves at the next event on the task's space, after the poll interval, or when the signal aborts. */
  async #news(signal: AbortSignal): Promise<void> {
    const heard = new AbortController();
    const listener = ({ space }: { readonly space: string }) => {
      if (space === this.task.space) heard.abort();
    };
    this.context.events.on("measurements", listener);
    try {
      await sleep(this.context.timing.poll, undefined, { signal: AbortSignal.any([signal, heard.signal]) });
    } catch {
      // Woken early.
    } finally {
      this.context.events.off("measurements", listener);
    }
  }
}

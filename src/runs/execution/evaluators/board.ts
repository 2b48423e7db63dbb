import type { SpaceId } from "../../../base/ids.js";
import type { Outcome } from "../../../search/ports.js";
import type { Genotype } from "../../../space/types.js";
import type { MeasurementBoard } from "../../measurement-board.js";
import type { RunContext } from "../../run-context.js";
import type { MeasuredValues } from "./measured-values.js";

/**
 * The measurement board of an archive. Measurements that this process stores are noticed at once through its news;
 * those of other processes are found by polling.
 */
export class ArchiveBoard implements MeasurementBoard {
  #version = 0;
  #lastRead = -1;

  constructor(
    private readonly context: Pick<RunContext, "news" | "timing">,
    private readonly space: SpaceId,
    private readonly values: MeasuredValues,
    private readonly onAnnounce: (pending: readonly Genotype[]) => void,
  ) {}

  version(): number {
    return this.#version;
  }

  async changed(version: number, signal: AbortSignal): Promise<void> {
    const news = this.context.news.subscribe({ kind: "measurements", space: this.space });
    try {
      await this.#poll();
      while (this.#version <= version && !signal.aborted) {
        await news.wait(this.context.timing.poll, signal);
        await this.#poll();
      }
    } finally {
      news.close();
    }
  }

  async answer(network: Genotype): Promise<Outcome | undefined> {
    if (this.#lastRead < 0) await this.#poll();
    const values = this.values.of(network);
    return values === undefined ? undefined : { kind: "evaluated", genotype: network, values };
  }

  announce(pending: readonly Genotype[]): void {
    this.onAnnounce(pending);
  }

  async #poll(): Promise<void> {
    const found = await this.values.refresh();
    if (found === this.#lastRead) return;
    this.#lastRead = found;
    this.#version++;
  }
}

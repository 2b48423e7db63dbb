import { within } from "../../../base/async/within.js";
import { Unavailable } from "../../../base/errors.js";
import type { SpaceId } from "../../../base/ids.js";
import type { Outcome } from "../../../search/ports.js";
import { genotypeKey } from "../../../space/identity.js";
import type { Genotype } from "../../../space/types.js";
import type { MeasurementBoard } from "../../measurement-board.js";
import type { RunContext } from "../../run-context.js";
import type { MeasuredValues } from "./measured-values.js";

/** Those who measure outside, as a run sees them. */
export interface Workers {
  /** Publishes the networks that they are asked to measure, whenever these change. */
  announce(pending: readonly Genotype[]): void;
  /** Why they could not evaluate a network; undefined while they have not said so. */
  failure(network: Genotype): Promise<string | undefined>;
}

/**
 * The measurement board of an archive. Measurements and failures that this process stores are noticed at once through
 * its news; those of other processes are found by polling.
 */
export class ArchiveBoard implements MeasurementBoard {
  #version = 0;
  #lastRead = "";
  #pending: readonly Genotype[] = [];
  /** Why networks that are pending failed, by their keys. */
  readonly #failures = new Map<string, string>();

  constructor(
    private readonly context: Pick<RunContext, "news" | "timing">,
    private readonly space: SpaceId,
    private readonly values: MeasuredValues,
    private readonly workers: Workers,
  ) {}

  version(): number {
    return this.#version;
  }

  async changed(version: number, signal: AbortSignal): Promise<void> {
    const news = this.context.news.subscribe({ kind: "measurements", space: this.space });
    try {
      await this.#polled();
      while (this.#version <= version && !signal.aborted) {
        await news.wait(this.context.timing.poll, signal);
        await this.#polled();
      }
    } finally {
      news.close();
    }
  }

  async answer(network: Genotype): Promise<Outcome | undefined> {
    if (this.#lastRead === "") await this.#poll();
    const values = this.values.of(network);
    if (values !== undefined) return { kind: "evaluated", genotype: network, values };
    const reason = this.#failures.get(genotypeKey(network));
    return reason === undefined ? undefined : { kind: "failed", genotype: network, reason };
  }

  announce(pending: readonly Genotype[]): void {
    this.#pending = pending;
    this.workers.announce(pending);
  }

  /** Polls, but not for ever. */
  async #polled(): Promise<void> {
    const { longestRead } = this.context.timing;
    const isDone = await within(
      longestRead,
      this.#poll().then(() => true),
    );
    if (isDone !== true) throw new Unavailable(`the archive did not answer for ${longestRead / 1000} s`);
  }

  async #poll(): Promise<void> {
    const measured = await this.values.refresh();
    for (const network of this.#pending) {
      const reason = await this.workers.failure(network);
      if (reason !== undefined) this.#failures.set(genotypeKey(network), reason);
    }
    const read = `${measured} ${this.#failures.size}`;
    if (read === this.#lastRead) return;
    this.#lastRead = read;
    this.#version++;
  }
}

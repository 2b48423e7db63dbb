import type { Clock } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import type { Outcome } from "../../search/ports.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { RunEvaluator } from "./evaluation.js";

/** When an evaluation began and ended, in ms since 1970; it ends when it is stored where `endedAt` is absent. */
export interface Duration {
  readonly beganAt: number;
  readonly endedAt?: number;
}

/** Tells when the evaluation of each finding of a run began and ended. */
export class EvaluationTimes {
  #handedOutAt = 0;
  #lastDoneAt = 0;
  /** When each network that is out was handed out, by its key. */
  readonly #starts = new Map<string, number>();
  /** When the outcome of each network came that is not stored yet, by its key. */
  readonly #ends = new Map<string, number>();

  /** The networks that are being evaluated, and those that wait for a place, in order, by their keys. */
  readonly #active = new Set<string>();
  readonly #waiting = new Set<string>();

  /**
   * @param isConcurrent whether networks that are out are evaluated at once, not one after the other
   * @param places how many of them at the same time; the others were handed out ahead
   */
  constructor(
    private readonly clock: Clock,
    private readonly isConcurrent: boolean,
    private readonly places = Number.POSITIVE_INFINITY,
  ) {}

  /** The evaluator, which from now on is watched. */
  watch(evaluator: RunEvaluator): RunEvaluator {
    const { candidates, resolve, score } = evaluator;
    return {
      ...defined({ candidates, resolve }),
      evaluate: (genotypes, signal) => {
        this.#handedOutAt = this.clock();
        for (const network of genotypes) this.#waiting.add(genotypeKey(network));
        this.#fill();
        return this.#noting(evaluator.evaluate(genotypes, signal));
      },
      ...(score && {
        score: (requests, signal) => {
          this.#handedOutAt = this.clock();
          return score.call(evaluator, requests, signal);
        },
      }),
    };
  }

  /** When the evaluation of the network whose finding is about to be stored began and ended. */
  of(network: Genotype): Duration {
    const key = genotypeKey(network);
    if (!this.isConcurrent) return { beganAt: Math.max(this.#handedOutAt, this.#lastDoneAt) };
    const beganAt = this.#starts.get(key) ?? this.#handedOutAt;
    return { beganAt, ...defined({ endedAt: this.#ends.get(key) }) };
  }

  /** To be called once the finding of a network is stored. */
  done(network: Genotype): void {
    const key = genotypeKey(network);
    for (const kept of [this.#starts, this.#ends, this.#active]) kept.delete(key);
    this.#lastDoneAt = this.clock();
  }

  /** Begins the evaluation of networks that wait, as long as there are places. */
  #fill(): void {
    for (const key of this.#waiting) {
      if (this.#active.size >= this.places) return;
      this.#waiting.delete(key);
      this.#active.add(key);
      this.#starts.set(key, this.clock());
    }
  }

  /** Notes that the outcome of a network is there, which frees its place. */
  #end(key: string): void {
    const now = this.clock();
    if (this.#waiting.delete(key)) this.#starts.set(key, now);
    this.#ends.set(key, now);
    this.#active.delete(key);
    this.#fill();
  }

  async *#noting<Found extends Outcome>(outcomes: AsyncIterable<Found>): AsyncGenerator<Found> {
    for await (const outcome of outcomes) {
      if (this.isConcurrent) this.#end(genotypeKey(outcome.genotype));
      yield outcome;
    }
  }
}

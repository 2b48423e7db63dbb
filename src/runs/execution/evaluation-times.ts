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

  /** @param isConcurrent whether all networks that are out are evaluated at once, not one after the other */
  constructor(
    private readonly clock: Clock,
    private readonly isConcurrent: boolean,
  ) {}

  /** The evaluator, which from now on is watched. */
  watch(evaluator: RunEvaluator): RunEvaluator {
    const { candidates, resolve, score } = evaluator;
    return {
      ...defined({ candidates, resolve }),
      evaluate: (genotypes, signal) => {
        this.#handedOutAt = this.clock();
        for (const network of genotypes) this.#starts.set(genotypeKey(network), this.#handedOutAt);
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
    this.#starts.delete(genotypeKey(network));
    this.#ends.delete(genotypeKey(network));
    this.#lastDoneAt = this.clock();
  }

  async *#noting<Found extends Outcome>(outcomes: AsyncIterable<Found>): AsyncGenerator<Found> {
    for await (const outcome of outcomes) {
      if (this.isConcurrent) this.#ends.set(genotypeKey(outcome.genotype), this.clock());
      yield outcome;
    }
  }
}

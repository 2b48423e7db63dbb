import type { Clock } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { RunEvaluator } from "./evaluation.js";

/** Tells when the evaluation of each finding of a run began. */
export class EvaluationTimes {
  #handedOutAt = 0;
  #lastDoneAt = 0;
  /** When each network that is out was handed out, by its key. */
  readonly #starts = new Map<string, number>();

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
        return evaluator.evaluate(genotypes, signal);
      },
      ...(score && {
        score: (requests, signal) => {
          this.#handedOutAt = this.clock();
          return score.call(evaluator, requests, signal);
        },
      }),
    };
  }

  /** When the evaluation of the network whose finding has just arrived began, in ms since 1970. */
  began(network: Genotype): number {
    return this.isConcurrent
      ? (this.#starts.get(genotypeKey(network)) ?? this.#handedOutAt)
      : Math.max(this.#handedOutAt, this.#lastDoneAt);
  }

  /** To be called once the finding of a network is stored. */
  done(network: Genotype): void {
    this.#starts.delete(genotypeKey(network));
    this.#lastDoneAt = this.clock();
  }
}

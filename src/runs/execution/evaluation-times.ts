import type { Clock } from "../../base/clock.js";
import { defined } from "../../base/defined.js";
import type { RunEvaluator } from "./evaluation.js";

/** Tells when the evaluation of each finding of a run began. */
export class EvaluationTimes {
  #handedOutAt = 0;
  #lastDoneAt = 0;

  /** @param isConcurrent whether all networks of a batch are evaluated at once, not one after the other */
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

  /** When the evaluation of the finding that has just arrived began, in ms since 1970. */
  began(): number {
    return this.isConcurrent ? this.#handedOutAt : Math.max(this.#handedOutAt, this.#lastDoneAt);
  }

  /** To be called once the finding is stored. */
  done(): void {
    this.#lastDoneAt = this.clock();
  }
}

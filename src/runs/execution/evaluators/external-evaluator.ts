import type { Evaluator, Outcome } from "../../../search/ports.js";
import type { Genotype } from "../../../space/types.js";
import type { MeasurementBoard } from "../../measurement-board.js";

/**
 * Waits for others to measure. A batch is announced on the board; an outcome is yielded as soon as the board knows it,
 * in the order in which answers come. Nothing is remembered here: a run that starts again announces what it still lacks.
 */
export function externalEvaluator(board: MeasurementBoard): Evaluator {
  return {
    async *evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncGenerator<Outcome> {
      let pending = genotypes;
      try {
        board.announce(pending);
        while (pending.length > 0 && !signal.aborted) {
          const version = board.version();
          const answers = await Promise.all(pending.map((network) => board.answer(network)));
          const unanswered = pending.filter((_, i) => answers[i] === undefined);
          for (const answer of answers) if (answer !== undefined) yield answer;
          if (unanswered.length === pending.length) await board.changed(version, signal);
          else board.announce(unanswered);
          pending = unanswered;
        }
      } finally {
        board.announce([]);
      }
    },
  };
}

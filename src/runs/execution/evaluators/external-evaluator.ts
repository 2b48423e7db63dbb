import type { Evaluator, Outcome } from "../../../search/ports.js";
import type { Genotype } from "../../../space/types.js";
import type { MeasurementBoard } from "../../measurement-board.js";

/**
 * An evaluator that waits for others to measure. It announces a batch on the board and yields each outcome as soon as
 * the board has it, in the order of arrival. It keeps no state: a resumed run announces what it still lacks.
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

import type { Evaluator, Outcome } from "../../../search/ports.js";
import type { Genotype } from "../../../space/types.js";
import type { MeasurementBoard } from "../../measurement-board.js";

/**
 * An evaluator that waits for others to measure. It announces what it is asked for on the board and yields each outcome
 * as soon as the board has it, in the order of arrival. Several calls may wait at the same time; the board shows what
 * all of them lack. Nothing of it outlives a call: a resumed run announces what it still lacks.
 */
export function externalEvaluator(board: MeasurementBoard): Evaluator {
  const waiting = new Set<Genotype>();
  const announce = () => board.announce([...waiting]);
  const changed = sharedWait(board);
  return {
    async *evaluate(genotypes: readonly Genotype[], signal: AbortSignal): AsyncGenerator<Outcome> {
      let pending = genotypes;
      try {
        for (const network of genotypes) waiting.add(network);
        announce();
        while (pending.length > 0 && !signal.aborted) {
          const version = board.version();
          const answers = await Promise.all(pending.map((network) => board.answer(network)));
          const unanswered = pending.filter((_, i) => answers[i] === undefined);
          for (const answer of answers) if (answer !== undefined) yield answer;
          if (unanswered.length === pending.length) await changed(version, signal);
          else {
            for (const [i, network] of pending.entries())
              if (answers[i] !== undefined) waiting.delete(network);
            announce();
          }
          pending = unanswered;
        }
      } finally {
        const size = waiting.size;
        if (signal.aborted) waiting.clear();
        for (const network of genotypes) waiting.delete(network);
        if (waiting.size < size) announce();
      }
    },
  };
}

/** Waits for a change of the board. Those who have seen the same version share one wait, and so one polling. */
function sharedWait(board: MeasurementBoard): (version: number, signal: AbortSignal) => Promise<void> {
  let last:
    | { readonly version: number; readonly signal: AbortSignal; readonly wait: Promise<void> }
    | undefined;
  return (version, signal) => {
    if (last?.version !== version || last.signal !== signal)
      last = { version, signal, wait: board.changed(version, signal) };
    return last.wait;
  };
}

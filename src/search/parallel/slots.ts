import type { Genotype } from "../../space/types.js";
import type { Evaluator, Outcome } from "../ports.js";

/** How the evaluation of a network ended. */
interface Ending<DetailedOutcome> {
  readonly network: Genotype;
  /** Absent where the evaluator had none. */
  readonly outcome?: DetailedOutcome | undefined;
  readonly error?: unknown;
}

/** Evaluations that are under way at the same time, each of one network. */
export class Slots<DetailedOutcome extends Outcome> {
  /** Networks that were handed out and have no outcome, in that order. */
  readonly #pending = new Set<Genotype>();
  readonly #evaluations = new Set<Promise<void>>();
  /** Evaluations that have ended, and whose outcome was not taken. */
  readonly #endings: Ending<DetailedOutcome>[] = [];
  #onEnding: () => void = () => {};

  /** @param signal ends all evaluations without an error when it is aborted */
  constructor(
    private readonly evaluator: Evaluator<DetailedOutcome>,
    private readonly signal: AbortSignal,
  ) {}

  /** Number of evaluations that `next` can still wait for. */
  get size(): number {
    return this.#evaluations.size + this.#endings.length;
  }

  /** The networks without an outcome, in the order of their start; also those that the evaluator did not answer. */
  get pending(): readonly Genotype[] {
    return [...this.#pending];
  }

  /** Begins to evaluate a network. */
  start(network: Genotype): void {
    this.#pending.add(network);
    const evaluation = this.#ending(network).then((ending) => {
      this.#evaluations.delete(evaluation);
      this.#endings.push(ending);
      this.#onEnding();
    });
    this.#evaluations.add(evaluation);
  }

  /**
   * Waits for the next evaluation to end, in the order in which they end. Resolves to its outcome; undefined where the
   * evaluator had none, or where nothing is under way. Rejects with the error of an evaluation.
   */
  async next(): Promise<DetailedOutcome | undefined> {
    if (this.size === 0) return undefined;
    while (this.#endings.length === 0) {
      await new Promise<void>((resolve) => {
        this.#onEnding = resolve;
      });
    }
    const { network, outcome, error } = this.#endings.shift() as Ending<DetailedOutcome>;
    if (error !== undefined) throw error;
    if (outcome !== undefined) this.#pending.delete(network);
    return outcome;
  }

  /** Waits until every evaluation has ended, and returns the outcomes that `next` did not return. Errors are lost. */
  async rest(): Promise<readonly DetailedOutcome[]> {
    await Promise.all(this.#evaluations);
    return this.#endings.splice(0).flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
  }

  async #ending(network: Genotype): Promise<Ending<DetailedOutcome>> {
    try {
      for await (const outcome of this.evaluator.evaluate([network], this.signal))
        return { network, outcome };
      return { network };
    } catch (error) {
      return { network, error: error ?? new Error("an evaluation failed without an error") };
    }
  }
}

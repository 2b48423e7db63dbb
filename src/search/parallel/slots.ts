import type { Genotype } from "../../space/types.js";
import type { Evaluator, Outcome } from "../ports.js";

/** How many networks are out at the same time, and in which order their outcomes are taken. */
export interface Window {
  /** The number of networks that are evaluated at the same time. */
  readonly parallel: number;
  /** The number of further networks that are proposed and wait for an evaluator. */
  readonly ahead: number;
  /** Whether outcomes are taken in the order in which the networks were proposed, else in that in which they come. */
  readonly inOrder: boolean;
}

/** A network that was proposed, and how its evaluation ended. */
interface Proposal<DetailedOutcome> {
  readonly network: Genotype;
  /** Absent while it waits for its turn or is being evaluated; without an outcome where the evaluator had none. */
  ending?: { readonly outcome?: DetailedOutcome; readonly error?: unknown };
}

/** Networks that were proposed. A limited number of them is evaluated at the same time, each alone. */
export class Slots<DetailedOutcome extends Outcome> {
  /** Networks that have no outcome, in the order in which they were proposed. */
  readonly #pending = new Set<Genotype>();
  /** Those whose ending was not taken, in the order in which endings are taken. */
  readonly #proposals: Proposal<DetailedOutcome>[] = [];
  readonly #waiting: Proposal<DetailedOutcome>[] = [];
  readonly #evaluations = new Set<Promise<void>>();
  #onEnding: () => void = () => {};

  /** @param signal ends all evaluations without an error when it is aborted */
  constructor(
    private readonly evaluator: Evaluator<DetailedOutcome>,
    private readonly window: Pick<Window, "parallel" | "inOrder">,
    private readonly signal: AbortSignal,
  ) {}

  /** Number of networks that `next` can still wait for. */
  get size(): number {
    return this.#proposals.length;
  }

  /** The networks without an outcome, in the order of their proposal; also those that the evaluator did not answer. */
  get pending(): readonly Genotype[] {
    return [...this.#pending];
  }

  /** Has a network evaluated as soon as there is a free place. */
  add(network: Genotype): void {
    const proposal = { network };
    this.#pending.add(network);
    this.#proposals.push(proposal);
    this.#waiting.push(proposal);
    this.#fill();
  }

  /**
   * Waits for the next ending. Resolves to its outcome; undefined where the evaluator had none, or where nothing was
   * proposed. Rejects with the error of an evaluation as soon as there is one.
   */
  async next(): Promise<DetailedOutcome | undefined> {
    if (this.size === 0) return undefined;
    for (;;) {
      const failed = this.#proposals.find(({ ending }) => ending?.error !== undefined);
      if (failed !== undefined) throw failed.ending?.error;
      const [first] = this.#proposals;
      if (first.ending !== undefined) {
        this.#proposals.shift();
        if (first.ending.outcome !== undefined) this.#pending.delete(first.network);
        return first.ending.outcome;
      }
      await new Promise<void>((resolve) => {
        this.#onEnding = resolve;
      });
    }
  }

  /**
   * Waits until every evaluation has ended, and returns the outcomes that `next` would have returned without waiting,
   * or with `isLast` all that there are. Errors are lost.
   */
  async rest({ isLast = false } = {}): Promise<readonly DetailedOutcome[]> {
    this.#waiting.length = 0;
    await Promise.all(this.#evaluations);
    const gap = this.#proposals.findIndex(({ ending }) => ending?.outcome === undefined);
    const isWhole = isLast || gap === -1 || !this.window.inOrder;
    const ended = this.#proposals.splice(0).slice(0, isWhole ? undefined : gap);
    return ended.flatMap(({ ending }) => (ending?.outcome === undefined ? [] : [ending.outcome]));
  }

  #fill(): void {
    while (this.#evaluations.size < this.window.parallel && !this.signal.aborted) {
      const proposal = this.#waiting.shift();
      if (proposal === undefined) return;
      const evaluation = this.#endingOf(proposal.network).then((ending) => {
        proposal.ending = ending;
        this.#evaluations.delete(evaluation);
        if (!this.window.inOrder) this.#moveUp(proposal);
        this.#fill();
        this.#onEnding();
      });
      this.#evaluations.add(evaluation);
    }
  }

  /** Puts a proposal that has ended before those that have not. */
  #moveUp(proposal: Proposal<DetailedOutcome>): void {
    this.#proposals.splice(this.#proposals.indexOf(proposal), 1);
    const place = this.#proposals.findIndex(({ ending }) => ending === undefined);
    this.#proposals.splice(place === -1 ? this.#proposals.length : place, 0, proposal);
  }

  async #endingOf(network: Genotype): Promise<NonNullable<Proposal<DetailedOutcome>["ending"]>> {
    try {
      for await (const outcome of this.evaluator.evaluate([network], this.signal)) return { outcome };
      return {};
    } catch (error) {
      return { error: error ?? new Error("an evaluation failed without an error") };
    }
  }
}

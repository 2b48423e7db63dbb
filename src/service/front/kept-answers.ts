import type { NetworkRows } from "../../projections/networks/network-rows.js";

/** Answers that are kept per state of the networks. */
const MOST_KEPT = 8;

/**
 * Keeps what was found among networks at one moment, so that a question that is asked again while nothing has changed
 * is not computed again. Networks never change: with a new value come new ones, and what was kept goes with the old.
 */
export class KeptAnswers<Answer> {
  readonly #kept = new WeakMap<NetworkRows, Map<string, Answer>>();

  constructor(private readonly most = MOST_KEPT) {}

  /** Returns what was found for the key, or finds it. The key says everything that the answer depends on besides. */
  of(networks: NetworkRows, key: string, find: () => Answer): Answer {
    const answers = this.#kept.get(networks) ?? new Map<string, Answer>();
    this.#kept.set(networks, answers);
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= this.most) answers.delete(answers.keys().next().value as string);
    const found = find();
    answers.set(key, found);
    return found;
  }
}

import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { CheapScore } from "../ports.js";

/** The cheap scores of one fidelity that a strategy was told, each network once, in the order of the tells. */
export class ScoreHistory {
  /** The scores, each with the number of outcomes that had been told before it. */
  readonly #told: { readonly score: CheapScore; readonly outcomes: number }[] = [];
  readonly #networks: Genotype[] = [];
  readonly #values: number[] = [];
  readonly #byKey = new Map<string, number | undefined>();

  /**
   * Records a score; a network that was told before keeps its first one.
   * @param outcomes the number of outcomes that had been told before; it must not decrease from call to call
   */
  tell(score: CheapScore, outcomes: number): void {
    const { genotype, value } = score;
    const key = genotypeKey(genotype);
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, value);
    this.#told.push({ score, outcomes });
    if (value === undefined) return;
    this.#networks.push(genotype);
    this.#values.push(value);
  }

  /** Number of networks told, including those of which the evaluator had no score. */
  get size(): number {
    return this.#told.length;
  }

  /** The scores that had been told before outcome number `outcomes` (counted from 1). */
  before(outcomes: number): ScoreHistory {
    return this.first(this.#told.filter((entry) => entry.outcomes < outcomes).length);
  }

  /** The first `size` scores. */
  first(size: number): ScoreHistory {
    if (size >= this.size) return this;
    const history = new ScoreHistory();
    for (const { score, outcomes } of this.#told.slice(0, size)) history.tell(score, outcomes);
    return history;
  }

  /** The networks that have a score. */
  get networks(): readonly Genotype[] {
    return this.#networks;
  }

  /** The scores of `networks`. */
  get values(): Float64Array {
    return Float64Array.from(this.#values);
  }

  /** The score of a network; undefined if it was not told, or if the evaluator had none. */
  of(network: Genotype): number | undefined {
    return this.#byKey.get(genotypeKey(network));
  }

  /** Whether a network was told, with or without a score. */
  has(network: Genotype): boolean {
    return this.#byKey.has(genotypeKey(network));
  }
}

import { genotypeKey } from "../../space/identity.js";
import type { Genotype } from "../../space/types.js";
import type { CheapScore } from "../ports.js";

/** The cheap scores of one fidelity that a strategy was told, each network once, in the order of the tells. */
export class ScoreHistory {
  /** What was told, and after how many outcomes. */
  readonly #told: { readonly score: CheapScore; readonly outcomes: number }[] = [];
  readonly #networks: Genotype[] = [];
  readonly #values: number[] = [];
  readonly #byKey = new Map<string, number | undefined>();

  /** `outcomes`: how many outcomes had been told before; never falls. */
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

  /** How many networks were told of, with or without a score. */
  get size(): number {
    return this.#told.length;
  }

  /** What had been told when outcome number `outcomes` (from 1) was. */
  before(outcomes: number): ScoreHistory {
    return this.first(this.#told.filter((entry) => entry.outcomes < outcomes).length);
  }

  /** What was told first, of so many networks. */
  first(size: number): ScoreHistory {
    if (size >= this.size) return this;
    const history = new ScoreHistory();
    for (const { score, outcomes } of this.#told.slice(0, size)) history.tell(score, outcomes);
    return history;
  }

  /** Networks that have a score, and it. */
  get networks(): readonly Genotype[] {
    return this.#networks;
  }

  get values(): Float64Array {
    return Float64Array.from(this.#values);
  }

  of(network: Genotype): number | undefined {
    return this.#byKey.get(genotypeKey(network));
  }

  /** Told, whether or not the evaluator had one. */
  has(network: Genotype): boolean {
    return this.#byKey.has(genotypeKey(network));
  }
}

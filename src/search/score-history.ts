import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { Score } from "./ports.js";

/** The cheap scores of one fidelity that a strategy was told, each network once, in the order of the tells. */
export class ScoreHistory {
  readonly #networks: Genotype[] = [];
  readonly #values: number[] = [];
  readonly #byKey = new Map<string, number | undefined>();

  tell({ genotype, value }: Score): void {
    const key = genotypeKey(genotype);
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, value);
    if (value === undefined) return;
    this.#networks.push(genotype);
    this.#values.push(value);
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

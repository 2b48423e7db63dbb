import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { Outcome } from "./ports.js";

/** What a strategy was told, in order, and what it asked for and was not told yet. */
export class History {
  readonly #outcomes: Outcome[] = [];
  readonly #told = new Map<string, Outcome>();
  readonly #asked = new Set<string>();

  /** Told outcomes, each network once, in the order of the tells. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** A network that was told before is ignored: what is known stays as it is. */
  tell(batch: readonly Outcome[]): void {
    for (const outcome of batch) {
      const key = genotypeKey(outcome.genotype);
      if (this.#told.has(key)) continue;
      this.#told.set(key, outcome);
      this.#outcomes.push(outcome);
    }
  }

  /** Notes that these networks are handed out. */
  ask(networks: readonly Genotype[]): readonly Genotype[] {
    for (const network of networks) this.#asked.add(genotypeKey(network));
    return networks;
  }

  told(network: Genotype): Outcome | undefined {
    return this.#told.get(genotypeKey(network));
  }

  /** Neither told nor handed out. */
  isNew(network: Genotype): boolean {
    const key = genotypeKey(network);
    return !this.#told.has(key) && !this.#asked.has(key);
  }
}

import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { Outcome } from "./ports.js";

type EvaluatedOutcome = Extract<Outcome, { kind: "evaluated" }>;

/** The outcomes that a strategy was told, in order, and the networks that it has handed out. */
export class History {
  readonly #outcomes: Outcome[] = [];
  readonly #told = new Map<string, Outcome>();
  readonly #asked = new Set<string>();

  /** The outcomes in the order in which they were told, one per network. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** Records outcomes. A network that has an outcome already keeps it; the new one is ignored. */
  tell(batch: readonly Outcome[]): void {
    for (const outcome of batch) {
      const key = genotypeKey(outcome.genotype);
      if (this.#told.has(key)) continue;
      this.#told.set(key, outcome);
      this.#outcomes.push(outcome);
    }
  }

  /** Records that these networks are handed out, and returns them. */
  ask(networks: readonly Genotype[]): readonly Genotype[] {
    for (const network of networks) this.#asked.add(genotypeKey(network));
    return networks;
  }

  /**
   * Hands out at most `count` networks of a generation that have no outcome and were not handed out before. Returns an
   * empty list if all that remain are pending, and undefined once the whole generation has outcomes.
   */
  handOut(generation: readonly Genotype[], count: number): readonly Genotype[] | undefined {
    const unknown = generation.filter((network) => this.told(network) === undefined);
    if (unknown.length === 0) return undefined;
    return this.ask(unknown.filter((network) => this.isNew(network)).slice(0, count));
  }

  /** The outcomes of a generation's networks, without those that failed or have none yet. */
  evaluated(generation: readonly Genotype[]): EvaluatedOutcome[] {
    return generation.flatMap((network): EvaluatedOutcome[] => {
      const outcome = this.told(network);
      return outcome?.kind === "evaluated" ? [outcome] : [];
    });
  }

  /** The outcome of a network; undefined if none was told. */
  told(network: Genotype): Outcome | undefined {
    return this.#told.get(genotypeKey(network));
  }

  /** Whether a network has no outcome and was not handed out. */
  isNew(network: Genotype): boolean {
    const key = genotypeKey(network);
    return !this.#told.has(key) && !this.#asked.has(key);
  }
}

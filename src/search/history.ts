import { genotypeKey } from "../space/identity.js";
import type { Genotype } from "../space/types.js";
import type { Outcome } from "./ports.js";

type EvaluatedOutcome = Extract<Outcome, { kind: "evaluated" }>;

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

  /** Hands out at most `count` of a generation's networks that are neither told nor pending; undefined once all are told. */
  handOut(generation: readonly Genotype[], count: number): readonly Genotype[] | undefined {
    const unknown = generation.filter((network) => this.told(network) === undefined);
    if (unknown.length === 0) return undefined;
    return this.ask(unknown.filter((network) => this.isNew(network)).slice(0, count));
  }

  /** What was told of a generation, without the networks that failed. */
  evaluated(generation: readonly Genotype[]): EvaluatedOutcome[] {
    return generation.flatMap((network): EvaluatedOutcome[] => {
      const outcome = this.told(network);
      return outcome?.kind === "evaluated" ? [outcome] : [];
    });
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

import { Overtaken } from "../errors.js";

/** Attempts in all. Each one fails only if another request stored something, so only a crowd needs more than a few. */
const ATTEMPTS = 100;

/**
 * Does work that looks at the archive and then commits what is missing or replaces what it read, so that the same
 * request twice changes nothing, and different ones keep each other's changes. If another request stored first, the
 * commit fails with `Overtaken`: the work is then done again, sees what was stored, and answers as if it came later.
 */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === ATTEMPTS) throw error;
    }
  }
}

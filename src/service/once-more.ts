import { Conflict } from "../base/errors.js";

/** Attempts in all. After the first, what another request stored is seen; further ones are for rare coincidences. */
const ATTEMPTS = 4;

/**
 * Does work that looks at the archive and then commits what is missing, so that the same request twice changes nothing.
 * If another request stored the same between the two, the commit fails with `Conflict`: the work is then done again,
 * sees what was stored, and answers as if it had come later. A conflict that stays is thrown.
 */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** How often something is asked for that takes the server longer than a question may. */
const ATTEMPTS = 12;

/**
 * Asks again where the server ended a question because it took too long (an error with the code `TIMEOUT`). What it has
 * read by then it keeps, so that the first reading of a large archive is whole after a few questions. `whenSlow` is
 * called before each further one.
 */
export async function patiently<T>(question: () => Promise<T>, whenSlow: () => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await question();
    } catch (error) {
      if ((error as { readonly code?: string }).code !== "TIMEOUT" || attempt === ATTEMPTS) throw error;
      whenSlow();
    }
  }
}

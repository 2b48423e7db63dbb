import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { LIMITS } from "./limits.js";

/**
 * Counts the values and bytes of an answer while it is built. Once either limit is passed, nothing more is resolved,
 * and the answer is replaced by `refusal`.
 */
export class AnswerBudget {
  #values = 0;
  #bytes = 0;
  #refusal: GraphQLError | undefined;

  /** What to answer instead; undefined while the answer is within the limits. */
  get refusal(): GraphQLFormattedError | undefined {
    return this.#refusal && { message: this.#refusal.message, extensions: this.#refusal.extensions };
  }

  /** Whether an error says that the answer is refused. */
  isRefusal(error: unknown): boolean {
    return error === this.#refusal;
  }

  /** Begins a new answer, such as the next event of a subscription. */
  restart(): void {
    this.#values = 0;
    this.#bytes = 0;
    this.#refusal = undefined;
  }

  /** Throws the refusal, if the answer is refused already. */
  check(): void {
    if (this.#refusal !== undefined) throw this.#refusal;
  }

  /**
   * Adds to the answer; negative numbers take back what did not come. Throws the refusal if it thereby becomes too
   * large.
   */
  spend(values: number, bytes: number): void {
    this.check();
    this.#values += values;
    this.#bytes += bytes;
    if (this.#values > LIMITS.complexity) this.#refusal = tooLarge(`${LIMITS.complexity} values`);
    else if (this.#bytes > LIMITS.answerBytes) this.#refusal = tooLarge(`${LIMITS.answerBytes / 1e6} MB`);
    this.check();
  }
}

/** The error has a path, so that graphql-js passes on this very object for each field that is not resolved any more. */
const tooLarge = (most: string): GraphQLError =>
  new GraphQLError(
    `the answer has more than ${most}, so that it was not built to its end: ask for fewer fields, ` +
      "for less within lists, or for smaller pages (first); what a mutation has changed stays changed",
    { path: [], extensions: { code: "RESPONSE_TOO_LARGE" } },
  );

const sizes = new WeakMap<object, number>();

/** About how many bytes a value has as JSON. The size of an object is remembered, since one may be shown often. */
export function bytesOf(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "bigint") return value.toString().length + 2;
  if (typeof value !== "object" || value === null) return 8;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = Array.isArray(value)
    ? value.reduce((sum: number, item) => sum + bytesOf(item) + 1, 2)
    : Object.entries(value).reduce((sum, [key, item]) => sum + key.length + bytesOf(item) + 4, 2);
  sizes.set(value, size);
  return size;
}

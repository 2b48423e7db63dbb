/** The kinds of failure that the project expects. Any other error is a bug, and the API masks it. */
export type ProblemCode =
  | "INVALID_INPUT"
  | "NOT_FOUND"
  | "CONFLICT"
  | "MISSING_PROFILE_ENTRIES"
  | "NOT_ENOUGH_DATA"
  | "UNAVAILABLE";

/**
 * The base class of all expected errors. `message` is a sentence for the user; `field` names the input at fault, in
 * the way the user wrote it.
 */
export class HarmonicError extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The input is not valid. `field` names the place in the input. */
export class InvalidInput extends HarmonicError {
  constructor(field: string, message: string) {
    super("INVALID_INPUT", message, field);
  }
}

/** There is no record of that kind with that key. `hint` ends the message, for example with what is known. */
export class NotFound extends HarmonicError {
  constructor(
    readonly kind: string,
    readonly key: string,
    field = kind,
    hint = "",
  ) {
    super("NOT_FOUND", `unknown ${kind} "${key}"${hint === "" ? "" : `: ${hint}`}`, field);
  }
}

/** The request contradicts what is stored, for example an id that exists with other content. */
export class Conflict extends HarmonicError {
  constructor(field: string, message: string) {
    super("CONFLICT", message, field);
  }
}

/** A device's operator profile lacks keys that the cost of an architecture needs. */
export class MissingProfileEntries extends HarmonicError {
  constructor(
    readonly device: string,
    readonly keys: readonly string[],
  ) {
    super(
      "MISSING_PROFILE_ENTRIES",
      `the operator profile of ${device} lacks ${keys.length} keys: ${keys.join(", ")}`,
      "architecture",
    );
  }
}

/** There is not enough data for what was asked, for example to train a predictor. */
export class NotEnoughData extends HarmonicError {
  constructor(field: string, message: string) {
    super("NOT_ENOUGH_DATA", message, field);
  }
}

/** A resource outside the process is unreachable or held by another process: a database, a file lock, a port. */
export class Unavailable extends HarmonicError {
  constructor(message: string) {
    super("UNAVAILABLE", message);
  }
}

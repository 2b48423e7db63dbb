import { advised, type Interface, type Remedy } from "./remedy.js";

/** The kinds of failure that the project expects. Any other error is a bug, and the API masks it. */
export type ProblemCode =
  | "INVALID_INPUT"
  | "NOT_FOUND"
  | "CONFLICT"
  | "MISSING_PROFILE_ENTRIES"
  | "NOT_ENOUGH_DATA"
  | "UNAVAILABLE"
  | "CANCELLED";

/**
 * The base class of all expected errors. `message` is a sentence for the user, with the remedy in the words of the
 * command line; `explained` has it in those of another interface. `field` names the input at fault, in the way the user
 * wrote it.
 */
export class HarmonicError extends Error {
  /**
   * @param text what is wrong, without what to do about it where the words depend on the interface
   * @param remedy what to do about it
   */
  constructor(
    readonly code: ProblemCode,
    readonly text: string,
    readonly field?: string,
    readonly remedy?: Remedy,
  ) {
    super(adviceOf(text, remedy, "cli"));
    this.name = new.target.name;
  }

  /** Returns the message with its remedy in the words of an interface. */
  explained(on: Interface): string {
    return adviceOf(this.text, this.remedy, on);
  }
}

const adviceOf = (text: string, remedy: Remedy | undefined, on: Interface): string =>
  advised(remedy === undefined ? { text } : { text, remedy }, on);

/** The input is not valid. `field` names the place in the input. */
export class InvalidInput extends HarmonicError {
  constructor(field: string, message: string, remedy?: Remedy) {
    super("INVALID_INPUT", message, field, remedy);
  }
}

/** There is no record of that kind with that key. `hint` ends the message, for example with what is known. */
export class NotFound extends HarmonicError {
  constructor(
    readonly kind: string,
    readonly key: string,
    field = kind,
    hint = "",
    remedy?: Remedy,
  ) {
    super("NOT_FOUND", `unknown ${kind} "${key}"${hint === "" ? "" : `: ${hint}`}`, field, remedy);
  }
}

/** The request contradicts what is stored, for example an id that exists with other content. */
export class Conflict extends HarmonicError {
  constructor(field: string, message: string) {
    super("CONFLICT", message, field);
  }
}

/** What a request had read was changed by another one before it could store: done again, it sees what is stored now. */
export class Overtaken extends Conflict {}

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
      { kind: "importProfile", device },
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

/** Whoever asked for it has cancelled it, and nothing was stored. */
export class Cancelled extends HarmonicError {
  constructor(message = "this was cancelled; nothing was stored") {
    super("CANCELLED", message);
  }
}

import { Admission } from "../../base/async/admission.js";
import type { RunSettings } from "../../records/run.js";

/**
 * How many runs a process executes at the same time. Table and training runs compute without a pause; external ones
 * mostly wait for measurements.
 */
const MOST_COMPUTING = 2;
const MOST_EXTERNAL = 32;
/** How many runs of each kind may wait for their turn. */
const MOST_WAITING = 100;

/** The queues of a process in which runs wait for their turn. */
export class RunAdmissions {
  readonly #computing = new Admission(MOST_COMPUTING, MOST_WAITING, "searches");
  readonly #external = new Admission(MOST_EXTERNAL, MOST_WAITING, "searches for measurements");

  /** The queue of runs with such an evaluator. */
  of({ evaluator }: RunSettings): Admission {
    return evaluator === "external" ? this.#external : this.#computing;
  }
}

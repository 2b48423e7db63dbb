import { Damaged } from "../../damage.js";
import { sumOfMeasurement } from "../lines.js";
import type { MeasurementSegment } from "../writing/segments.js";
import type { Numbers } from "./numbers.js";
import type { Statements } from "./statements.js";

/** Measurements that are written together. */
const MOST_WAITING = 100;

const COLUMNS = 8;
const KNOWN = `SELECT given.key FROM json_each(?) AS given JOIN measurements ON measurements.id = given.value`;

/** A row without its sequence number and checksum. */
type Waiting = readonly [
  id: string,
  subject: number,
  architecture: number,
  context: number,
  retracted: 0 | 1,
  numbers: string,
];

/**
 * Appends the measurements of one transaction to the change log, many with one statement. Known ones stay as they are.
 */
export class MeasurementRows {
  #waiting: Waiting[] = [];
  #sequence: number;
  #isChecked = false;

  /** @param sequence the last sequence number of the change log */
  constructor(
    private readonly statements: Statements,
    private readonly numbers: Numbers,
    sequence: number,
  ) {
    this.#sequence = sequence;
  }

  /** The last sequence number that was given out. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Gives out the next sequence number, to what is not a new measurement. */
  nextSequence(): number {
    this.flush();
    return ++this.#sequence;
  }

  add({ ids, architectures, numbers, ...shared }: MeasurementSegment): void {
    const subject = this.numbers.ofSubject(shared.subject);
    const context = this.numbers.ofContext(shared.context);
    const retracted = shared.retracted ? 1 : 0;
    for (let i = 0; i < ids.length; i++) {
      const architecture = this.numbers.ofArchitecture(architectures[i]);
      this.#waiting.push([ids[i], subject, architecture, context, retracted, numbers[i]]);
      if (this.#waiting.length === MOST_WAITING) this.flush();
    }
  }

  /** Writes what was added. */
  flush(): void {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    this.#requireRightClock();
    const before = this.#sequence;
    const inserted = this.#insert(rows);
    if (inserted === rows.length) return;
    this.#sequence = before;
    if (inserted === 0) return;
    // Some are known. Those behind them have a number too high.
    this.statements.run("DELETE FROM measurements WHERE sequence > ?", [before]);
    const unknown = this.#unknownOf(rows);
    if (this.#insert(unknown) !== unknown.length) throw new Error("a measurement is neither known nor new");
  }

  /** Inserts the rows that are new with the next sequence numbers; returns how many. */
  #insert(rows: readonly Waiting[]): number {
    const values: unknown[] = [];
    for (const [id, subject, architecture, context, retracted, numbers] of rows) {
      const sequence = ++this.#sequence;
      const sum = sumOfMeasurement([sequence, id, subject, architecture, context, retracted, numbers]);
      values.push(sequence, id, subject, architecture, context, retracted, numbers, sum);
    }
    return this.statements.insert("measurements", COLUMNS, values);
  }

  /** The rows whose ids are not stored, each id once. */
  #unknownOf(rows: readonly Waiting[]): Waiting[] {
    const ids = JSON.stringify(rows.map(([id]) => id));
    const seen = new Set(this.statements.all<[number]>(KNOWN, [ids]).map(([key]) => rows[key][0]));
    return rows.filter(([id]) => !seen.has(id) && seen.add(id));
  }

  /** A clock that is behind the log would have new measurements take the numbers of others. */
  #requireRightClock(): void {
    if (this.#isChecked) return;
    this.#isChecked = true;
    const last = this.statements.number("SELECT ifnull(max(sequence), 0) FROM measurements", [])!;
    if (last > this.#sequence)
      throw new Damaged("clock", String(this.#sequence), `the log goes up to ${last}`);
  }
}

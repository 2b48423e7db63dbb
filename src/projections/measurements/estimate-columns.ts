import { defined } from "../../base/defined.js";
import { FloatColumn, type FloatEdit } from "../columns/float-column.js";
import type { Estimate } from "../estimate.js";
import type { MetricEstimates } from "../point.js";
import { combinedInterval } from "./combine.js";

/** What there are estimates of: a metric, or the test accuracy. */
export type EstimateName = keyof MetricEstimates;

/** What few estimates of a column differ in. The time of a measurement is here only where it is not a canonical one. */
export type Details = Pick<Estimate, "repeats" | "clashing" | "examples" | "fidelity" | "measuredAt">;

/** Different details, each once. Numbers stay valid: details are only added. */
export class DetailsDictionary {
  readonly #all: Details[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(details: readonly Details[] = []) {
    for (const one of details) this.numberOf(one);
  }

  get all(): readonly Details[] {
    return this.#all;
  }

  at(number: number): Details {
    return this.#all[number];
  }

  numberOf(details: Details): number {
    const key = JSON.stringify(details);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#all.push(details) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** The parts of the combined estimates of a metric. The interval follows from them. */
export const PARTS = ["value", "sd", "measuredAt", "details"] as const;
export type Part = (typeof PARTS)[number];

/**
 * The combined measurements of one metric (or of the test accuracy) by row, from which the estimates are made again
 * exactly as `combine.ts` made them. An instance never changes.
 */
export class EstimateColumns {
  /**
   * @param columns in `measuredAt`, milliseconds since 1970, and in `details`, numbers of the dictionary
   */
  constructor(
    private readonly name: EstimateName,
    readonly columns: Readonly<Record<Part, FloatColumn>>,
    readonly dictionary: DetailsDictionary,
  ) {}

  static empty(name: EstimateName): EstimateColumns {
    const { EMPTY } = FloatColumn;
    return new EstimateColumns(
      name,
      { value: EMPTY, sd: EMPTY, measuredAt: EMPTY, details: EMPTY },
      new DetailsDictionary(),
    );
  }

  /** The estimate of a row; undefined if nothing is measured. */
  estimate(row: number): Estimate | undefined {
    const value = this.columns.value.at(row);
    if (Number.isNaN(value)) return undefined;
    const {
      repeats = 1,
      clashing,
      examples,
      fidelity,
      measuredAt: text,
    } = this.dictionary.at(this.columns.details.at(row));
    const [sd, time] = [this.columns.sd.at(row), this.columns.measuredAt.at(row)];
    const known = {
      sd: Number.isNaN(sd) ? undefined : sd,
      measuredAt: Number.isNaN(time) ? text : new Date(time).toISOString(),
      clashing,
    };
    return {
      value,
      source: "MEASURED",
      repeats,
      ...combinedInterval(this.name, value, known.sd, repeats, examples),
      ...defined({ ...known, fidelity, examples }),
    };
  }

  edit(): EstimateEdit {
    return new EstimateEdit(this.name, this.columns, this.dictionary);
  }
}

/** Makes changed columns from others, which stay as they are; they have the same dictionary. */
export class EstimateEdit {
  readonly #edits: Readonly<Record<Part, FloatEdit>>;

  constructor(
    private readonly name: EstimateName,
    columns: EstimateColumns["columns"],
    private readonly dictionary: DetailsDictionary,
  ) {
    const { value, sd, measuredAt, details } = columns;
    this.#edits = {
      value: value.edit(),
      sd: sd.edit(),
      measuredAt: measuredAt.edit(),
      details: details.edit(),
    };
  }

  set(row: number, estimate: Estimate | undefined): void {
    const { value, sd, measuredAt, details } = this.#edits;
    const time = canonicalTime(estimate?.measuredAt);
    value.set(row, estimate?.value ?? Number.NaN);
    sd.set(row, estimate?.sd ?? Number.NaN);
    measuredAt.set(row, time);
    details.set(row, estimate === undefined ? Number.NaN : this.#numberOf(estimate, time));
  }

  /** Whether a row has an estimate, as changed so far. */
  has(row: number): boolean {
    return !Number.isNaN(this.#edits.value.at(row));
  }

  done(): EstimateColumns {
    const { value, sd, measuredAt, details } = this.#edits;
    const columns = {
      value: value.done(),
      sd: sd.done(),
      measuredAt: measuredAt.done(),
      details: details.done(),
    };
    return new EstimateColumns(this.name, columns, this.dictionary);
  }

  #numberOf({ repeats, clashing, examples, fidelity, measuredAt }: Estimate, time: number): number {
    const text = Number.isNaN(time) ? measuredAt : undefined;
    return this.dictionary.numberOf(defined({ repeats, clashing, examples, fidelity, measuredAt: text }));
  }
}

/** The milliseconds since 1970 of a time as JavaScript writes it; NaN for none, and for one in another form. */
function canonicalTime(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text ? time : Number.NaN;
}

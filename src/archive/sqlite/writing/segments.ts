import type { Change } from "../../../records/changes.js";
import type { Measurement } from "../../../records/measurement.js";
import { encode } from "../../codec.js";
import { contextOf, hasSameOrigin, numbersOf, type Subject, subjectOf } from "../../measurement-parts.js";

/** Rows of a segment at most: whoever makes or writes segments lets others have their turn after each. */
const MOST_ROWS = 500;

/** Architectures of one space, column by column. */
export interface ArchitectureSegment {
  readonly type: "architectures";
  readonly space: string;
  readonly ids: readonly string[];
  /** What is stored of each: JSON of `encode`. */
  readonly bodies: readonly string[];
}

/** Measurements of one subject and context, column by column. */
export interface MeasurementSegment {
  readonly type: "measurements";
  readonly subject: Subject;
  /** JSON of `encode`. */
  readonly context: string;
  readonly retracted: boolean;
  readonly ids: readonly string[];
  /** Ids of the architectures. */
  readonly architectures: readonly string[];
  /** JSON of what `numbersOf` gives. */
  readonly numbers: readonly string[];
}

/** A change of another kind. */
export interface OtherSegment {
  readonly type: "other";
  readonly change: Exclude<Change, { readonly type: "architecture" | "measurement" }>;
}

/**
 * Changes that follow each other, as they are written: what rows share is said once, and texts are ready. Segments are
 * plain data of few objects, which cost little to copy to another thread.
 */
export type Segment = ArchitectureSegment | MeasurementSegment | OtherSegment;

/** The number of changes of a segment. */
export const lengthOf = (segment: Segment): number => (segment.type === "other" ? 1 : segment.ids.length);

/** Groups changes, in their order, into segments. */
export function* segmentsOf(changes: Iterable<Change>): Generator<Segment> {
  let open: OpenArchitectures | OpenMeasurements | undefined;
  for (const change of changes) {
    if (open !== undefined && (open.isFull || !open.takes(change))) {
      yield open.segment;
      open = undefined;
    }
    if (change.type === "architecture") open ??= new OpenArchitectures(change.record.space);
    else if (change.type === "measurement") open ??= new OpenMeasurements(change.record);
    else {
      yield { type: "other", change };
      continue;
    }
    open.add(change);
  }
  if (open !== undefined) yield open.segment;
}

/** A segment of architectures that more may join. */
class OpenArchitectures {
  readonly segment: ArchitectureSegment;
  readonly #ids: string[] = [];
  readonly #bodies: string[] = [];

  constructor(private readonly space: string) {
    this.segment = { type: "architectures", space, ids: this.#ids, bodies: this.#bodies };
  }

  get isFull(): boolean {
    return this.#ids.length === MOST_ROWS;
  }

  takes(change: Change): boolean {
    return change.type === "architecture" && change.record.space === this.space;
  }

  add(change: Change): void {
    if (change.type !== "architecture") return;
    const { record, json } = change;
    this.#ids.push(record.id);
    this.#bodies.push(json ?? encode(record.architecture));
  }
}

/** A segment of measurements that more may join. */
class OpenMeasurements {
  readonly segment: MeasurementSegment;
  readonly #ids: string[] = [];
  readonly #architectures: string[] = [];
  readonly #numbers: string[] = [];

  constructor(private readonly first: Measurement) {
    this.segment = {
      type: "measurements",
      subject: subjectOf(first),
      context: encode(contextOf(first)),
      retracted: first.retracted,
      ids: this.#ids,
      architectures: this.#architectures,
      numbers: this.#numbers,
    };
  }

  get isFull(): boolean {
    return this.#ids.length === MOST_ROWS;
  }

  takes(change: Change): boolean {
    if (change.type !== "measurement" || change.record.retracted !== this.first.retracted) return false;
    return hasSameOrigin(this.first, change.record);
  }

  add(change: Change): void {
    if (change.type !== "measurement") return;
    const { record } = change;
    this.#ids.push(record.id);
    this.#architectures.push(record.architecture);
    this.#numbers.push(JSON.stringify(numbersOf(record)));
  }
}

import { sumOf, sumOfShared } from "../lines.js";
import type { ArchitectureSegment } from "../writing/segments.js";
import type { Numbers } from "./numbers.js";
import type { Statements } from "./statements.js";

/** Architectures that are written together. */
const MOST_WAITING = 100;

const COLUMNS = ["number", "id", "space", "position", "body", "id_sum", "sum"];
const INTO = `architectures (${COLUMNS.join(", ")})`;
const KNOWN = `SELECT given.key, number, position IS NOT NULL FROM json_each(?) AS given
  JOIN architectures ON architectures.id = given.value`;
const STORE = "UPDATE architectures SET space = ?, position = ?, body = ?, sum = ? WHERE number = ?";

/** An architecture that waits; `body` is JSON. */
interface Waiting {
  readonly id: string;
  readonly space: string;
  readonly body: string;
}

/** Writes the architectures of one transaction, many with one statement. Known ones stay as they are. */
export class ArchitectureRows {
  readonly #seen = new Set<string>();
  readonly #positions = new Map<string, number>();
  #waiting: Waiting[] = [];

  constructor(
    private readonly statements: Statements,
    private readonly numbers: Numbers,
  ) {}

  add({ space, ids, bodies }: ArchitectureSegment): void {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      this.#waiting.push({ id, space, body: bodies[i] });
      if (this.#waiting.length === MOST_WAITING) this.flush();
    }
  }

  /** Writes what was added. */
  flush(): void {
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    const first = this.numbers.free("architectures");
    const positions = new Map(this.#positions);
    const inserted = this.#insert(rows);
    if (inserted === rows.length) return;
    // Some are known. Those behind them have a position too high.
    if (inserted > 0) this.statements.run("DELETE FROM architectures WHERE number >= ?", [first]);
    this.#positions.clear();
    for (const [space, position] of positions) this.#positions.set(space, position);
    this.#insertUnknown(rows);
  }

  /** Inserts the architectures that are new with the next positions and numbers; returns how many. */
  #insert(rows: readonly Waiting[]): number {
    let number = this.numbers.take("architectures", rows.length);
    const values: unknown[] = [];
    for (const { id, space, body } of rows) {
      const position = this.#nextPosition(space);
      values.push(number, id, space, position, body);
      values.push(sumOfShared(number, id), sumOf(id, space, position, body));
      this.numbers.setArchitecture(id, number++);
    }
    return this.statements.insert(INTO, COLUMNS.length, values);
  }

  #insertUnknown(rows: readonly Waiting[]): void {
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const known = new Map(
      this.statements
        .all<[key: number, number: number, isStored: 0 | 1]>(KNOWN, [ids])
        .map(([key, number, isStored]) => [key, { number, isStored: isStored === 1 }]),
    );
    // Positions are in the order of the rows: what is named only takes its turn among the new ones.
    let fresh: Waiting[] = [];
    const insertFresh = () => {
      if (fresh.length > 0 && this.#insert(fresh) !== fresh.length)
        throw new Error("an architecture is neither known nor new");
      fresh = [];
    };
    for (const [i, row] of rows.entries()) {
      const own = known.get(i);
      if (own === undefined) {
        fresh.push(row);
        continue;
      }
      const { id, space, body } = row;
      this.numbers.setArchitecture(id, own.number);
      if (own.isStored) continue;
      insertFresh();
      const position = this.#nextPosition(space);
      this.statements.run(STORE, [space, position, body, sumOf(id, space, position, body), own.number]);
    }
    insertFresh();
  }

  #nextPosition(space: string): number {
    const next = "SELECT ifnull(max(position) + 1, 0) FROM architectures WHERE space = ?";
    const position = this.#positions.get(space) ?? this.statements.number(next, [space])!;
    this.#positions.set(space, position + 1);
    return position;
  }
}

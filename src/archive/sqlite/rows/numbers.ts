import { checksum } from "../../damage.js";
import type { Subject } from "../../measurement-parts.js";
import { sumOfShared } from "../lines.js";
import type { Statements } from "./statements.js";

/** Tables whose rows others refer to by number. */
type Numbered = "architectures" | "contexts" | "subjects";

/**
 * The numbers by which rows refer to subjects, contexts and architectures, as of one transaction. What has no number
 * yet gets one.
 */
export class Numbers {
  readonly #subjects = new Map<string, number>();
  readonly #architectures = new Map<string, number>();
  readonly #contexts = new Map<string, number>();
  /** The next free number of each table. */
  readonly #next = new Map<Numbered, number>();

  constructor(private readonly statements: Statements) {}

  ofSubject({ space, kind, id }: Subject): number {
    const key = JSON.stringify([space, kind, id]);
    const known = this.#subjects.get(key);
    if (known !== undefined) return known;
    const select = "SELECT number FROM subjects WHERE space = ? AND kind = ? AND id = ?";
    let number = this.statements.number(select, [space, kind, id]);
    if (number === undefined) {
      number = this.take("subjects");
      const sum = checksum(JSON.stringify([number, [space, kind, id]]));
      this.statements.run("INSERT INTO subjects VALUES (?, ?, ?, ?, ?)", [number, space, kind, id, sum]);
    }
    this.#subjects.set(key, number);
    return number;
  }

  ofContext(body: string): number {
    return this.#of(this.#contexts, "contexts", "body", "sum", body);
  }

  /** The number of an architecture, which is stored without its content if it is not known. */
  ofArchitecture(id: string): number {
    return this.#of(this.#architectures, "architectures", "id", "id_sum", id);
  }

  /** Says that an architecture was stored under a number. */
  setArchitecture(id: string, number: number): void {
    this.#architectures.set(id, number);
  }

  /** The number that `take` would give. */
  free(table: Numbered): number {
    const known = this.#next.get(table);
    if (known !== undefined) return known;
    return this.statements.number(`SELECT ifnull(max(number), 0) + 1 FROM ${table}`, [])!;
  }

  /** Takes numbers that no row of the table has, one after the other, and returns the first one. */
  take(table: Numbered, count = 1): number {
    const number = this.free(table);
    this.#next.set(table, number + count);
    return number;
  }

  /** The number of a text in a table of distinct texts, to which it is added if it is new. */
  #of(
    numbers: Map<string, number>,
    table: "architectures" | "contexts",
    column: "id" | "body",
    sum: "id_sum" | "sum",
    text: string,
  ): number {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    let number = this.statements.number(`SELECT number FROM ${table} WHERE ${column} = ?`, [text]);
    if (number === undefined) {
      number = this.take(table);
      const values = [number, text, sumOfShared(number, text)];
      this.statements.run(`INSERT INTO ${table} (number, ${column}, ${sum}) VALUES (?, ?, ?)`, values);
    }
    numbers.set(text, number);
    return number;
  }
}

import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import { MOST_COST, MOST_EXAMPLES } from "../base/units.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";
import { type ColumnKind, type ColumnName, readHeader, type TableHeader } from "./table-columns.js";
import { type GenesReader, genesReader } from "./table-genes.js";

/** A value column of a table. */
export interface TableColumn extends ColumnName {
  /**
   * One value per row in natural units (fraction, ms, mJ); NaN where the cell is empty, or where a note is not a
   * number.
   */
  readonly values: Float64Array;
  /** The number of empty cells. */
  readonly missing: number;
}

/** The content of a table, column by column. */
export interface TableContent {
  readonly genotypes: readonly Genotype[];
  /** The line of the file on which each row ends; the header is line 1. */
  readonly lines: Int32Array;
  readonly columns: readonly TableColumn[];
  /** With a distinct column: for each row, the index of the first row with the same value in that column. */
  readonly representative?: Int32Array;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Collects the records of one file, the header first, and checks them.
 * @throws InvalidInput at the first bad record
 */
export class TableRows {
  readonly #space: Space;
  readonly #distinct: string | undefined;
  #header: TableHeader | undefined;
  #readGenes: GenesReader | undefined;
  readonly #genotypes: Genotype[] = [];
  readonly #lines: number[] = [];
  #values: number[][] = [];
  #missing: number[] = [];
  readonly #firstOf = new Map<string, number>();
  readonly #representative: number[] = [];

  constructor(space: Space, distinct?: string) {
    this.#space = space;
    this.#distinct = distinct;
  }

  get count(): number {
    return this.#genotypes.length;
  }

  add(cells: readonly string[], line: number): void {
    if (this.#header === undefined || this.#readGenes === undefined) this.#begin(cells);
    else this.#addRow(cells, line, this.#header, this.#readGenes);
  }

  finish(): TableContent {
    if (this.#header === undefined) throw new InvalidInput("file", "the table is empty: it has no header");
    if (this.count === 0) throw new InvalidInput("file", "the table has a header but no rows");
    const columns = this.#header.columns.map((column, c) => ({
      ...column,
      values: Float64Array.from(this.#values[c]),
      missing: this.#missing[c],
    }));
    return {
      genotypes: this.#genotypes,
      lines: Int32Array.from(this.#lines),
      columns,
      ...defined({
        representative: this.#header.distinct < 0 ? undefined : Int32Array.from(this.#representative),
      }),
    };
  }

  #begin(cells: readonly string[]): void {
    const header = readHeader(
      cells.map((cell) => cell.trim()),
      this.#space,
      this.#distinct,
    );
    this.#header = header;
    this.#readGenes = genesReader(this.#space, header.genes);
    this.#values = header.columns.map(() => []);
    this.#missing = header.columns.map(() => 0);
  }

  #addRow(cells: readonly string[], line: number, header: TableHeader, readGenes: GenesReader): void {
    const where = `line ${line}`;
    if (cells.length !== header.names.length) {
      throw new InvalidInput(
        "file",
        `${where}: ${cells.length} fields, but the header has ${header.names.length}`,
      );
    }
    const genotype = readGenes(cells, where);
    for (let cell = 0; cell < cells.length; cell++) {
      const column = header.values[cell];
      if (column < 0) continue;
      const value = readValue(cells[cell], header.columns[column], where);
      this.#values[column].push(value ?? Number.NaN);
      if (value === undefined) this.#missing[column]++;
    }
    if (header.distinct >= 0) this.#group(cells[header.distinct], header.names[header.distinct], where);
    this.#genotypes.push(genotype);
    this.#lines.push(line);
  }

  #group(value: string, name: string, where: string): void {
    if (value === "") throw new InvalidInput(name, `${where}: ${name}, the distinct column, is empty`);
    const first = this.#firstOf.get(value) ?? this.count;
    this.#firstOf.set(value, first);
    this.#representative.push(first);
  }
}

/** Reads a value cell; undefined if it is empty. A note may hold anything, a metric only a possible value. */
function readValue(cell: string, column: ColumnName, where: string): number | undefined {
  const text = cell.trim();
  if (text === "") return undefined;
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (column.kind === "note" || isPossible(column.kind, value)) return value;
  const allowed = ALLOWED[column.kind];
  throw new InvalidInput(
    column.name,
    `${where}: ${column.name} is ${JSON.stringify(text.slice(0, 60))}; it must be ${allowed}, or empty`,
  );
}

const COST = `a number, not negative and at most ${MOST_COST}`;
const FRACTION = "a fraction from 0 to 1";
const ALLOWED: Readonly<Record<Exclude<ColumnKind, "note">, string>> = {
  accuracy: FRACTION,
  accuracy_sd: FRACTION,
  examples: `a whole number from 1 to ${MOST_EXAMPLES}`,
  latency: COST,
  latency_sd: COST,
  energy: COST,
  energy_sd: COST,
};

function isPossible(kind: Exclude<ColumnKind, "note">, value: number): boolean {
  if (kind === "examples") return Number.isInteger(value) && value >= 1 && value <= MOST_EXAMPLES;
  return value >= 0 && value <= (ALLOWED[kind] === FRACTION ? 1 : MOST_COST);
}

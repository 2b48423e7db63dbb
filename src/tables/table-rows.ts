import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import type { OwnMetric } from "../base/metric.js";
import { MOST_COST, MOST_EXAMPLES } from "../base/units.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";
import { architectureColumn, architectureReader } from "./architecture-column.js";
import { type Dialect, decimalMark, numberIn } from "./dialect.js";
import type { ValueKind } from "./metric-like.js";
import {
  type ColumnKind,
  type ColumnName,
  hasGeneColumns,
  isOwnKind,
  readHeader,
  type TableHeader,
} from "./table-columns.js";
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
  /** What of the file was left out, in words: blank rows, blank columns and a row index. */
  readonly notes: readonly string[];
  /** With a distinct column: for each row, the index of the first row with the same value in that column. */
  readonly representative?: Int32Array;
  /** With a distinct column: the text of each row in that column. */
  readonly distinctValues?: readonly string[];
}

/**
 * Collects the records of one file, the header first, and checks them.
 * @throws InvalidInput at the first bad record
 */
export class TableRows {
  /** What separates the columns of the file. Set it before the first record. */
  delimiter: Dialect["delimiter"] = ",";
  readonly #space: Space;
  readonly #distinct: string | undefined;
  #names: readonly string[] | undefined;
  #header: TableHeader | undefined;
  #readNetwork: GenesReader | undefined;
  readonly #genotypes: Genotype[] = [];
  readonly #lines: number[] = [];
  #values: number[][] = [];
  #missing: number[] = [];
  /** The columns without a name. */
  #nameless: readonly number[] = [];
  readonly #firstOf = new Map<string, number>();
  readonly #representative: number[] = [];
  readonly #distinctValues: string[] = [];
  /** The first line with a decimal point, and the first with a decimal comma. */
  readonly #markSeen: { point?: number; comma?: number } = {};
  #blankRows = 0;
  #hasIndex = false;

  /** @param own the metrics that users declared */
  constructor(
    space: Space,
    distinct?: string,
    private readonly own: readonly OwnMetric[] = [],
  ) {
    this.#space = space;
    this.#distinct = distinct;
  }

  get count(): number {
    return this.#genotypes.length;
  }

  add(cells: readonly string[], line: number): void {
    if (this.#names === undefined) {
      if (cells.every(isBlank)) return;
      this.#names = cells.map((cell) => cell.trim());
      if (hasGeneColumns(this.#names, this.#space)) this.#begin(this.#names);
      return;
    }
    if (cells.every(isBlank)) this.#blankRows++;
    else {
      const header = this.#header ?? this.#begin(this.#names, architectureColumn(this.#names, cells));
      this.#addRow(cells, line, header);
    }
  }

  finish(): TableContent {
    if (this.#names === undefined) throw new InvalidInput("file", "the table is empty: it has no header");
    const header = this.#header ?? this.#begin(this.#names);
    if (this.count === 0) throw new InvalidInput("file", "the table has a header but no rows");
    const columns = header.columns.map((column, c) => ({
      ...column,
      values: Float64Array.from(this.#values[c]),
      missing: this.#missing[c],
    }));
    return {
      genotypes: this.#genotypes,
      lines: Int32Array.from(this.#lines),
      columns,
      notes: this.#notes(header),
      ...defined({
        representative: header.distinct < 0 ? undefined : Int32Array.from(this.#representative),
        distinctValues: header.distinct < 0 ? undefined : this.#distinctValues,
      }),
    };
  }

  /** Says in words what of the file was left out. */
  #notes({ names }: TableHeader): string[] {
    const nameless = names.filter((name) => name === "").length - (this.#hasIndex ? 1 : 0);
    const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"} left out`;
    return [
      ...(this.#hasIndex ? ["the first column, a row index without a name, left out"] : []),
      ...(nameless > 0 ? [counted(nameless, "blank column")] : []),
      ...(this.#blankRows > 0 ? [counted(this.#blankRows, "blank row")] : []),
    ];
  }

  #begin(names: readonly string[], architecture?: number): TableHeader {
    const header = readHeader(names, this.#space, this.#distinct, architecture, this.own);
    this.#header = header;
    if (architecture === undefined) this.#readNetwork = genesReader(this.#space, header.genes);
    else {
      const read = architectureReader(this.#space, names[architecture]);
      this.#readNetwork = (cells, where) => read(cells[architecture] ?? "", where);
    }
    this.#nameless = [...names.keys()].filter((column) => names[column] === "");
    this.#values = header.columns.map(() => []);
    this.#missing = header.columns.map(() => 0);
    return header;
  }

  #addRow(cells: readonly string[], line: number, header: TableHeader): void {
    const where = `line ${line}`;
    this.#checkWidth(cells, header.names, where);
    this.#checkNameless(cells, where);
    const genotype = (this.#readNetwork as GenesReader)(cells, where);
    for (let cell = 0; cell < header.names.length; cell++) {
      const column = header.values[cell];
      if (column < 0) continue;
      const value = this.#readValue(cells[cell], header.columns[column], line);
      this.#values[column].push(value ?? Number.NaN);
      if (value === undefined) this.#missing[column]++;
    }
    if (header.distinct >= 0) this.#group(cells[header.distinct], header.names[header.distinct], where);
    this.#genotypes.push(genotype);
    this.#lines.push(line);
  }

  /** Columns without a name may be absent in a row, and a row may have more fields if they are blank. */
  #checkWidth(cells: readonly string[], names: readonly string[], where: string): void {
    if (cells.length === names.length) return;
    if (cells.slice(names.length).every(isBlank) && names.slice(cells.length).every(isBlank)) return;
    const hint =
      this.delimiter === "," && cells.length > names.length
        ? '; a field with a comma needs quotes, and decimal commas need columns separated by ";"'
        : "";
    throw new InvalidInput(
      "file",
      `${where}: ${cells.length} fields, but the header has ${names.length}${hint}`,
    );
  }

  /** A column without a name must be blank; the first one may be an index, as pandas writes it. */
  #checkNameless(cells: readonly string[], where: string): void {
    for (const c of this.#nameless) {
      if (c >= cells.length || isBlank(cells[c])) continue;
      if (c > 0 || !/^\s*\d+\s*$/.test(cells[c])) {
        const seen = JSON.stringify(cells[c].slice(0, 60));
        throw new InvalidInput(
          "header",
          `${where}: column ${c + 1} holds ${seen}, but line 1 gives it no name; name it or clear it`,
        );
      }
      this.#hasIndex = true;
    }
  }

  /** Reads a value cell; undefined if it is empty. A note may hold anything, a metric only a possible value. */
  #readValue(cell: string, column: ColumnName, line: number): number | undefined {
    const text = cell.trim();
    if (text === "") return undefined;
    const value = numberIn(text, this.delimiter);
    if (column.kind === "note") return value;
    const seen = `line ${line}: ${column.name} is ${JSON.stringify(text.slice(0, 60))}`;
    if (!isPossible(column.kind, value)) {
      const hint =
        this.delimiter === "," && decimalMark(text) === "comma" ? "; write it with a decimal point" : "";
      throw new InvalidInput(column.name, `${seen}; it must be ${allowedOf(column.kind)}, or empty${hint}`);
    }
    this.#checkMark(text, column.name, line, seen);
    return value;
  }

  /** Refuses a file with decimal points and decimal commas: one of them may separate thousands. */
  #checkMark(text: string, name: string, line: number, seen: string): void {
    const mark = decimalMark(text);
    if (mark === undefined) return;
    this.#markSeen[mark] ??= line;
    const other = this.#markSeen[mark === "point" ? "comma" : "point"];
    if (other === undefined) return;
    const marks = mark === "point" ? ["point", "comma"] : ["comma", "point"];
    throw new InvalidInput(
      name,
      `${seen}, with a decimal ${marks[0]}, but line ${other} has a decimal ${marks[1]}; use one of them throughout`,
    );
  }

  #group(value: string, name: string, where: string): void {
    if (value === "") throw new InvalidInput(name, `${where}: ${name}, the distinct column, is empty`);
    const first = this.#firstOf.get(value) ?? this.count;
    this.#firstOf.set(value, first);
    this.#representative.push(first);
    this.#distinctValues.push(value);
  }
}

const isBlank = (cell: string): boolean => cell.trim() === "";

const COST = `a number, not negative and at most ${MOST_COST}`;
const FRACTION = "a fraction from 0 to 1 (per cent divided by 100)";
const ALLOWED: Readonly<Record<ValueKind, string>> = {
  accuracy: FRACTION,
  accuracy_sd: FRACTION,
  examples: `a whole number from 1 to ${MOST_EXAMPLES}`,
  latency: COST,
  latency_sd: COST,
  energy: COST,
  energy_sd: COST,
};

type MeasuredKind = Exclude<ColumnKind, "note">;

const allowedOf = (kind: MeasuredKind): string => (isOwnKind(kind) ? COST : ALLOWED[kind]);

function isPossible(kind: MeasuredKind, value: number): boolean {
  if (kind === "examples") return Number.isInteger(value) && value >= 1 && value <= MOST_EXAMPLES;
  return value >= 0 && value <= (allowedOf(kind) === FRACTION ? 1 : MOST_COST);
}

import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { InvalidInput } from "../base/errors.js";
import { choiceKey } from "./choice-keys.js";

/** The columns of a cost table, and the entries of the reference format that its costs become. */
const COSTS = { latency: "lat", energy: "enrg" } as const;
const COLUMNS = ["gene", "choice", ...Object.keys(COSTS)] as const;
const HEADER = COLUMNS.join(",");

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads a cost table, which lists the latency [ms] and energy [mJ] of choices of genes: a CSV text with the columns
 * `gene,choice,latency,energy` (separated by commas, semicolons or tabs), or a list of objects with these fields. The
 * energy may be left out.
 * Returns it in the reference format, by keys such as `depth=2`; its numbers are not checked.
 *
 * @throws InvalidInput on `field`, naming the row, if a column is missing or unknown or a choice comes twice
 */
export function referenceFormOf(table: string | readonly unknown[], field: string): Record<string, Row> {
  const rows = typeof table === "string" ? csvRows(table, field) : table;
  const form: Record<string, Row> = {};
  rows.forEach((row, i) => {
    const place = `row ${i + 1} of ${field}`;
    const { gene, choice, ...costs } = rowOf(row, field, place);
    if (typeof gene !== "string" || !/^[A-Za-z]/.test(gene)) {
      throw new InvalidInput(field, `${place} must name a gene; got ${JSON.stringify(gene) ?? "nothing"}`);
    }
    if ((typeof choice !== "string" && typeof choice !== "number") || choice === "") {
      throw new InvalidInput(
        field,
        `${place} must name a choice of gene "${gene}"; got ${JSON.stringify(choice) ?? "nothing"}`,
      );
    }
    const key = choiceKey(gene, choice);
    if (Object.hasOwn(form, key)) throw new InvalidInput(field, `${place} lists ${key} for the second time`);
    const given = Object.entries(COSTS).filter(
      ([column]) => costs[column] !== undefined && !(column === "energy" && costs[column] === ""),
    );
    form[key] = Object.fromEntries(given.map(([column, name]) => [name, costs[column]]));
  });
  return form;
}

function csvRows(text: string, field: string): readonly unknown[] {
  try {
    const [header, ...rows] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as string[][];
    if (header === undefined)
      throw new InvalidInput(field, `${field} is empty; a cost table begins with ${HEADER}`);
    for (const column of ["gene", "choice", "latency"]) {
      if (header.includes(column)) continue;
      throw new InvalidInput(
        field,
        `a cost table begins with the columns ${HEADER} (ms and mJ); ` +
          `${field} begins with ${header.join(",").slice(0, 100)}`,
      );
    }
    return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i]])));
  } catch (error) {
    if (error instanceof CsvError)
      throw new InvalidInput(field, `${field} is no CSV table: ${error.message}`);
    throw error;
  }
}

/** Returns the separator that the first line has most often. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split("\n", 1);
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

function rowOf(row: unknown, field: string, place: string): Row {
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    throw new InvalidInput(field, `${place} must be an object with the fields ${COLUMNS.join(", ")}`);
  }
  const unknown = Object.keys(row).find((name) => !COLUMNS.some((column) => column === name));
  if (unknown === undefined) return row as Row;
  throw new InvalidInput(field, `${place} has "${unknown}"; the columns are ${HEADER} (ms and mJ)`);
}

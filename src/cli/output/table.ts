import Table from "cli-table3";
import { fittedWidths, longestLine, longestWord } from "./column-widths.js";

/** A column of a table for people. The caller formats numbers, with `number` of format.ts. */
export interface Column {
  /** Head of the column with the unit, e.g. "latency [ms]". */
  readonly head: string;
  /** Alignment of the cells: right for numbers. Default: left. */
  readonly align?: "left" | "right";
}

/**
 * Draws a table, without colours because the output may go to a file. Where a line would be longer than 120 characters,
 * the widest columns are wrapped: texts and heads between words, and texts within words if there is no other way.
 * Cells of numbers are never broken, so that a table of very many of them can still be wider.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = fittedWidths(
    columns.map(({ head, align = "left" }, i) => {
      const cells = rows.map((row) => row[i] ?? "");
      const isNumber = align === "right";
      return {
        natural: longestLine([head, ...cells]),
        byWords: Math.max(longestWord([head]), isNumber ? longestLine(cells) : longestWord(cells)),
        canBreak: !isNumber,
      };
    }),
  );
  const drawn = new Table({
    head: columns.map(({ head }, i) => wrapped(head, widths[i])),
    colAligns: columns.map(({ align = "left" }) => align),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(
    ...rows.map((row) =>
      row.map((cell, i) =>
        columns[i]?.align === "right" ? cell : broken(wrapped(cell, widths[i]), widths[i]),
      ),
    ),
  );
  return drawn.toString();
}

/** The lines of a text, those longer than `width` broken after so many characters. */
const broken = (text: string, width: number): string =>
  text
    .split("\n")
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [line])
    .join("\n");

/** A column of texts. */
export const left = (head: string): Column => ({ head });
/** A column of numbers. */
export const right = (head: string): Column => ({ head, align: "right" });

/** The text of a cell, broken between words into lines of at most `width` characters; a longer word stays whole. */
export function wrapped(text: string, width = 60): string {
  return text
    .split("\n")
    .flatMap((line) => (line.length <= width ? [line] : wrappedLine(line, width)))
    .join("\n");
}

function wrappedLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Lines of the form "name: value", with aligned values. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`).join("\n");
}

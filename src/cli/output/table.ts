import Table from "cli-table3";

/** A column of a table for people. The caller formats numbers, with `number` of format.ts. */
export interface Column {
  /** Head of the column with the unit, e.g. "latency [ms]". */
  readonly head: string;
  /** Alignment of the cells: right for numbers. Default: left. */
  readonly align?: "left" | "right";
}

/** Draws a table, without colours because the output may go to a file. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align = "left" }) => align),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

/** A column of texts. */
export const left = (head: string): Column => ({ head });
/** A column of numbers. */
export const right = (head: string): Column => ({ head, align: "right" });

/** The text of a cell, broken between words into lines of at most `width` characters. */
export function wrapped(text: string, width = 60): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}

/** Lines of the form "name: value", with aligned values. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`).join("\n");
}

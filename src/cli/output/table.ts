import Table from "cli-table3";

/** A column of a table for people; numbers are written with `number` of format.ts by the caller. */
export interface Column {
  /** With the unit, e.g. "latency [ms]". */
  readonly head: string;
  /** "right" for numbers. Default: left. */
  readonly align?: "left" | "right";
}

/** Rows under heads with units, without colours (it may go to a file). */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align = "left" }) => align),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

export const left = (head: string): Column => ({ head });
export const right = (head: string): Column => ({ head, align: "right" });

/** Text of a cell broken into lines of at most `width` characters, between words. */
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

/** "name: value" lines under each other, values aligned. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`).join("\n");
}

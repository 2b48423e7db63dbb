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

/** "name: value" lines under each other, values aligned. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width + 2)}${value}`).join("\n");
}

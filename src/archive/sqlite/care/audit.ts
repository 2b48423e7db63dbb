import type { Damage, OnChecked } from "../../../records/whole/archive-care.js";
import { mayBeUnchecked } from "../checked.js";
import type { Connection } from "../connection.js";
import { PARTS, type Part } from "../lines.js";
import { describe, isGap, type Row, scan } from "./scan.js";

/** Rows between two reports of progress. */
const REPORT_EVERY = 20_000;

/** Parts of rows that were counted already. */
const SECOND: ReadonlySet<Part> = new Set([PARTS.state, PARTS.name]);

/** What an audit found. */
export interface Audit {
  readonly checked: number;
  readonly withoutChecksum: number;
  readonly damaged: readonly Damage[];
}

/** Receives every row, the undamaged and the damaged ones. */
export type OnRow = (row: Row) => void;

/**
 * Reads every row of the archive and checks it, and whether what it refers to is there. Shared values come before the
 * measurements that refer to them.
 */
export function audit(db: Connection, onChecked: OnChecked, onRow: OnRow): Audit {
  const damaged: Damage[] = [];
  let checked = 0;
  let withoutChecksum = 0;
  const mayLack = mayLackChecksums(db);
  const known = new Map<Part, Set<number>>();
  for (const part of Object.values(PARTS) as Part[]) {
    const present = new Set<number>();
    known.set(part, present);
    for (const found of scan(db, part, mayLack)) {
      if (isGap(found)) {
        const end = found.until === undefined ? "its end" : `row ${found.until}`;
        const from = found.after < 0 ? "its beginning" : `row ${found.after}`;
        const reason = "these rows cannot be read, because their page is damaged";
        damaged.push({ kind: `rows of ${part.table}`, id: `from ${from} to ${end}`, reason });
        continue;
      }
      if (!SECOND.has(part) && ++checked % REPORT_EVERY === 0) onChecked(checked);
      const damage = found.damage ?? (part === PARTS.measurement ? lackingOf(found, known) : undefined);
      if (damage === undefined) present.add(found.rowid);
      else damaged.push({ ...describe(found), reason: damage });
      if (found.sum === null && !SECOND.has(part)) withoutChecksum++;
      onRow(damage === undefined ? found : { ...found, damage });
    }
  }
  onChecked(checked);
  return { checked, withoutChecksum, damaged };
}

/** Says which undamaged value that a measurement refers to is missing. */
function lackingOf({ line }: Row, known: ReadonlyMap<Part, ReadonlySet<number>>): string | undefined {
  const [, , subject, architecture, context] = JSON.parse(line.toString()) as number[];
  const lacking = [
    [PARTS.subject, subject] as const,
    [PARTS.name, architecture] as const,
    [PARTS.context, context] as const,
  ].find(([part, number]) => known.get(part)?.has(number) !== true);
  return lacking && `it refers to the ${lacking[0].kind} ${lacking[1]}, which is damaged or missing`;
}

/** Whether rows may lack checksums; assumed where the clock cannot be read. */
function mayLackChecksums(db: Connection): boolean {
  try {
    return mayBeUnchecked(db);
  } catch {
    return true;
  }
}

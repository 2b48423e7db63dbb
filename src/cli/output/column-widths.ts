/** Most characters of a line of a table. */
export const WIDEST = 120;
/** A text is not broken within words of up to so many characters, the length of a short id. */
const LEAST = 12;

/** The widths that a column can have, in characters. */
export interface ColumnWidths {
  /** Without any wrapping. */
  readonly natural: number;
  /** With wrapping between words. */
  readonly byWords: number;
  /** Whether the column may also be wrapped within words. */
  readonly canBreak: boolean;
}

/**
 * The width of each column such that a line with borders has at most 120 characters. The widest column gives way first,
 * between words; only where that is not enough, within words. Wider than 120 only where no column can give way.
 */
export function fittedWidths(columns: readonly ColumnWidths[]): readonly number[] {
  const room = WIDEST - 3 * columns.length - 1;
  const natural = columns.map((column) => column.natural);
  const byWords = shrunk(
    natural,
    columns.map((column) => column.byWords),
    room,
  );
  const floors = columns.map(({ canBreak }, i) => (canBreak ? Math.min(LEAST, byWords[i]!) : byWords[i]!));
  return shrunk(byWords, floors, room);
}

/** The widths after the widest ones above their floor were lowered until they sum up to `room`, if they can. */
function shrunk(widths: readonly number[], floors: readonly number[], room: number): readonly number[] {
  const left = [...widths];
  let over = left.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    let widest = -1;
    for (const [i, width] of left.entries()) {
      if (width > floors[i]! && (widest < 0 || width > left[widest]!)) widest = i;
    }
    if (widest < 0) break;
    left[widest]!--;
    over--;
  }
  return left;
}

/** The length of the longest line of the texts. */
export const longestLine = (texts: readonly string[]): number => longest(texts, "\n");

/** The length of the longest word of the texts. */
export const longestWord = (texts: readonly string[]): number => longest(texts, /[ \n]/);

const longest = (texts: readonly string[], between: string | RegExp): number =>
  texts.reduce((most, text) => text.split(between).reduce((so, part) => Math.max(so, part.length), most), 0);

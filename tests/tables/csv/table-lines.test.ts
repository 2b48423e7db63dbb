import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRows } from "../../../src/tables/csv/table-lines.js";

type Rows = (readonly [line: number, cells: readonly string[]])[];

/** The rows of a text that comes in pieces which end at the given places. */
async function rowsOf(text: string, cuts: readonly number[] = []): Promise<Rows> {
  const rows: Rows = [];
  const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  async function* pieces() {
    for (const [i, place] of places.slice(0, -1).entries()) yield text.slice(place, places[i + 1]);
  }
  await readRows(pieces(), ",", (cells, line) => rows.push([line, cells]));
  return rows;
}

/** What the parser of all of CSV says of the whole text. */
function expected(text: string): Rows {
  const rows: Rows = [];
  parse(text, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (record: string[], { lines }) => {
      rows.push([lines, record]);
      return null;
    },
  });
  return rows;
}

const plain = fc.stringMatching(/^[a-z0-9 .;\t]{0,4}$/);
const quoted = fc.stringMatching(/^[a-z,\n ]{0,4}$/).map((cell) => `"${cell}"`);
const rowsWith = (cell: fc.Arbitrary<string>) =>
  fc.array(
    fc.array(cell, { maxLength: 4 }).map((cells) => cells.join()),
    { maxLength: 8 },
  );

describe("the rows of a text", () => {
  test("are those of a parser of all of CSV, in whatever pieces it comes and wherever quotes begin", async () => {
    const texts = fc.tuple(
      rowsWith(plain),
      rowsWith(fc.oneof(plain, quoted)),
      fc.constantFrom("\n", "\r\n"),
      fc.constantFrom("", "\n"),
    );
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.array(fc.nat(80), { maxLength: 5 }),
        async ([before, after, end, last], cuts) => {
          const text = [...before, ...after].join(end) + (last === "" ? "" : end);
          const within = cuts.filter((cut) => cut <= text.length);
          expect(await rowsOf(text, within)).toEqual(expected(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("may end with carriage returns alone", async () => {
    expect(await rowsOf("a,b\r1,2\r", [5])).toEqual([
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ]);
  });

  test("have the line of the text in refusals, also behind the first quote", async () => {
    await expect(rowsOf('a,b\n1,2\n\n3,"4')).rejects.toThrow("line 4: not valid CSV");
    await expect(rowsOf(`a,b\n${"1".repeat(1 << 21)}`)).rejects.toThrow("more than 1048576 characters");
  });
});

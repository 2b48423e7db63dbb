import { describe, expect, it } from "vitest";
import { bearerOf } from "../../../src/api/access/bearer.js";
import { hostGuard, isLoopback, isSameOrigin } from "../../../src/api/http/auth.js";
import { pathOf } from "../../../src/api/http/target.js";
import { decodeCursor, queryScope } from "../../../src/api/input/cursor.js";
import { parseGlobalId } from "../../../src/api/input/ids.js";
import { BigIntText, DateTime } from "../../../src/api/scalars.js";
import { isoInstant } from "../../../src/base/instant.js";
import { requireId } from "../../../src/base/validate.js";
import { limitOption, rowsOrLimit } from "../../../src/cli/input/limits/own-limits.js";
import { cost } from "../../../src/cli/input/parsers.js";
import { shortGenes } from "../../../src/cli/output/genes/gene-code.js";
import { oneLine } from "../../../src/cli/program.js";
import { isChoiceKey } from "../../../src/hardware/choice-keys.js";
import { parseProfile } from "../../../src/hardware/profile.js";
import { closestName } from "../../../src/space/parse/closest-name.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { decimalMark, dialectOf, hasHeader, numberIn } from "../../../src/tables/dialect.js";
import { meantColumn } from "../../../src/tables/metric-like.js";
import { cpuTimeOf } from "../../support/cpu-time.js";

const LENGTH = 160_000;
/** Far above what one pass over a text takes, and far below what backtracking over it takes. */
const MOST_MS = 500;

/** Texts on which patterns that backtrack take the square of the length, or longer. */
const UNITS = [
  " ",
  "1",
  "a",
  ".",
  "_",
  "\n",
  "\t",
  "1_",
  "a.",
  "~",
  "|",
  '"',
  "\\",
  "[",
  ":",
  "/",
  ",",
  "0e",
  "-",
];
const PREFIXES = [
  "",
  "Bearer",
  "Bearer ",
  "a",
  "1",
  "|a~0",
  "ram<=",
  "a=",
  "sep=",
  "{",
  "http://",
  "[",
  "2025-01-01T00:00:00.",
];
const TEXTS = PREFIXES.flatMap((prefix) =>
  UNITS.map((unit) => `${prefix}${unit.repeat(LENGTH / unit.length)}\nx`),
);

const gene = (name: string) => ({ id: "s", genes: [{ name, choices: ["a", name.slice(0, 200)] }] });
/** Names of genes have at most 100 characters. */
const codeOf = (text: string) =>
  shortGenes({
    genes: [
      {
        name: `a${text.slice(0, 98)}x`,
        choices: ["a", text.slice(0, 200)],
        ordered: false,
        activeWhen: [],
        tier: 1,
      },
    ],
  });
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  authorisation: bearerOf,
  "host guard": hostGuard("127.0.0.1", () => true),
  loopback: isLoopback,
  origin: (text) => isSameOrigin(text, "localhost"),
  target: pathOf,
  cursor: (text) => decodeCursor(queryScope("f", {}, ""), text),
  "global id": parseGlobalId,
  BigInt: BigIntText.parseValue,
  DateTime: DateTime.parseValue,
  instant: isoInstant,
  id: (text) => requireId(text, "id"),
  limit: (text) => limitOption(text),
  "rows or limit": (text) => rowsOrLimit(text),
  "option number": cost,
  "one line": oneLine,
  "choice key": isChoiceKey,
  "profile key": (text) => parseProfile({ [text]: { lat: text } }),
  "profile number": (text) => parseProfile({ key: { lat: text } }),
  "closest name": (text) => closestName(text, ["depth", text.slice(1)]),
  "gene name": (text) => parseSpace(gene(text)),
  "gene code": codeOf,
  "CSV number": (text) => numberIn(text, ";"),
  "CSV decimal mark": decimalMark,
  "CSV dialect": dialectOf,
  "CSV header": hasHeader,
  "CSV column": meantColumn,
};

/** What a reader makes of a text; refusing it is an answer, too. */
function answerOf(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}

describe("patterns that read input from outside", () => {
  it.each(Object.entries(READERS))("take one pass over long texts: %s", (_, read) => {
    for (const text of TEXTS) {
      const { ms } = cpuTimeOf(() => answerOf(read, text));
      expect(ms, JSON.stringify(text.slice(0, 20))).toBeLessThan(MOST_MS);
    }
  });
});

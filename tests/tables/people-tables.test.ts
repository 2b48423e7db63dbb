import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { parseSpace } from "../../src/space/parse/parse-space.js";
import type { Space } from "../../src/space/space.js";
import { parseTable } from "../../src/tables/parse-table.js";

const space = compileSpace(
  parseSpace({
    id: "sp",
    genes: [
      { name: "depth", choices: [2, 3], ordered: true },
      { name: "rate", choices: [0.1, 0.3, 0.5], ordered: true },
      { name: "op", choices: ["a", "b"] },
    ],
  }),
);
const PLAIN = "depth,rate,op,t.accuracy,d.latency_ms\n2,0.3,a,0.71,3.5\n3,0.5,b,0.73,4\n";

async function refusal(text: string | Buffer, of: Space = space): Promise<InvalidInput> {
  const source = typeof text === "string" ? text : Readable.from([text]);
  const error = await parseTable(source, of).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidInput);
  return error as InvalidInput;
}

describe("tables as people have them", () => {
  test.each([
    ["semicolons", PLAIN.replaceAll(",", ";"), []],
    ["tabs", PLAIN.replaceAll(",", "\t"), []],
    [
      "semicolons and decimal commas",
      PLAIN.replaceAll(",", ";")
        .replaceAll(".", ",")
        .replaceAll(/([td]),/g, "$1."),
      [],
    ],
    ["the line with which Excel names the delimiter", `sep=;\r\n${PLAIN.replaceAll(",", ";")}`, []],
    ["a byte order mark before semicolons", `\uFEFF${PLAIN.replaceAll(",", ";")}`, []],
    [
      "the index column of pandas",
      PLAIN.split("\n")
        .map((line, i) => (line === "" ? line : `${i === 0 ? "" : i - 1},${line}`))
        .join("\n"),
      ["the first column, a row index without a name, left out"],
    ],
    ["trailing commas", PLAIN.replaceAll(/(.)\n/g, "$1,,\n"), ["2 blank columns left out"]],
    ["trailing commas in the rows only", PLAIN.replaceAll(/(\d)\n/g, "$1,,\n"), []],
    ["trailing commas in the header only", PLAIN.replace("ms\n", "ms,\n"), ["1 blank column left out"]],
    [
      "blank rows of a spreadsheet",
      PLAIN.replace("ms\n", "ms\n,,,,\n").concat(",,,,\n\n , ,,,\n"),
      ["3 blank rows left out"],
    ],
    [
      "rounding errors of a choice",
      PLAIN.replace("0.3", "0.30000000000000004").replace(",0.5", ",0.5000000001"),
      [],
    ],
    ["single precision", PLAIN.replace("0.3", "0.30000001192092896"), []],
    [
      "networks as JSON",
      'net,t.accuracy,d.latency_ms\n"{""depth"":2,""rate"":0.3,""op"":""a""}",0.71,3.5\n' +
        "\"{'depth': 3, 'rate': 0.5, 'op': 'b'}\",0.73,4\n",
      [],
    ],
  ])("%s", async (_, text, notes) => {
    const [table, plain] = [await parseTable(text, space), await parseTable(PLAIN, space)];
    expect(table.genotypes).toEqual(plain.genotypes);
    expect(table.columns).toEqual(plain.columns);
    expect(table.notes).toEqual(notes);
  });

  test("chunk borders do not matter, whatever the dialect", async () => {
    const text = `\uFEFFsep=;\r\n${PLAIN.replaceAll(",", ";")}`;
    const single = Readable.from([...Buffer.from(text)].map((byte) => Buffer.of(byte)));
    expect(await parseTable(single, space)).toEqual(await parseTable(text, space));
  });

  test.each([
    [
      "decimal commas in quotes between commas",
      PLAIN.replace("3.5", '"3,5"'),
      'd.latency_ms is "3,5"',
      "decimal point",
    ],
    [
      "decimal points and commas",
      PLAIN.replaceAll(",", ";").replace("3.5", "3,5"),
      "line 2: d.latency_ms",
      "throughout",
    ],
    ["decimal commas without quotes", PLAIN.replace("0.71", "0,71"), "line 2: 6 fields", 'separated by ";"'],
    [
      "a value without a name",
      PLAIN.replace("ms\n", "ms,\n").replace("3.5", "3.5,x"),
      'column 6 holds "x"',
      "name it",
    ],
    ["an index that is none", `,${PLAIN.replaceAll("\n", "\nx,")}`, 'column 1 holds "x"', "name it"],
    [
      "another number than a choice",
      PLAIN.replace("0.3", "0.301"),
      'unknown choice "0.301"',
      "0.1, 0.3, 0.5",
    ],
    [
      "no column of genes",
      "net,t.accuracy\nfoo,0.5\n",
      "no column for 3 of the 3 genes",
      "JSON {gene: choice}",
    ],
    ["JSON that is cut", 'net,t.accuracy\n"{""depth"":2",0.5\n', "line 2: net is", "not valid JSON"],
    ["an unknown gene in JSON", 'net,t.accuracy\n"{""width"":2}",0.5\n', "line 2: net is", 'no gene "width"'],
    ["a cell string in another space", "net,t.accuracy\n|a~0|,0.5\n", "line 2: net is", "sp is not"],
    ["per cent", PLAIN.replace("0.71", "71"), 't.accuracy is "71"', "per cent divided by 100"],
  ])("%s is refused with what was seen and what to do", async (_, text, seen, remedy) => {
    const { message } = await refusal(text);
    expect(message).toContain(seen);
    expect(message).toContain(remedy);
  });

  test.each([
    ["board.latency", "board.latency_ms", "milliseconds"],
    ["d.latency_us", "d.latency_ms", "milliseconds"],
    ["d.energy_mJ", "d.energy_mj", "millijoules"],
    ["d.Latency_ms", "d.latency_ms", "milliseconds"],
    ["d.latency (ms)", "d.latency_ms", "milliseconds"],
    ["d.latency.ms", "d.latency_ms", "milliseconds"],
    ["d.latency_std", "d.latency_sd_ms", "milliseconds"],
    ["d.energy_j", "d.energy_mj", "millijoules"],
    ["t.acc", "t.accuracy", "fractions"],
    ["t.accuracy_%", "t.accuracy", "fractions"],
    ["latency_ms", "<device>.latency_ms", "id of the device"],
    ["Accuracy", "<task>.accuracy", "id of the task"],
  ])("a column %s is refused with its right name", async (name, right, unit) => {
    const { field, message } = await refusal(
      `depth,rate,op,x.accuracy,x.energy_mj,${name}\n2,0.3,a,0.5,1,1\n`,
    );
    expect(field).toBe(name);
    expect(message).toContain(`call it ${right}, with values in `);
    expect(message).toContain(unit);
  });

  test("a column that looks like a metric is a note beside the right one, and so is any other name", async () => {
    const names = ["d.latency_us", "early_accuracy", "t.accuracy_12ep_val", "d.ram", "latent", "x.sample"];
    const text = `depth,rate,op,d.latency_ms,${names}\n2,0.3,a,1,${names.map(() => 1)}\n`;
    const { columns } = await parseTable(text, space);
    expect(columns.map(({ kind }) => kind)).toEqual(["latency", ...names.map(() => "note")]);
  });

  test.each([
    ["a spreadsheet", Buffer.from("PK\x03\x04 and so on"), "ZIP archive, as spreadsheets"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8]), "unpack it"],
    ["UTF-16", Buffer.from([0xff, 0xfe, 0x64, 0]), "UTF-16"],
    ["Latin-1", Buffer.from([0x64, 0xe9, 0x0a]), "save it as CSV in UTF-8"],
  ])("%s is refused by name", async (_, bytes, what) => {
    expect((await refusal(bytes)).message).toContain(what);
  });
});

describe("networks in one column, as benchmarks write them", () => {
  const cells = compileSpace(builtInSpace("nas-bench-201")!);
  const CELL = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_3x3~1|+|none~0|avg_pool_3x3~1|nor_conv_1x1~2|";

  test("the string of NAS-Bench-201, by which the documented network is known", async () => {
    const { ids, columns } = await parseTable(`index,arch,t.accuracy\n7,${CELL},0.9\n`, cells);
    expect(ids).toEqual(["b5bb526f51497ced0a4995567765ef6219773e323c29462eb46bfa1cbdf64321"]);
    expect(columns.map(({ name }) => name)).toEqual(["index", "t.accuracy"]);
  });

  test.each([
    [CELL.replace("none~0|", ""), "gene edge_0_3 is empty"],
    [CELL.replace("none", "conv_5x5"), 'gene edge_0_3 has the unknown choice "conv_5x5"'],
    [CELL.replace("none~0", "none~1"), "twice"],
    [CELL.replace("none~0", "none~3"), "no edge from 3 to 3"],
    [CELL.replaceAll("+", "-"), "|operator~input|"],
    ["", "line 3: arch, the column of the networks, is empty"],
  ])("a bad string says what is wrong: %s", async (text, problem) => {
    const { message } = await refusal(`arch,t.accuracy\n${CELL},0.9\n${text},0.8\n`, cells);
    expect(message).toContain("line 3");
    expect(message).toContain(problem);
  });

  const ofa = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
  const NETWORK = {
    ks: Array.from({ length: 20 }, (_, i) => [3, 5, 7][i % 3]),
    e: Array.from({ length: 20 }, (_, i) => [3, 4, 6][i % 3]),
    d: [2, 3, 4, 2, 3],
    r: [224],
  };
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  test("the Once-for-All form, as JSON and as Python prints it", async () => {
    const json = JSON.stringify(NETWORK);
    const python = JSON.stringify({ wid: null, ...NETWORK, r: 224 })
      .replaceAll('"', "'")
      .replace("null", "None");
    const text = `t.accuracy,Sub-network\n0.7,${quoted(json)}\n0.8,${quoted(python)}\n`;
    const { genotypes } = await parseTable(text, ofa);
    expect(genotypes[1]).toEqual(genotypes[0]);
    expect(toArchitecture(ofa, genotypes[0])).toMatchObject({
      ...{ kernel_1: 3, kernel_2: 5, expand_2: 4, depth_3: 4, resolution: 224 },
    });
    expect(toArchitecture(ofa, genotypes[0])).not.toHaveProperty("kernel_4");
  });

  test.each([
    [{ ...NETWORK, ks: [3] }, '"ks" must be a list of 20 numbers'],
    [{ ...NETWORK, r: undefined }, '"r", the resolution'],
    [{ ...NETWORK, x: 1 }, 'it has "x"'],
  ])("a bad form says what is wrong (%#)", async (network, problem) => {
    const { message } = await refusal(`t.accuracy,net\n0.7,${quoted(JSON.stringify(network))}\n`, ofa);
    expect(message).toContain(problem);
  });
});

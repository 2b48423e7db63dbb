import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { Random } from "../../src/base/random.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { complexityOf } from "../../src/space/network/index.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import { INACTIVE } from "../../src/space/types.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { toySpace } from "../search/toy.js";
import { dataFolder, noData } from "../support/data.js";

const HEADER = "depth,width,kernel,t.accuracy,d.latency_ms,d.energy_mj,d.latency_sd_ms,group,remark";
const GOOD = "2,32,a,0.5,1.5,2.5,0.1,g1,fine";

const parse = (text: string, distinct?: string) =>
  parseTable(text, toySpace, distinct === undefined ? {} : { distinct });

async function refusal(text: string | Readable, distinct?: string): Promise<InvalidInput> {
  const error = await parseTable(text, toySpace, distinct === undefined ? {} : { distinct }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidInput);
  return error as InvalidInput;
}

describe("a good table", () => {
  test("comes back column by column", async () => {
    const text = `${HEADER}\n${GOOD}\n1,16,b,,2,,,g2,\n`;
    const table = await parse(text);
    expect(table.rows).toBe(2);
    expect(table.genotypes.map((genotype) => [...genotype])).toEqual([
      [1, 1, 0],
      [0, 0, INACTIVE],
    ]);
    expect([...table.lines]).toEqual([2, 3]);
    expect(table.columns.map(({ kind, subject, missing }) => [kind, subject, missing])).toEqual([
      ["accuracy", "t", 1],
      ["latency", "d", 0],
      ["energy", "d", 1],
      ["latency_sd", "d", 1],
      ["note", "group", 0],
      ["note", "remark", 1],
    ]);
    expect([...table.columns[0].values]).toEqual([0.5, Number.NaN]);
    expect([...table.columns[4].values]).toEqual([Number.NaN, Number.NaN]);
    expect(table.representative).toBeUndefined();
    expect(table.checksum).toBe(createHash("sha256").update(text).digest("hex"));
    expect(new Set(table.ids).size).toBe(2);
  });

  test("a byte order mark, CRLF, blank lines, quotes and other notations of numbers are accepted", async () => {
    const plain = await parse(`${HEADER}\n${GOOD}\n`);
    const odd = await parse(`\uFEFF${HEADER}\r\n\r\n2.0, 32,"a",5e-1,1.50,2.5,.1,g1,"fi\r\nne"\r\n\r\n`);
    expect(odd.genotypes).toEqual(plain.genotypes);
    expect(odd.columns).toEqual(plain.columns);
    expect(odd.checksum).not.toBe(plain.checksum);
  });

  test("rows of one distinct value stand for the first of them", async () => {
    const rows = ["g1", "g2", "g1", "g2", "g3"].map((group) => GOOD.replace("g1", group));
    const table = await parse([HEADER, ...rows].join("\n"), "group");
    expect([...table.representative!]).toEqual([0, 1, 0, 1, 4]);
  });

  test("chunk borders do not matter, not even within a character", async () => {
    const bytes = Buffer.from(`${HEADER}\n${GOOD.replace("fine", "größer")}\n`);
    const single = Readable.from([...bytes].map((byte) => Buffer.of(byte)));
    expect(await parseTable(single, toySpace)).toEqual(await parse(bytes.toString()));
  });

  test("a network that computes nothing may take no time", async () => {
    expect((await parse(`${HEADER}\n2,32,a,0.1,0,0,0,g1,`)).columns[1].values[0]).toBe(0);
  });

  test("progress ends with every row and byte", async () => {
    const text = [HEADER, ...new Array(2500).fill(GOOD)].join("\n");
    const seen: { rows: number; bytes: number }[] = [];
    await parseTable(text, toySpace, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ rows }) => rows)).toEqual([0, 1000, 2000, 2500]);
    expect(seen[3].bytes).toBe(text.length);
  });
});

describe("a bad table is refused with its line and column", () => {
  const row = (change: Partial<Record<string, string>>) => {
    const cells = GOOD.split(",");
    for (const [name, cell] of Object.entries(change)) cells[HEADER.split(",").indexOf(name)] = cell ?? "";
    return `${HEADER}\n${GOOD}\n${cells.join(",")}\n`;
  };

  test.each([
    [
      "unknown choice",
      row({ kernel: "z" }),
      "kernel",
      'line 3: gene kernel has the unknown choice "z"; allowed: a, b',
    ],
    [
      "text in a gene of numbers",
      row({ width: "wide" }),
      "width",
      'line 3: gene width has the unknown choice "wide"; allowed: 16, 32',
    ],
    ["empty gene", row({ width: "" }), "width", "line 3: gene width is empty; allowed: 16, 32"],
    ["NaN", row({ "d.latency_ms": "NaN" }), "d.latency_ms", 'line 3: d.latency_ms is "NaN"'],
    ["infinity", row({ "d.energy_mj": "1e999" }), "d.energy_mj", "line 3: d.energy_mj"],
    [
      "a number whose products overflow",
      row({ "d.latency_ms": "1e200" }),
      "d.latency_ms",
      "at most 1000000000",
    ],
    ["negative latency", row({ "d.latency_ms": "-1" }), "d.latency_ms", "not negative"],
    ["negative spread", row({ "d.latency_sd_ms": "-0.1" }), "d.latency_sd_ms", "not negative"],
    ["hexadecimal", row({ "d.latency_ms": "0x10" }), "d.latency_ms", "line 3"],
    ["accuracy in per cent", row({ "t.accuracy": "71.2" }), "t.accuracy", "a fraction from 0 to 1"],
    ["text for a number", row({ "t.accuracy": "high" }), "t.accuracy", 'is "high"'],
    ["too few fields", `${HEADER}\n${GOOD}\n1,2\n`, "file", "line 3: 2 fields, but the header has 9"],
    ["too many fields", `${HEADER}\n${GOOD},x\n`, "file", "line 2: 10 fields"],
    [
      "missing gene",
      "depth,t.accuracy\n1,0.5\n",
      "header",
      "no column for 2 of the 3 genes of toy: width, kernel",
    ],
    ["repeated column", `${HEADER},remark\n`, "remark", 'two columns are called "remark"'],
    ["nameless column", `${HEADER},\n${GOOD},x\n`, "header", 'line 2: column 10 holds "x", but line 1'],
    ["no metric", "depth,width,kernel,note\n1,16,a,1\n", "header", "no column holds a metric"],
    ["empty", "", "file", "empty"],
    ["header only", `${HEADER}\n`, "file", "no rows"],
    ["open quote", `${HEADER}\n${GOOD}\n2,32,"a,0.5\n`, "file", "not valid CSV"],
    ["one endless row", `${HEADER}\n${"x".repeat(2_000_000)}`, "file", "more than 1048576 characters"],
  ])("%s", async (_, text, field, message) => {
    const error = await refusal(text);
    expect(error.field).toBe(field);
    expect(error.message).toContain(message);
  });

  test("unknown distinct column, and an empty cell in it", async () => {
    expect((await refusal(`${HEADER}\n${GOOD}`, "topology")).field).toBe("distinct");
    expect((await refusal(row({ group: "" }), "group")).message).toContain("line 3: group");
  });

  test("junk that is no text", async () => {
    const junk = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), Buffer.from(`${HEADER}\0\n${GOOD}`)];
    for (const bytes of junk) {
      expect((await refusal(Readable.from([bytes]))).message).toContain("not UTF-8 text");
    }
  });

  test("a stream that breaks gives its own error", async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error("disk gone"));
      },
    });
    await expect(parseTable(broken, toySpace)).rejects.toThrow("disk gone");
  });
});

describe.skipIf(dataFolder === undefined)(`the real tables (${noData})`, () => {
  const read = (path: string, space: string, distinct?: string) =>
    parseTable(
      createReadStream(join(dataFolder!, path)),
      compileSpace(builtInSpace(space)!),
      distinct === undefined ? {} : { distinct },
    );

  test("nas-bench-201: every genotype once, and the topologies", async () => {
    const table = await read("nas-bench-201/samples.csv", "nas-bench-201", "topology");
    expect(table.rows).toBe(15_625);
    expect(new Set(table.ids).size).toBe(15_625);
    expect(new Set(table.representative).size).toBe(6_466);
  });

  test("ofa-mobilenet-v3: rows that differ in absent blocks only are one architecture", async () => {
    const table = await read("ofa-mobilenet-v3/accuracy.csv", "ofa-mobilenet-v3");
    expect(table.rows).toBe(1_612);
    expect(new Set(table.ids).size).toBeLessThan(1_612);
    expect(table.columns.filter((column) => column.kind === "accuracy")).toHaveLength(1);
  });
});

describe("genes whose conditions name genes further down", () => {
  const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);

  test("are read as the networks that were written", async () => {
    const networks = sampleDistinct(space, 50, new Random(3));
    const names = space.genes.map((gene) => gene.name);
    const rows = networks.map((network) => {
      const genes = toArchitecture(space, network);
      return [
        ...names.map((name) => genes[name] ?? space.genes[space.position.get(name)!].choices[0]),
        0.5,
      ].join(",");
    });
    const { genotypes } = await parseTable([[...names, "t.accuracy"].join(","), ...rows].join("\n"), space);
    expect(genotypes).toEqual(networks);
  });

  test.skipIf(dataFolder === undefined)(`have the MACs that the table gives (${noData})`, async () => {
    const file = join(dataFolder ?? "", "ofa-mobilenet-v3", "accuracy.csv");
    const { genotypes, columns } = await parseTable(createReadStream(file), space);
    const macs = columns.find((column) => column.name === "macs")?.values;
    expect(genotypes.map((genotype) => complexityOf(space, genotype)?.macs)).toEqual([...(macs ?? [])]);
  });
});

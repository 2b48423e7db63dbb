import { afterEach, beforeEach, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "t", "--device", "d"];
/** Genes with the names of columns of every CSV output. */
const genes = ["id", "energy", "latency.lower", "number", "status", "architecture", "plain"];
const rows = Array.from(
  { length: 100 },
  (_, i) => `${genes.map((_gene, g) => ((i >> g) & 1) + 1).join(",")},${0.5 + i / 1000},${i + 1}`,
);

let service: HarmonicService;
let line: CommandLine;
let run: string;

beforeEach(async () => {
  ({ service } = await testService());
  line = new CommandLine(service);
  const space = { id: "clash", genes: genes.map((name) => ({ name, choices: [1, 2], ordered: true })) };
  await line.json("space", "add", files.file("clash.json", JSON.stringify(space)));
  const table = files.file("clash.csv", `${genes.join(",")},t.accuracy,d.latency_ms\n${rows.join("\n")}\n`);
  await line.json("samples", "import", table, "--space", "clash");
  const searched = await line.json("search", ...on, "--samples", table, "--budget", "4");
  run = (searched as { run: string }).run;
});
afterEach(() => service.close());

async function headOf(...args: string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await line.run(...args, "--format", "csv");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.split("\n")[0].split(",");
}

test("no CSV output has a name twice; a gene with the name of another column has the prefix gene:", async () => {
  const front = await headOf("front", ...on);
  expect(new Set(front).size).toBe(front.length);
  expect(front.slice(0, 8)).toEqual([
    ...["id", "gene:id", "gene:energy", "gene:latency.lower", "number", "status", "architecture", "plain"],
  ]);
  const evaluations = await headOf("run", "evaluations", run);
  expect(new Set(evaluations).size).toBe(evaluations.length);
  expect(evaluations.slice(2, 9)).toEqual([
    ...["gene:id", "gene:energy", "latency.lower", "gene:number", "gene:status", "architecture", "plain"],
  ]);
});

test("submit takes back what suggest gives, with such genes", async () => {
  const { stdout } = await line.run("measurements", "suggest", ...on, "--count", "1", "--format", "csv");
  const [head, row] = stdout.trim().split("\n");
  expect(head.split(",").slice(0, 3)).toEqual(["architecture", "id", "energy"]);
  expect(head).toContain(",gene:architecture,");
  const filled = files.file("filled.csv", `${head}\n${row.replace(/,,,$/, ",,7.5,")}\n`);
  const { measurements } = (await line.json("measurements", "submit", filled)) as { measurements: unknown[] };
  expect(measurements).toMatchObject([{ architecture: row.split(",")[0], latency: 7.5, device: "d" }]);
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fullGenes, shortGenes } from "../../src/cli/output/genes/gene-code.js";
import { left, right, table } from "../../src/cli/output/table.js";
import type { HarmonicService } from "../../src/service/service.js";
import type { Architecture, SearchSpace } from "../../src/space/types.js";
import { testService } from "../support/service.js";
import type { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";
import { openToy } from "./support/toy-line.js";

const longest = (text: string): number =>
  Math.max(
    0,
    ...text
      .split("\n")
      .filter((line) => /^[┌│├└]/.test(line))
      .map((line) => line.length),
  );
const gene = (name: string, choices: readonly (string | number)[]) => ({
  name,
  choices,
  ordered: false,
  activeWhen: [],
  tier: 1 as const,
});
const space = (...genes: readonly ReturnType<typeof gene>[]): Pick<SearchSpace, "genes"> => ({ genes });

describe("tables fit 120 columns", () => {
  const text = "a sentence of a number of words that is wrapped between them ".repeat(3).trim();

  test("a narrow table stays as it is, and a wide one wraps its widest texts", () => {
    expect(table([left("a"), right("b")], [["x y", "1"]])).toContain("│ x y │ 1 │");
    const drawn = table([left("id"), right("value [ms]"), left("text")], [["abc", "1.25 [1, 2] p", text]]);
    expect(longest(drawn)).toBeLessThanOrEqual(120);
    expect(longest(drawn)).toBeGreaterThan(100);
    expect(drawn).toContain("│ abc │ 1.25 [1, 2] p │ a sentence");
  });
  test("heads of numbers are wrapped, numbers and short ids never", () => {
    const numbers = Array.from({ length: 9 }, (_, i) => right(`a long head number ${i} [ms]`));
    const drawn = table([left("id"), ...numbers], [["0123456789ab", ...numbers.map(() => "12.5 p")]]);
    expect(longest(drawn)).toBeLessThanOrEqual(120);
    expect(drawn).toContain("│ 0123456789ab │");
    expect(drawn.split("\n").filter((line) => line.includes("12.5 p"))).toHaveLength(1);
  });
  test("words that are too long are broken where nothing else helps, and none of their letters is lost", () => {
    const word = "0123456789".repeat(30);
    const drawn = table([left("id"), left("word")], [["abc", word]]);
    expect(longest(drawn)).toBe(120);
    expect(drawn.replaceAll(/[^0-9]/g, "")).toBe(word);
  });
  test("a table without rows", () => expect(table([left("id")], [])).toContain("id"));
});

describe("the short form of genes", () => {
  test("families by their first letters, parts by theirs, the smallest family first", () => {
    const code = shortGenes(
      space(
        gene("image.kernel_1", [3, 5]),
        gene("image.kernel_2", [3, 5]),
        gene("image.depth_1", [2, 3]),
        gene("fusion.input_1_1", ["image.1", "image.2"]),
        gene("fusion.operator_1_1", ["Sum", "LinearGLU", "ScaleDotAttn"]),
      ),
    );
    const network: Architecture = {
      "image.kernel_1": 5,
      "image.kernel_2": 3,
      "image.depth_1": 2,
      "fusion.input_1_1": "image.2",
      "fusion.operator_1_1": "LinearGLU",
    };
    expect(code.of(network)).toBe("i:d2 k53 | f:i=i2 o=LGLU");
    expect(code.of({ "image.depth_1": 3 })).toBe("i:d3");
    expect(code.of({})).toBe("-");
    expect(code.legend).toContain("k kernel");
    expect(fullGenes.of(network)).toContain("fusion.operator_1_1=LinearGLU");
  });
  test("names and choices that begin alike stay apart", () => {
    const code = shortGenes(
      space(
        gene("width", [8, 16]),
        gene("window", [8, 16]),
        gene("w", [1]),
        gene("input", ["text.1", "tabular.1", "t1", "image.1"]),
      ),
    );
    expect(code.of({ width: 16, window: 8, w: 1 })).toBe("wid16 win8 w1");
    const inputs = ["text.1", "tabular.1", "t1", "image.1"].map((input) => code.of({ input }));
    expect(new Set(inputs).size).toBe(4);
  });
  test("different networks of the built-in spaces have different codes", async () => {
    const { service } = await testService();
    for (const built of await service.searchSpaces()) {
      const code = shortGenes(built);
      const seen = new Map<string, string>();
      const first: Record<string, string | number> = {};
      for (const each of built.genes) first[each.name] = each.choices[0]!;
      const neighbours = built.genes.flatMap(({ name, choices }) =>
        choices.map((choice) => ({ ...first, [name]: choice })),
      );
      for (const network of neighbours) {
        const full = fullGenes.of(network);
        const short = code.of(network);
        expect(seen.get(short) ?? full).toBe(full);
        expect(short.length).toBeLessThan(full.length);
        seen.set(short, full);
      }
    }
    await service.close();
  });
});

describe("commands with tables of networks", () => {
  const files = toyFolder();
  const on = ["--task", "toy-task", "--device", "toy-device"];
  let service: HarmonicService;
  let line: CommandLine;
  const shown = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.run(...args);
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(longest(stdout)).toBeLessThanOrEqual(120);
    return stdout;
  };

  beforeEach(async () => {
    ({ service, line } = await openToy(files));
  });
  afterEach(() => service.close());

  test("front: --limit counts what is not shown, --genes full shows every gene, CSV and JSON have all", async () => {
    await line.json("samples", "import", files.table, "--space", "toy");
    const { points } = (await line.json("front", ...on)) as { points: { id: string }[] };
    expect(points.length).toBeGreaterThan(2);
    const limited = await shown("front", ...on, "--limit", "1");
    expect(limited).toContain(points[0]!.id.slice(0, 12));
    expect(limited).not.toContain(points[1]!.id.slice(0, 12));
    expect(limited).toContain(`${points.length - 1} more networks of the front are not shown; see --limit`);
    expect(limited).toContain("--genes full");
    expect(await shown("front", ...on)).not.toContain("not shown");
    expect(await shown("front", ...on, "--genes", "full")).toMatch(/depth=\d/);
    const csv = (await line.run("front", ...on, "--limit", "1", "--format", "csv")).stdout;
    expect(csv.trim().split("\n")).toHaveLength(points.length + 1);
    expect(await line.json("front", ...on, "--limit", "1")).toEqual(await line.json("front", ...on));
    const { code, stderr } = await line.run("front", ...on, "--limit", "0");
    expect(code).toBe(2);
    expect(stderr).toContain("--limit");
    expect(await shown("measurements", "list")).toContain("toy-task");
  });

  test("run show lists the networks that an external run waits for; run list fits", async () => {
    await service.registerTask({ id: "toy-task", space: "toy" });
    await service.registerDevice({ id: "toy-device" });
    const { id } = await service.startSearch({
      task: "toy-task",
      devices: ["toy-device"],
      budget: 3,
      evaluator: "external",
      strategy: "random",
    });
    await expect.poll(async () => (await service.run(id)).pending.length).toBe(3);
    const { pending } = await service.run(id);
    for (const form of ["short", "full"]) {
      const text = await shown("run", "show", id, "--genes", form);
      expect(text).toContain("waiting for measurements of 3 networks:");
      for (const network of pending) expect(text).toContain(network.id.slice(0, 12));
      expect(text.includes("depth=")).toBe(form === "full");
    }
    await line.json("run", "cancel", id);
    expect(await shown("run", "list")).toContain(id.slice(0, 12));
  });
});

import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../../src/base/errors.js";
import { Random } from "../../../src/base/random.js";
import { builtInSpaces } from "../../../src/space/built-in/index.js";
import { compileSpace } from "../../../src/space/compile.js";
import { parseSpace } from "../../../src/space/parse/parse-space.js";
import { cardinality } from "../../../src/space/sampling/cardinality.js";

const DEPTH = { name: "depth_1", choices: [2, 3, 4], ordered: true };
const KERNEL = {
  name: "kernel_1_4",
  choices: [3, 5, 7],
  ordered: true,
  activeWhen: { gene: "depth_1", atLeast: 4 },
};
const MODE = { name: "mode", choices: ["a", "b"] };
const file = (...genes: unknown[]) => ({ id: "my-space", genes });
const withCondition = (activeWhen: unknown) => file(DEPTH, MODE, { ...KERNEL, activeWhen });
const MANY = Array.from({ length: 200 }, (_, i) => i);
const OPERATORS = ["none", "skip", "conv"];

function refusal(value: unknown): InvalidInput {
  try {
    parseSpace(value);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("a space file", () => {
  it("may name a gene that is declared further down, as the built-in spaces do", () => {
    for (const { id: _, ...space } of builtInSpaces) {
      const file = JSON.parse(JSON.stringify({ ...space, id: "copy" }));
      expect(parseSpace(file)).toEqual({ ...space, id: "copy" });
    }
  });

  it("as in the interface is read, with defaults", () => {
    const space = parseSpace(file(DEPTH, KERNEL));
    expect(space).toEqual({
      id: "my-space",
      genes: [
        { ...DEPTH, activeWhen: [], tier: 1 },
        { ...KERNEL, activeWhen: [{ gene: "depth_1", atLeast: 4 }], tier: 1 },
      ],
      increasing: [],
    });
    expect(cardinality(compileSpace(space))).toBe(5n);
    expect(parseSpace(JSON.parse(JSON.stringify(space)))).toEqual(space);
  });

  it.each([
    [{ gene: "depth_1", equals: 3 }, 2n + 3n],
    [{ gene: "depth_1", in: [2, 4] }, 1n + 6n],
    [{ gene: "depth_1", atMost: 3 }, 6n + 1n],
    [
      [
        { gene: "depth_1", atLeast: 3 },
        { gene: "mode", equals: "b" },
      ],
      10n / 2n,
    ],
  ])("takes the condition %j", (condition, expected) => {
    const size = cardinality(compileSpace(parseSpace(withCondition(condition))));
    expect(size).toBe(expected * 2n);
  });

  it("takes structures and increasing pairs", () => {
    const edge = (name: string) => ({ name, choices: OPERATORS });
    const cell = {
      kind: "cell",
      edges: { edge_0_1: [0, 1], edge_1_2: [1, 2] },
      none: "none",
      identity: "skip",
    };
    expect(parseSpace({ ...file(edge("edge_0_1"), edge("edge_1_2")), structure: cell }).structure).toEqual(
      cell,
    );
    const stages = {
      kind: "stages",
      stages: [{ depth: "depth_1", blocks: [[], [], [], ["kernel_1_4"]] }],
    };
    expect(parseSpace({ ...file(DEPTH, KERNEL), structure: stages }).structure).toEqual(stages);
    const pair = { ...file(edge("x"), edge("y")), increasing: [["x", "y"]] };
    expect(cardinality(compileSpace(parseSpace(pair)))).toBe(3n);
  });
});

describe("a bad space file is refused, and the place named", () => {
  const cell = (change: object) => ({
    ...file({ name: "e", choices: OPERATORS }, { name: "f", choices: OPERATORS }, DEPTH),
    structure: { kind: "cell", edges: { e: [0, 1], f: [1, 2] }, none: "none", identity: "skip", ...change },
  });
  const stages = (...list: unknown[]) => ({
    ...file(DEPTH, KERNEL, MODE),
    structure: { kind: "stages", stages: list },
  });
  const pairs = (...increasing: unknown[]) => ({
    ...file({ name: "x", choices: [1, 2] }, { name: "y", choices: [1, 2] }, DEPTH, KERNEL, {
      name: "single",
      choices: [1],
    }),
    increasing,
  });

  it.each<[string, unknown]>([
    ["space", null],
    ["space", []],
    ["id", { genes: [DEPTH] }],
    ["id", { id: "a b", genes: [DEPTH] }],
    ["id", { id: "a\nb", genes: [DEPTH] }],
    ["gene", { ...file(DEPTH), gene: 1 }],
    ["genes", { id: "x" }],
    ["genes", file()],
    ["genes", file(...Array.from({ length: 21 }, (_, i) => ({ name: `g${i}`, choices: MANY })))],
    ["genes", { id: "x", genes: Array.from({ length: 1001 }, (_, i) => ({ name: `g${i}`, choices: [1] })) }],
    ["genes[0]", file(3)],
    ["genes[0].name", file({ choices: [1] })],
    ["genes[0].name", file({ name: "__proto__", choices: [1] })],
    ["genes[0].name", file({ name: "constructor", choices: [1] })],
    ["genes[0].name", file({ name: "7", choices: [1] })],
    ["genes[1].name", file(DEPTH, DEPTH)],
    ["genes[0].activewhen", file({ ...DEPTH, activewhen: [] })],
    ["genes[0].choices", file({ name: "a" })],
    ["genes[0].choices", file({ name: "a", choices: [] })],
    ["genes[0].choices", file({ name: "a", choices: Array.from({ length: 201 }, (_, i) => i) })],
    ["genes[0].choices[1]", file({ name: "a", choices: [1, 1] })],
    ["genes[0].choices[1]", file({ name: "a", choices: [1, "1"] })],
    ["genes[0].choices[1]", file({ name: "a", choices: [0, -0] })],
    ["genes[0].choices[0]", file({ name: "a", choices: [Number.NaN] })],
    ["genes[0].choices[0]", file({ name: "a", choices: [Number.POSITIVE_INFINITY] })],
    ["genes[0].choices[0]", file({ name: "a", choices: [null] })],
    ["genes[0].choices[0]", file({ name: "a", choices: [true] })],
    ["genes[0].choices[0]", file({ name: "a", choices: [""] })],
    ["genes[0].choices[0]", file({ name: "a", choices: ["\ud800"] })],
    ["genes[0].ordered", file({ ...DEPTH, ordered: "yes" })],
    ["genes[0].tier", file({ ...DEPTH, tier: 3 })],
    ["genes[2].activeWhen", withCondition("always")],
    ["genes[2].activeWhen", withCondition(null)],
    ["genes[2].activeWhen", withCondition({ gene: "depth_1" })],
    ["genes[2].activeWhen", withCondition({ gene: "depth_1", atLeast: 2, atMost: 3 })],
    ["genes[2].activeWhen", withCondition({ gene: "depth_1", atLeast: 5 })],
    ["genes[2].activeWhen", withCondition({ gene: "depth_1", in: [] })],
    ["genes[2].activeWhen", withCondition(Array(101).fill({ gene: "depth_1", equals: 2 }))],
    ["genes[2].activeWhen.gene", withCondition({ gene: "depth", atLeast: 2 })],
    ["genes[2].activeWhen", withCondition({ gene: "kernel_1_4", atLeast: 3 })],
    ["genes[2].activeWhen.equals", withCondition({ gene: "depth_1", equals: "3" })],
    ["genes[2].activeWhen.in[1]", withCondition({ gene: "depth_1", in: [2, 9] })],
    ["genes[2].activeWhen.atLeast", withCondition({ gene: "depth_1", atLeast: "2" })],
    ["genes[2].activeWhen.atLeast", withCondition({ gene: "mode", atLeast: 2 })],
    [
      "genes[2].activeWhen[1].gene",
      withCondition([
        { gene: "depth_1", equals: 2 },
        { gene: "nope", equals: 1 },
      ]),
    ],
    ["genes[2].activeWhen.typo", withCondition({ gene: "depth_1", equals: 2, typo: 1 })],
    [
      "genes[0].activeWhen",
      file(
        { ...DEPTH, activeWhen: { gene: "mode", in: MODE.choices } },
        { ...MODE, activeWhen: { gene: "depth_1", atLeast: 2 } },
      ),
    ],
    ["genes[1].activeWhen.gene", file({ ...DEPTH, tier: 2 }, KERNEL)],
    ["increasing", { ...file(DEPTH), increasing: "x" }],
    ["increasing[0]", pairs(["x"])],
    ["increasing[0][1]", pairs(["x", "z"])],
    ["increasing[0]", pairs(["x", "x"])],
    ["increasing[1]", pairs(["x", "y"], ["y", "x"])],
    ["increasing[0]", pairs(["x", "kernel_1_4"])],
    ["increasing[0]", pairs(["depth_1", "kernel_1_4"])],
    ["increasing[0]", pairs(["x", "single"])],
    ["structure.kind", { ...file(DEPTH), structure: { kind: "graph" } }],
    ["structure", { ...file(DEPTH), structure: [] }],
    ["structure.none", cell({ none: undefined })],
    ["structure.identity", cell({ identity: "none" })],
    ["structure.edges.e", cell({ identity: "id" })],
    ["structure.edges.g", cell({ edges: { g: [0, 1] } })],
    ["structure.edges.e", cell({ edges: { e: [1, 0] } })],
    ["structure.edges.e", cell({ edges: { e: [0, 1.5] } })],
    ["structure.edges.e", cell({ edges: { e: [0, 1, 2] } })],
    ["structure.edges.f", cell({ edges: { e: [0, 1], f: [0, 1] } })],
    ["structure.edges.depth_1", cell({ edges: { depth_1: [0, 1] } })],
    ["structure.edges", cell({ edges: {} })],
    ["structure.extra", cell({ extra: 1 })],
    ["structure.stages", stages()],
    ["structure.stages[0].depth", stages({ depth: "deep", blocks: [] })],
    ["structure.stages[0].depth", stages({ depth: "depth_1", blocks: [["kernel_1_4"]] })],
    ["structure.stages[0].depth", stages({ depth: "mode", blocks: [["kernel_1_4"]] })],
    ["structure.stages[0].blocks[0][0]", stages({ depth: "depth_1", blocks: [["kernel"]] })],
    ["structure.stages[0].blocks[1][0]", stages({ depth: "depth_1", blocks: [["mode"], ["mode"]] })],
  ])("%s", (field, value) => {
    const problem = refusal(value);
    expect(problem.field).toBe(field);
    expect(problem.message.length).toBeLessThan(300);
  });

  it("suggests the gene that was meant", () => {
    expect(refusal(withCondition({ gene: "dept_1", equals: 2 })).message).toContain(
      'did you mean "depth_1"?',
    );
  });
});

describe("conditions that interlock", () => {
  const switches = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ name: `s${i}`, choices: [0, 1], ordered: true }));

  it("in long chains are counted", () => {
    const chain = Array.from({ length: 350 }, (_, i) => ({
      name: `c${i}`,
      choices: [0, 1, 2],
      ...(i === 0 ? {} : { activeWhen: { gene: `c${i - 1}`, atLeast: 1 } }),
    }));
    expect(cardinality(compileSpace(parseSpace(file(...chain))))).toBe(2n ** 351n - 1n);
  });

  it("of many genes on one are counted", () => {
    const all = switches(200).map((gene) => ({ gene: gene.name, equals: 1 }));
    const genes = [...switches(100), { name: "prize", choices: [1, 2, 3], activeWhen: all.slice(0, 100) }];
    expect(cardinality(compileSpace(parseSpace(file(...genes))))).toBe(2n ** 100n + 2n);
  });

  it("beyond counting are refused, soon and clearly", () => {
    const random = new Random(1);
    const dependants = Array.from({ length: 300 }, (_, i) => ({
      name: `d${i}`,
      choices: [0, 1],
      activeWhen: [0, 1, 2].map(() => ({ gene: `s${random.int(60)}`, equals: random.int(2) })),
    }));
    const problem = refusal(file(...switches(60), ...dependants));
    expect(problem.field).toBe("genes");
    expect(problem.message).toContain("too entangled");
  });

  it("in a chain too deep are refused likewise", () => {
    const chain = Array.from({ length: 1000 }, (_, i) => ({
      name: `c${i}`,
      choices: [0, 1],
      ...(i === 0 ? {} : { activeWhen: { gene: `c${i - 1}`, equals: 1 } }),
    }));
    expect(refusal(file(...chain)).message).toContain("too entangled");
  });
});

import { describe, expect, test } from "vitest";
import { architectureIdOf, type DeviceId } from "../../src/base/ids.js";
import type { Outcome } from "../../src/search/ports.js";
import { distance } from "../../src/space/distance.js";
import type { Genotype } from "../../src/space/types.js";
import type { ReplayTable, TableReplay } from "../../src/tables/replay.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";

const objectives = [{ metric: "accuracy" }, { metric: "latency", device: "d" as DeviceId }] as const;
const genotypeOf = (text: string): Genotype => Uint8Array.from(text, Number);

/** Makes a table from rows of [genes, accuracy, latency, representative row]. */
function tableOf(rows: readonly (readonly [string, number, number, number?])[]): ReplayTable {
  return {
    genotypes: rows.map(([genes]) => genotypeOf(genes)),
    ids: rows.map(([genes]) => architectureIdOf(genes)),
    values: [Float64Array.from(rows, (row) => row[1]), Float64Array.from(rows, (row) => row[2])],
    ...(rows.some((row) => row[3] !== undefined)
      ? { representative: Int32Array.from(rows, (row, r) => row[3] ?? r) }
      : {}),
  };
}

const genes = (networks: readonly Genotype[]) => networks.map((network) => network.join(""));

async function answers(replay: TableReplay, proposals: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of replay.evaluate(proposals.map(genotypeOf), new AbortController().signal)) {
    outcomes.push(outcome);
  }
  return outcomes;
}
const brief = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => [
    outcome.genotype.join(""),
    ...(outcome.kind === "evaluated" ? outcome.values : [outcome.reason]),
  ]);

describe("the networks of a table", () => {
  test("rows that lack an objective or are below a floor are left out and counted", () => {
    const replay = tableEvaluator(
      {
        ...tableOf([
          ["000", 0.1, 0.049],
          ["001", 0.2, 0.05],
          ["010", Number.NaN, 1],
          ["011", 0.4, Number.NaN],
          ["111", 0.5, 2],
        ]),
        minLatency: 0.05,
      },
      objectives,
      1,
    );
    expect(genes(replay.candidates)).toEqual(["001", "111"]);
    expect(replay.leftOut).toBe(3);
    expect(replay.values.map((column) => [...column])).toEqual([
      [0.2, 0.5],
      [0.05, 2],
    ]);
  });

  test("rows of one architecture are one network, with the mean of what was measured", () => {
    const replay = tableEvaluator(
      tableOf([
        ["000", 0.1, 1],
        ["000", 0.3, Number.NaN],
        ["001", 0.5, 3],
      ]),
      objectives,
      1,
    );
    expect(genes(replay.candidates)).toEqual(["000", "001"]);
    expect([...replay.values[0]]).toEqual([0.2, 0.5]);
    expect([...replay.values[1]]).toEqual([1, 3]);
  });

  test("of rows with one distinct value the first stands for all, with its own numbers", async () => {
    const replay = tableEvaluator(
      tableOf([
        ["000", 0.1, 1],
        ["001", 0.9, 9, 0],
        ["011", 0.5, 2],
      ]),
      objectives,
      1,
    );
    expect(genes(replay.candidates)).toEqual(["000", "011"]);
    expect(brief(await answers(replay, ["001"]))).toEqual([["000", 0.1, 1]]);
    expect(brief(await answers(replay, ["000"]))).toEqual([["000", 0.1, 1]]);
  });
});

describe("a proposal that the table does not have", () => {
  const rows = ["0000", "0011", "1111", "2222"].map((text, i) => [text, 0.1 * i, 1 + i] as const);

  test("is replaced by the nearest network that was not answered yet", async () => {
    const replay = tableEvaluator(tableOf(rows), objectives, 1);
    const outcomes = await answers(replay, ["0001", "0010", "0012", "0002", "1000"]);
    expect(genes(outcomes.slice(0, 4).map((outcome) => outcome.genotype)).sort()).toEqual([
      "0000",
      "0011",
      "1111",
      "2222",
    ]);
    expect(distance(outcomes[0].genotype, genotypeOf("0001"))).toBe(1);
    expect(outcomes[4]).toMatchObject({ kind: "failed", reason: expect.stringContaining("every network") });
  });

  test("ties go by the seed", () => {
    const nearest = (seed: number) =>
      tableEvaluator(tableOf(rows), objectives, seed)
        .resolve(genotypeOf("0001"), () => false)
        ?.join("");
    const choices = Array.from({ length: 20 }, (_, seed) => nearest(seed));
    expect(new Set(choices)).toEqual(new Set(["0000", "0011"]));
    expect(Array.from({ length: 20 }, (_, seed) => nearest(seed))).toEqual(choices);
  });

  test("a genotype of a network that was left out is not in the table", () => {
    const replay = tableEvaluator(tableOf([...rows, ["0100", Number.NaN, 1]]), objectives, 1);
    expect(replay.resolve(genotypeOf("0100"), () => false)?.join("")).toBe("0000");
  });
});

test("an aborted evaluation ends without an error", async () => {
  const replay = tableEvaluator(tableOf([["0", 0.5, 1]]), objectives, 1);
  const outcomes = [];
  for await (const outcome of replay.evaluate([genotypeOf("0")], AbortSignal.abort())) outcomes.push(outcome);
  expect(outcomes).toEqual([]);
});

test("cheap scores are those of the network that stands for a row; none where the table has none", async () => {
  const table = {
    ...tableOf([
      ["00", 0.5, 1],
      ["01", 0.6, 2],
      ["02", 0.6, 2, 1],
    ]),
    scores: [Float64Array.of(7, Number.NaN, 9)],
  };
  const replay = tableEvaluator(table, objectives, 1);
  const requests = ["00", "01", "02", "33"].map((genes) => ({ genotype: genotypeOf(genes), fidelity: 0 }));
  const values: (number | undefined)[] = [];
  for await (const { value } of replay.score?.(requests, new AbortController().signal) ?? [])
    values.push(value);
  expect(values).toEqual([7, undefined, undefined, undefined]);
});

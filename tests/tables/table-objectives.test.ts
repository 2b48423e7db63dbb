import { describe, expect, it } from "vitest";
import { InvalidInput, NotFound } from "../../src/base/errors.js";
import { deviceId, taskId } from "../../src/base/ids.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { objectivesOf, replayTable, scoreColumns } from "../../src/tables/table-objectives.js";
import { toySpace } from "../search/toy.js";

const TASK = taskId("t");
const HEADER =
  "depth,width,kernel,t.accuracy,u.accuracy,d.latency_ms,d.energy_mj,e.energy_mj,f.latency_ms,early,few,word";
const ROWS = [
  "1,16,,0.1,0.2,1,,5,,0.01,1,a",
  "1,32,,0.2,0.3,2,,6,,0.02,2,b",
  "2,16,a,0.3,0.4,3,,7,,0.03,3,c",
  "2,32,b,0.4,0.5,4,,8,,0.04,,d",
];
const table = await parseTable([HEADER, ...ROWS].join("\n"), toySpace);

function refusal(check: () => unknown): unknown {
  try {
    check();
  } catch (error) {
    return error;
  }
  return new Error("was accepted");
}

describe("the objectives of a table", () => {
  it("are the task's accuracy, then the costs that the device has", () => {
    expect(objectivesOf(table, TASK, deviceId("d"))).toEqual([
      { metric: "accuracy" },
      { metric: "latency", device: "d" },
    ]);
    expect(objectivesOf(table, taskId("u"), deviceId("e"))).toEqual([
      { metric: "accuracy" },
      { metric: "energy", device: "e" },
    ]);
  });

  it("are refused for a task or device that the table lacks, with what it has", () => {
    const task = refusal(() => objectivesOf(table, taskId("x"), deviceId("d")));
    expect(task).toBeInstanceOf(NotFound);
    expect(task).toMatchObject({ field: "task", message: 'unknown task "x": the table has t, u' });
    expect(refusal(() => objectivesOf(table, TASK, deviceId("x")))).toMatchObject({
      field: "device",
      message: 'unknown device "x": the table has d, e, f',
    });
  });

  it("are only those that the search needs, and only they must be there", () => {
    const only = (wanted: string) => (metric: string) => metric === wanted;
    expect(objectivesOf(table, taskId("x"), deviceId("d"), only("latency"))).toEqual([
      { metric: "latency", device: "d" },
    ]);
    expect(objectivesOf(table, TASK, deviceId("x"), only("accuracy"))).toEqual([{ metric: "accuracy" }]);
  });

  it("do not count a column without a single value", () => {
    expect(refusal(() => objectivesOf(table, TASK, deviceId("f")))).toMatchObject({ field: "device" });
  });

  it("select the columns to replay", () => {
    const replay = replayTable(table, TASK, objectivesOf(table, TASK, deviceId("d")));
    expect(replay.values.map((column) => [...column])).toEqual([
      [0.1, 0.2, 0.3, 0.4],
      [1, 2, 3, 4],
    ]);
    expect([replay.genotypes, replay.ids]).toEqual([table.genotypes, table.ids]);
    expect(replay).not.toHaveProperty("representative");
    expect(
      refusal(() => replayTable(table, TASK, [{ metric: "energy", device: deviceId("d") }])),
    ).toMatchObject({
      code: "NOT_FOUND",
      field: "samples",
      message: 'unknown column "energy of d"',
    });
  });
});

describe("the cheap scores of a table", () => {
  const scores = (...names: readonly string[]) =>
    scoreColumns(
      table,
      toySpace,
      TASK,
      names.map((name) => ({ name, cost: 0.1 })),
    );

  it("are notes, or accuracies of other tasks, in the order asked for", () => {
    expect(scores("u.accuracy", "early").map((column) => [...column])).toEqual([
      [0.2, 0.3, 0.4, 0.5],
      [0.01, 0.02, 0.03, 0.04],
    ]);
    expect(scores()).toEqual([]);
  });

  it.each([
    ["a gene", "width", "width is a gene, not a score"],
    ["the accuracy that is evaluated", "t.accuracy", "t.accuracy is what the search evaluates"],
    ["a cost", "d.latency_ms", "d.latency_ms is a cost"],
    ["a column of three numbers", "few", "few has 3 numbers in the table; a score needs at least 4"],
    ["a column of text", "word", "word has 0 numbers in the table"],
  ])("are not %s", (_, name, message) => {
    const problem = refusal(() => scores("early", name));
    expect(problem).toBeInstanceOf(InvalidInput);
    expect(problem).toMatchObject({ field: "fidelities[1].name", message: expect.stringContaining(message) });
  });

  it("are columns of the table", () => {
    expect(refusal(() => scores("late"))).toMatchObject({ code: "NOT_FOUND", field: "fidelities[0].name" });
  });
});

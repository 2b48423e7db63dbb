import { beforeAll, describe, expect, it } from "vitest";
import { HarmonicError } from "../../../src/base/errors.js";
import type { Archive } from "../../../src/records/archive.js";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { type Process, REQUEST, startProcess, toyArchive } from "../harness.js";

let archive: Archive;
let process: Process;

beforeAll(async () => {
  archive = await toyArchive();
  process = startProcess(archive);
});

const without = (field: keyof StartSearch): StartSearch => {
  const { [field]: _, ...rest } = REQUEST;
  return rest as StartSearch;
};

const BAD: readonly (readonly [string, unknown, string, RegExp])[] = [
  ["no budget", without("budget"), "budget", /at least 1/],
  ["a budget of 0", { ...REQUEST, budget: 0 }, "budget", /at least 1/],
  ["a budget that is too large", { ...REQUEST, budget: 100_001 }, "budget", /at most 100000/],
  ["half an evaluation", { ...REQUEST, budget: 2.5 }, "budget", /whole number/],
  ["NaN evaluations", { ...REQUEST, budget: Number.NaN }, "budget", /number/],
  ["a text as budget", { ...REQUEST, budget: "12" }, "budget", /number/],
  ["a broken seed", { ...REQUEST, seed: 1.5 }, "seed", /whole number/],
  ["a negative seed", { ...REQUEST, seed: -1 }, "seed", /at least 0/],
  ["no time", { ...REQUEST, timeLimitSeconds: 0 }, "timeLimitSeconds", /above 0/],
  ["a plateau of nothing", { ...REQUEST, plateau: { gain: 0 } }, "plateau.gain", /above 0/],
  [
    "a plateau over nothing",
    { ...REQUEST, plateau: { gain: 0.1, window: 0 } },
    "plateau.window",
    /at least 1/,
  ],
  ["an unknown task", { ...REQUEST, task: "nothing" }, "task", /known are toy-task/],
  ["a task that is no text", { ...REQUEST, task: 3 }, "task", /name/],
  ["no device", { ...REQUEST, devices: [] }, "devices", /at least one/],
  ["devices that are no list", { ...REQUEST, devices: "toy-device" }, "devices", /at least one/],
  ["an unknown device", { ...REQUEST, devices: ["toy-device", "x"] }, "devices[1]", /known are/],
  ["a device twice", { ...REQUEST, devices: ["toy-device", "toy-device"] }, "devices[1]", /twice/],
  ["too many devices", { ...REQUEST, devices: Array(9).fill("toy-device") }, "devices", /at most 8/],
  [
    "a device that the table lacks",
    { ...REQUEST, devices: ["blank-device"] },
    "devices[0]",
    /it has toy-device/,
  ],
  ["an unknown strategy", { ...REQUEST, strategy: "luck" }, "strategy", /surrogate, nsga2, random/],
  ["no way to evaluate", without("samples"), "evaluator", /"table" with samples/],
  ["a table without a name", { ...without("samples"), evaluator: "table" }, "samples", /needs samples/],
  ["an unknown table", { ...REQUEST, samples: "other" }, "samples", /known are toy/],
  ["samples that workers do not need", { ...REQUEST, evaluator: "external" }, "samples", /"table" only/],
  [
    "an unknown evaluator",
    { ...without("samples"), evaluator: "guess" },
    "evaluator",
    /table, training or external/,
  ],
  [
    "a negative latency",
    { ...REQUEST, constraints: { maxLatency: -1 } },
    "constraints.maxLatency",
    /above 0/,
  ],
  [
    "an accuracy in percent",
    { ...REQUEST, constraints: { minAccuracy: 90 } },
    "constraints.minAccuracy",
    /at most 1/,
  ],
  [
    "an unknown gene",
    { ...REQUEST, constraints: { genes: { height: 1 } } },
    "constraints.genes.height",
    /no gene/,
  ],
  [
    "a choice that no gene has",
    { ...REQUEST, constraints: { genes: { depth: 9 } } },
    "constraints.genes.depth",
    /1, 2/,
  ],
  [
    "a limit on parameters, which are not known in this space",
    {
      ...without("samples"),
      evaluator: "external",
      devices: ["blank-device"],
      constraints: { maxParams: 3 },
    },
    "constraints.maxParams",
    /not known/,
  ],
];

describe("a search request", () => {
  it.each(BAD)("is refused with %s", async (_, input, field, message) => {
    const error = await process.runs.startSearch(input as StartSearch).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HarmonicError);
    expect((error as HarmonicError).field).toBe(field);
    expect((error as HarmonicError).message).toMatch(message);
    expect(await archive.listRuns({ limit: 1 })).toEqual([]);
  });

  it("needs a table of the task's space and with the task's accuracy", async () => {
    await archive.commit([
      {
        type: "insert",
        kind: "task",
        record: { ...(await process.context.archive.list("task"))[0], id: "other-task" as never },
      },
    ]);
    await expect(process.runs.startSearch({ ...REQUEST, task: "other-task" })).rejects.toMatchObject({
      field: "task",
      message: expect.stringContaining("it has toy-task"),
    });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { HarmonicError } from "../../../src/base/errors.js";
import type { Archive } from "../../../src/records/archive.js";
import type { SearchRun } from "../../../src/records/run.js";
import type { StartSearch } from "../../../src/runs/request/start-search.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { scoredToyTable } from "../../support/service.js";
import {
  ended,
  findingsOf,
  hang,
  pausingTable,
  REQUEST,
  startProcess,
  toyArchive,
  until,
} from "../harness.js";

const COST = 0.2;
const SCORED: StartSearch = {
  ...REQUEST,
  samples: "scored",
  strategy: "surrogate",
  budget: 26,
  fidelities: [{ name: "early_accuracy", cost: COST }],
};

async function scoredArchive(): Promise<Archive> {
  const archive = await toyArchive();
  const { context } = startProcess(archive);
  await importSamples(context, { name: "scored", space: "toy", source: scoredToyTable() });
  return archive;
}

describe("a run with cheap scores", () => {
  let archive: Archive;
  let straight: SearchRun;
  beforeAll(async () => {
    archive = await scoredArchive();
    const process = startProcess(archive);
    straight = await ended(process, (await process.runs.startSearch(SCORED)).id);
  });

  it("requests some out of its budget, stores them, and reports what it spent", async () => {
    const { runs } = startProcess(archive);
    const { evaluations, scores, spent, run } = await runs.run(straight.id);
    expect(run.status).toMatchObject({ kind: "finished", rule: "budget" });
    expect(scores, "12 of them are requested before the first evaluation").toBeGreaterThan(12);
    expect(spent).toBeCloseTo(evaluations + COST * scores, 9);
    expect(spent).toBeLessThanOrEqual(26);
    expect(spent).toBeGreaterThan(25);
    const findings = await archive.findings(straight.id);
    expect(findings).toHaveLength(evaluations + scores);
    expect(findings.some(({ outcome }) => outcome.kind === "scored" && outcome.value === undefined)).toBe(
      true,
    );
    expect((await runs.runs({ limit: 1 }))[0]).toMatchObject({ evaluations });
  });

  it("repeats no acknowledged score, wherever its process dies, and ends the same", async () => {
    const findings = await findingsOf(archive, straight);
    const requests = findings.flatMap(({ outcome }, i) => (outcome.kind === "scored" ? [i] : []));
    const last = requests[requests.length - 1];
    for (const at of [0, 5, 12, 15, last, last + 1]) {
      const dying = startProcess(archive, { owner: "elsewhere:1:a", evaluators: pausingTable(at, hang) });
      const { id } = await dying.runs.startSearch(SCORED);
      await until(async () => (await archive.findings(id)).length === at);
      const later = startProcess(archive, { ahead: 10_000 });
      await later.runs.resumeSearch(id);
      const finished = await ended(later, id);
      expect(await findingsOf(archive, finished), `died before finding ${at}`).toEqual(findings);
      expect(finished.evaluations).toBe(straight.evaluations);
    }
  });

  it.each<readonly [string, Partial<StartSearch>, string, RegExp]>([
    [
      "a column that the table lacks",
      { fidelities: [{ name: "x", cost: 0.1 }] },
      "fidelities[0].name",
      /"x"/,
    ],
    [
      "the cost of a full evaluation",
      { fidelities: [{ name: "early_accuracy", cost: 1 }] },
      "fidelities[0].cost",
      /below 1/,
    ],
    ["no cost", { fidelities: [{ name: "early_accuracy", cost: 0 }] }, "fidelities[0].cost", /above 0/],
    ["no name", { fidelities: [{ cost: 0.1 } as never] }, "fidelities[0].name", /text/],
    ["no list", { fidelities: "early_accuracy=0.1" as never }, "fidelities", /list/],
    ["a strategy without a use for them", { strategy: "nsga2" }, "fidelities", /nsga2 requests no scores/],
    [
      "an external evaluator",
      { evaluator: "external", samples: undefined as never },
      "fidelities",
      /training \(epochs_N\)/,
    ],
    ["no use for accuracy", { objectives: ["latency"] }, "fidelities", /neither optimises nor limits/],
    ["a gene", { fidelities: [{ name: "depth", cost: 0.1 }] }, "fidelities[0].name", /is a gene/],
    [
      "a column without numbers",
      { fidelities: [{ name: "label", cost: 0.1 }] },
      "fidelities[0].name",
      /label has 0 numbers/,
    ],
    [
      "the accuracy that it evaluates anyway",
      { fidelities: [{ name: "toy-task.accuracy", cost: 0.1 }] },
      "fidelities[0].name",
      /toy-task.accuracy is what the search evaluates/,
    ],
    [
      "a cost",
      { fidelities: [{ name: "toy-device.latency_ms", cost: 0.1 }] },
      "fidelities[0].name",
      /is a cost/,
    ],
    [
      "the same score twice",
      { fidelities: [1, 2].map(() => ({ name: "early_accuracy", cost: 0.1 })) },
      "fidelities[1].name",
      /twice/,
    ],
  ])("is refused with %s, and nothing is stored", async (_, change, field, message) => {
    const { runs } = startProcess(archive);
    const before = (await runs.runs({ limit: 100 })).length;
    const error = await runs.startSearch({ ...SCORED, ...change }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(HarmonicError);
    expect(error).toMatchObject({ field, message: expect.stringMatching(message) });
    expect(await runs.runs({ limit: 100 })).toHaveLength(before);
  });

  it("with an empty list, is a run without cheap scores", async () => {
    const process = startProcess(archive);
    const { id } = await process.runs.startSearch({
      ...SCORED,
      strategy: "random",
      budget: 3,
      fidelities: [],
    });
    expect(await ended(process, id)).toMatchObject({ evaluations: 3 });
    expect(await process.runs.run(id)).toMatchObject({ scores: 0, spent: 3 });
  });
});

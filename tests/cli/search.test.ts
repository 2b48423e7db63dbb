import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HarmonicService } from "../../src/service/service.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";
import { toyFolder } from "./support/toy.js";

const files = toyFolder();
const on = ["--task", "toy-task", "--device", "toy-device"];
const replay = ["search", ...on, "--samples", files.table, "--space", "toy", "--strategy", "random"];

describe("search", () => {
  let service: HarmonicService;
  let line: CommandLine;
  beforeEach(async () => {
    ({ service } = await testService());
    line = new CommandLine(service);
    await line.json("space", "add", files.space);
  });
  afterEach(() => service.close());

  test("replays a table of an unknown task, and stores only the evaluated networks", async () => {
    const found = await line.json(...replay, "--budget", "10", "--seed", "2");
    expect(found).toEqual({
      run: expect.any(String),
      status: "finished",
      evaluations: 10,
      leftOut: 0,
      points: expect.any(Array),
      hypervolume: expect.any(Number),
    });
    expect(await line.json("archive", "info")).toMatchObject({ tasks: { "toy-task": { measured: 10 } } });
    expect(await line.json("run", "list")).toMatchObject({ runs: [{ status: "finished", evaluations: 10 }] });
    const { run } = found as { run: string };
    expect(await line.json("run", "show", run)).toMatchObject({
      ...(found as object),
      settings: { seed: 2, budget: 10 },
      stoppedBy: "budget",
      reason: "the budget of 10 evaluations is used up",
    });
    expect((await line.run("run", "show", run)).stdout).toMatch(
      /finished: the budget of 10[\s\S]*hypervolume/,
    );
  });

  test("ends on a plateau or at its time limit, as the options say", async () => {
    const run = async (...options: readonly string[]) =>
      ((await line.json(...replay, "--budget", "24", ...options)) as { run: string }).run;
    const flat = await run("--plateau", "0.5", "--plateau-window", "3");
    expect(await line.json("run", "show", flat)).toMatchObject({
      settings: { plateau: { gain: 0.5, window: 3 } },
      stoppedBy: "plateau",
    });
    const late = await run("--time-limit", "1e-9");
    expect(await line.json("run", "show", late)).toMatchObject({ evaluations: 0, stoppedBy: "time" });
    expect((await line.run(...replay, "--budget", "5", "--plateau-window", "3")).stderr).toMatch(
      /needs --plateau/,
    );
    expect((await line.run("search", "--resume", flat, "--plateau", "0.1")).stderr).toMatch(/but .* has 0.5/);
    expect((await line.run(...replay, "--budget", "5", "--plateau", "1")).stderr).toMatch(/below 1/);
  });

  test("is stopped by Ctrl-C with exit code 130, and --resume repeats no evaluation", async () => {
    const stop = setInterval(() => line.interrupt(), 1);
    const first = await line.run(...replay, "--budget", "24", "--json");
    clearInterval(stop);
    expect(first.code).toBe(130);
    const { run, status, evaluations } = JSON.parse(first.stdout) as {
      run: string;
      status: string;
      evaluations: number;
    };
    expect(status).toBe("cancelled");
    expect(evaluations).toBeLessThan(24);
    expect(first.stderr).toContain(`stopped; go on with: harmonic search --resume ${run}\n`);
    const resumed = await line.json(...replay, "--budget", "24", "--resume", run);
    expect(resumed).toMatchObject({ run, status: "finished", evaluations: 24 });
  });

  test("gets a larger budget in total by --resume and --budget, also once its budget is used up", async () => {
    const { run } = (await line.json(...replay, "--budget", "9")) as { run: string };
    const extended = await line.json("search", "--resume", run, "--budget", "20");
    expect(extended).toMatchObject({ run, status: "finished", evaluations: 20 });
    const whole = (await line.json(...replay, "--budget", "20")) as { run: string };
    expect(extended).toEqual({ ...whole, run });
    const shown = (await line.run("run", "show", run)).stdout;
    expect(shown).toContain("20 of 20 evaluations");
    expect(shown).toContain("budget of 20 evaluations");
    for (const [budget, says] of [
      [
        "20",
        `error: budget must be at least 21: it is the total in evaluations, of which run "${run}" has already`,
      ],
      ["6", "error: budget must be at least 21"],
      ["0", "error: "],
    ]) {
      const refused = await line.run("search", "--resume", run, "--budget", budget);
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain(says);
    }
    expect((await line.run("search", "--resume", run)).stderr).toMatch(/is finished .*a larger budget/);
    expect((await line.run("run", "show", run)).stdout).toBe(shown);
  });

  test("is not resumed with options that contradict the run", async () => {
    const { run } = (await line.json(...replay, "--budget", "3")) as { run: string };
    expect((await line.run("search", "--resume", run, "--seed", "9")).stderr).toBe(
      `error: --seed is 9, but run ${run} has 1; leave the option out\n`,
    );
    const other = files.file("other.csv", "depth,width,operator,toy-task.accuracy\n1,16,a,0.5\n");
    expect((await line.run("search", "--resume", run, "--samples", other)).stderr).toMatch(
      /is not the table/,
    );
    expect((await line.run("search", "--resume", run, "--max-latency", "3")).stderr).toMatch(
      /--max-latency is 3, but .* has none/,
    );
  });

  test("finds the best network within limits, and is resumed only with the same objectives", async () => {
    const best = [...replay, "--budget", "24", "--objectives", "accuracy", "--max-latency", "3"];
    const { run, points } = (await line.json(...best)) as { run: string; points: { latency: number }[] };
    expect(points).toHaveLength(1);
    expect(points[0].latency).toBeLessThanOrEqual(3);
    expect(await line.json("run", "show", run)).toMatchObject({ settings: { objectives: ["accuracy"] } });
    expect((await line.run("run", "show", run)).stdout).toContain(
      "optimises accuracy within latency up to 3 ms\n",
    );
    expect((await line.run("search", "--resume", run, "--objectives", "accuracy,latency")).stderr).toMatch(
      /--objectives is accuracy,latency, but .* has accuracy;/,
    );
    expect((await line.run(...replay, "--budget", "3", "--objectives", "speed")).stderr).toMatch(
      /every objective must be one of accuracy, latency, energy, not "speed"/,
    );
  });

  test("requests cheap scores at their cost, and is resumed only with the same costs", async () => {
    const scored = ["search", ...on, "--samples", files.scored, "--space", "toy", "--budget", "18"];
    const found = await line.json(...scored, "--fidelity", "early_accuracy=0.2");
    const { run, evaluations, scores, spent } = found as Record<string, number>;
    expect(scores).toBeGreaterThan(0);
    expect(spent).toBeCloseTo(evaluations + 0.2 * scores, 9);
    expect((await line.run("run", "show", String(run))).stdout).toContain(
      `cheap scores: ${scores}; total cost: ${spent} evaluations\n`,
    );
    expect(
      (await line.run("search", "--resume", String(run), "--fidelity", "early_accuracy=0.1")).stderr,
    ).toMatch(/--fidelity is early_accuracy=0.1, but .* has early_accuracy=0.2;/);
    expect((await line.run(...scored, "--fidelity", "late=0.2")).stderr).toMatch(/has no column late/);
    expect(
      (await line.run(...scored, "--fidelity", "early_accuracy=0.2", "--strategy", "random")).stderr,
    ).toMatch(/random requests no scores/);
  });

  test("keeps the limits that the options give", async () => {
    const found = await line.json(...replay, "--budget", "24", "--max-latency", "2");
    const { points } = found as { points: { latency: number }[] };
    expect(points.length).toBeGreaterThan(0);
    for (const point of points) expect(point.latency).toBeLessThanOrEqual(2);
  });
});

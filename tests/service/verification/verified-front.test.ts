import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open.js";
import { hypervolume } from "../../../src/pareto/hypervolume/hypervolume.js";
import type { VerificationRound } from "../../../src/records/verification.js";
import { createContext } from "../../../src/service/context.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { failVerification } from "../../../src/service/verification/fail.js";
import { followVerification } from "../../../src/service/verification/follow.js";
import { frontOfVerification } from "../../../src/service/verification/front-change.js";
import { namedRounds } from "../../../src/service/verification/rounds.js";
import { suggestWaitingFirst } from "../../../src/service/verification/suggest.js";
import { verifyFront } from "../../../src/service/verification/verify-front.js";
import { idsOf, submitOne, TOY, trainAll } from "../harness.js";
import {
  again,
  asked,
  askForVerifications,
  context,
  goOnWith,
  measure,
  networkOf,
} from "./toy-verification.js";

askForVerifications();

describe("the front of a verification", () => {
  it("has the hypervolume as predicted and as measured, and what was added and removed", async () => {
    const { id, points } = await asked();
    const before = await queryFront(context, TOY);
    await measure(points.slice(1), 2);
    const [round] = (await namedRounds(context, id, "id")) as [VerificationRound];
    const change = await frontOfVerification(context, [round]);
    expect(change.hypervolumePredicted).toBeCloseTo(before.hypervolumePredicted, 9);
    expect(change).toMatchObject({ notMeasured: 1, beyondLimits: 0, referencePoint: before.referencePoint });
    const after = await queryFront(context, TOY);
    const [was, is] = [new Set(idsOf(before.points)), new Set(idsOf(after.points))];
    expect(change.front).toEqual(after);
    expect(idsOf(change.added)).toEqual(idsOf(after.points).filter((own) => !was.has(own)));
    expect(change.removed.map((point) => point.id)).toEqual(
      idsOf(before.points).filter((own) => !is.has(own)),
    );
    const known = before.points.filter((point) => point.id !== points[0].id);
    const column = (metric: "accuracy" | "latency" | "energy", sign: number) =>
      Float64Array.from(known, (point) => {
        const isDoubled = points.some((own) => own.id === point.id) && metric !== "accuracy";
        return sign * (isDoubled ? 2 * networkOf(point)[metric] : point[metric]!.value);
      });
    const { accuracy, latency, energy } = before.referencePoint;
    const measured = hypervolume(
      [column("accuracy", -1), column("latency", 1), column("energy", 1)],
      [-accuracy!, latency!, energy!],
    );
    expect(change.hypervolumeMeasured).toBeCloseTo(measured, 9);
    expect(change.hypervolumeMeasured).toBeLessThan(change.hypervolumePredicted);
  });

  it("leaves out points that break a limit by their measured values, and counts them", async () => {
    const { id, points } = await asked({
      objectives: ["accuracy", "latency"],
      constraints: { maxEnergy: 8 },
    });
    expect(points[0].values.map(({ metric }) => metric)).toEqual(["latency", "energy"]);
    await measure(points.slice(1));
    await submitOne(context, { architecture: points[0].architecture, latency: 0.01, energy: 100 });
    expect(await frontOfVerification(context, await namedRounds(context, id, "id"))).toMatchObject({
      beyondLimits: 1,
      notMeasured: 0,
    });
  });
});

describe("what is suggested for measuring", () => {
  it("are first the points that wait, then the others", async () => {
    await trainAll(context, ["accuracy"]);
    const { points } = await asked();
    const { points: suggested, notes } = await suggestWaitingFirst(context, { ...TOY, count: 24 });
    expect(idsOf(suggested).slice(0, points.length)).toEqual(points.map(({ id }) => id));
    expect(suggested.length).toBeGreaterThan(points.length);
    expect(new Set(idsOf(suggested)).size).toBe(suggested.length);
    expect(notes[0]).toBe(
      `${points.length} of the 24 suggestions are points of a front that wait to be verified`,
    );
    const two = await suggestWaitingFirst(context, { ...TOY, count: 2 });
    expect(idsOf(two.points)).toEqual(points.slice(0, 2).map(({ id }) => id));
    await measure(points);
    const left = await suggestWaitingFirst(context, { ...TOY, count: 24 });
    expect(left.notes.join()).not.toContain("verified");
    await expect(suggestWaitingFirst(context, { ...TOY, count: 0 })).rejects.toMatchObject({
      field: "count",
    });
  });
});

describe("whoever follows a verification", () => {
  it("hears of each measurement and of the end", async () => {
    const { id, points } = await asked();
    const seen: number[] = [];
    for await (const { counts } of followVerification(context, id, new AbortController().signal)) {
      seen.push(counts.waiting);
      if (seen.length === 1) await measure(points.slice(0, 1));
      else await measure(points.slice(1));
    }
    expect(seen[0]).toBe(points.length);
    expect(seen.at(-1)).toBe(0);
  });

  it("stops when told, and the points still wait", async () => {
    const { id, points } = await asked();
    const stop = new AbortController();
    for await (const _ of followVerification(context, id, stop.signal)) stop.abort();
    expect((await again(id)).counts.waiting).toBe(points.length);
  });
});

it("a verification survives a restart, failures included", async () => {
  const folder = mkdtempSync(join(tmpdir(), "harmonic-verification-"));
  try {
    const url = `sqlite:${join(folder, "archive.db")}`;
    const { id, points } = await asked();
    await failVerification(context, { verification: id, architecture: points[0].id, reason: "no" });
    await context.archive.backup(join(folder, "archive.db"));
    const before = await again(id);
    goOnWith(createContext({ ...context, archive: await openArchive(url) }));
    expect(await again(id)).toEqual(before);
    expect(await verifyFront(context, TOY)).toMatchObject({ asked: 0, verification: { id, rounds: 1 } });
    await context.archive.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

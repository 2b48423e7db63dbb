import { describe, expect, it } from "vitest";
import { queryFront } from "../../../src/service/front/query-front.js";
import { failVerification } from "../../../src/service/verification/fail.js";
import { listVerifications } from "../../../src/service/verification/list.js";
import type { Verification } from "../../../src/service/verification/verification.js";
import { verifyFront } from "../../../src/service/verification/verify-front.js";
import { idsOf, importRows, rowsBut, submitOne, TOY, toyContext, trainAll } from "../harness.js";
import {
  again,
  asked,
  askForVerifications,
  context,
  goOnWith,
  measure,
  missing,
} from "./toy-verification.js";

askForVerifications();

describe("a front that is to be verified", () => {
  it("waits for the points whose costs are predicted, and keeps the predictions", async () => {
    const front = await queryFront(context, TOY);
    const predicted = front.points.filter(({ latency }) => latency?.source === "PREDICTED");
    expect(predicted.length).toBeGreaterThan(2);
    expect(predicted.length).toBeLessThan(front.points.length);
    const report = await verifyFront(context, TOY);
    expect(report).toMatchObject({ asked: predicted.length, frontPoints: front.points.length });
    const verification = report.verification as Verification;
    expect(verification).toMatchObject({ ...TOY, rounds: 1, objectives: ["accuracy", "latency", "energy"] });
    expect(verification.points.map(({ id }) => id)).toEqual(idsOf(predicted));
    expect(verification.counts).toMatchObject({ waiting: predicted.length, measured: 0, failed: 0 });
    verification.points.forEach(({ values }, i) => {
      expect(values.map(({ metric }) => metric)).toEqual(["latency", "energy"]);
      const { value, lower, upper, predictor } = predicted[i].latency!;
      expect(values[0].predicted).toEqual({ value, lower, upper, predictor, source: "PREDICTED" });
    });
    await measure(verification.points.slice(0, 2), 1.5);
    await trainAll(context, ["latency", "energy"]);
    const later = await again(verification.id);
    expect(later.points.map(({ values }) => values.map((value) => value.predicted))).toEqual(
      verification.points.map(({ values }) => values.map((value) => value.predicted)),
    );
  });

  it("is the same verification however often and however it is asked for, until nothing waits", async () => {
    const first = await asked({ constraints: { maxLatency: 5, genes: { depth: 1 } } });
    const second = await verifyFront(context, {
      ...TOY,
      constraints: { genes: { depth: [1] }, maxLatency: 5 },
    });
    expect(second).toMatchObject({ verification: { id: first.id, rounds: 1 }, asked: 0, notes: [] });
    expect((await asked({ constraints: { maxLatency: 4 } })).id).not.toBe(first.id);
    expect((await asked({ first: 3 })).id).not.toBe((await asked()).id);
    expect(await listVerifications(context, { task: TOY.task })).toHaveLength(4);
  });

  it("has only the first points if so many are asked for", async () => {
    const all = await queryFront(context, TOY);
    const { points } = await asked({ first: 4 });
    const first = all.points.slice(0, 4).filter(({ latency }) => latency?.source === "PREDICTED");
    expect(points.map(({ id }) => id)).toEqual(idsOf(first));
  });

  it("compares each point with what is measured, and says how well each metric was predicted", async () => {
    const { id, points } = await asked();
    await measure(points.slice(0, -1));
    await measure(points.slice(-1), 40);
    const done = await again(id);
    expect(done.counts).toMatchObject({ waiting: 0, measured: points.length });
    done.points.forEach(({ status, values }) => {
      expect(status).toBe("measured");
      for (const { predicted, measured, error, inside } of values) {
        const truth = measured!.value;
        expect(error).toBeCloseTo((predicted.value - truth) / truth, 12);
        expect(inside).toBe(predicted.lower! <= truth && truth <= predicted.upper!);
      }
    });
    expect(done.points.at(-1)?.values[0].inside).toBe(false);
    for (const { metric, measured, within10, coverage90, spearman, awaited } of done.metrics) {
      const values = done.points.flatMap((point) => point.values.filter((value) => value.metric === metric));
      const share = (of: (value: (typeof values)[number]) => boolean) =>
        values.filter(of).length / values.length;
      expect([measured, awaited]).toEqual([values.length, true]);
      expect(within10).toBeCloseTo(
        share(({ error }) => Math.abs(error!) <= 0.1),
        12,
      );
      expect(coverage90).toBeCloseTo(
        share(({ inside }) => inside === true),
        12,
      );
      expect(spearman).toBeLessThan(1);
    }
  });

  it("asks for points that are new on the front once nothing waits, and for none twice", async () => {
    const { id, points } = await asked();
    await measure(points.slice(1), 3);
    await failVerification(context, { verification: id, architecture: points[0].id, reason: "too large" });
    await trainAll(context, ["latency", "energy"]);
    const front = await queryFront(context, TOY);
    const known = new Set(points.map((point) => point.id));
    const fresh = front.points.filter(
      ({ id: own, latency }) => latency?.source === "PREDICTED" && !known.has(own),
    );
    const next = await verifyFront(context, TOY);
    expect(next.asked).toBe(fresh.length);
    expect(next.verification).toMatchObject({ id, rounds: fresh.length === 0 ? 1 : 2 });
    expect(next.verification?.points.map((point) => point.id)).toEqual([...known, ...idsOf(fresh)]);
    expect(next.verification?.points[0]).toMatchObject({ status: "failed", reason: "too large" });
  });

  it("answers that nothing is to be verified where all is measured, and stores nothing", async () => {
    const { points } = await asked();
    await measure(points);
    const other = { ...TOY, objectives: ["accuracy"] };
    expect(await verifyFront(context, other)).toMatchObject({ asked: 0, frontPoints: 1 });
    expect(await verifyFront(context, { ...TOY, constraints: { maxLatency: 1e-6 } })).toEqual({
      ...{ asked: 0, frontPoints: 0 },
      notes: expect.any(Array),
    });
  });

  it.each([
    ["task", { task: "none" }],
    ["device", { device: "none" }],
    ["constraints.maxLatency", { constraints: { maxLatency: -1 } }],
    ["objectives", { objectives: ["speed"] }],
    ["sources", { sources: [] }],
    ["first", { first: 0 }],
  ])("refuses a bad %s, and stores nothing", async (field, input) => {
    await expect(verifyFront(context, { ...TOY, ...input })).rejects.toMatchObject({ field });
    expect(await context.archive.list("verification")).toEqual([]);
  });
});

describe("a point of a verification", () => {
  it("is measured once one of its costs is, and what the measurements lack is counted", async () => {
    const { id, points } = await asked();
    await measure(points, 1, ["latency"]);
    const done = await again(id);
    expect(done.counts.measured).toBe(points.length);
    expect(done.metrics.map(({ measured }) => measured)).toEqual([points.length, 0]);
    expect(done.notes).toEqual([
      `the measurements of ${points.length} of the ${points.length} measured points have no energy`,
    ]);
  });

  it("waits again once its measurement is retracted", async () => {
    const { id, points } = await asked();
    const [{ id: measurement }] = await submitOne(context, {
      architecture: points[0].architecture,
      latency: 1,
    });
    expect((await again(id)).points[0].status).toBe("measured");
    await context.archive.commit([{ type: "retract", measurement }]);
    expect((await again(id)).points[0].status).toBe("waiting");
  });

  it("that failed counts as measured once it is", async () => {
    const { id, points } = await asked();
    const { failed } = await failVerification(context, {
      ...{ verification: id.slice(0, 8), architecture: points[1].id.slice(0, 10) },
      reason: " out of memory ",
    });
    expect(failed).toEqual([points[1].id]);
    expect((await again(id)).points[1]).toMatchObject({ status: "failed", reason: "out of memory" });
    expect((await again(id)).notes[0]).toMatch(/^1 point is not measured/);
    await measure([points[1]]);
    expect((await again(id)).points[1].status).toBe("measured");
  });

  it("is given up with all others that wait", async () => {
    const { id, points } = await asked();
    await measure(points.slice(0, 1));
    const { failed, verification } = await failVerification(context, { verification: id, reason: "enough" });
    expect(failed).toHaveLength(points.length - 1);
    expect(verification.counts).toMatchObject({ waiting: 0, measured: 1, failed: points.length - 1 });
  });

  it("that does not wait cannot fail", async () => {
    const { id, points } = await asked();
    await measure(points.slice(0, 1));
    const fail = (over: object) =>
      failVerification(context, { verification: id, architecture: points[0].id, reason: "no", ...over });
    await expect(fail({})).rejects.toMatchObject({ code: "CONFLICT", field: "architecture" });
    await expect(fail({ architecture: "f".repeat(64) })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(fail({ verification: "none" })).rejects.toMatchObject({ field: "verification" });
    await expect(fail({ reason: "  " })).rejects.toMatchObject({ field: "reason" });
  });

  it("whose accuracy is predicted is compared with it once it is submitted, and nobody waits for that", async () => {
    goOnWith(await toyContext());
    await importRows(context, rowsBut(...missing));
    await importRows(context, missing, ["accuracy"]);
    await trainAll(context, ["accuracy"]);
    const { id, counts, points } = await asked();
    expect(counts).toMatchObject({ waiting: 0, "not-awaited": points.length });
    await submitOne(context, { architecture: points[0].architecture, accuracy: 0.5 });
    const later = await again(id);
    expect(later.points[0]).toMatchObject({ status: "measured", values: [{ measured: { value: 0.5 } }] });
    expect(later.metrics).toMatchObject([{ metric: "accuracy", awaited: false, measured: 1 }]);
    expect(later.notes.join()).toMatch(/^accuracy is not waited for: .* submitted for 1 of them$/);
  });
});

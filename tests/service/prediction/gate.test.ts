import { describe, expect, it } from "vitest";
import { SOURCES } from "../../../src/base/metric.js";
import { type Context, createContext } from "../../../src/service/context.js";
import { type FrontChange, followFront } from "../../../src/service/front/follow-front.js";
import { listPredictors } from "../../../src/service/prediction/list.js";
import { restorePredictor } from "../../../src/service/prediction/restore.js";
import { trainPredictor } from "../../../src/service/prediction/train.js";
import { importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext } from "../harness.js";

const LATENCY = { ...TOY, metric: "latency", family: "ridge" } as const;
const SOME = [3, 7, 11, 15, 19, 23];

const inUse = async (context: Context) =>
  (await listPredictors(context, { metric: "latency" })).filter(({ promoted }) => promoted);

describe("the gate before a predictor is put into use", () => {
  it("leaves out single wrong values, and says which and how many", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(9));
    const { architecture, latency } = TOY_NETWORKS[9];
    await submitOne(context, { architecture, latency: 100_000 * latency });
    const report = await trainPredictor(context, LATENCY);
    expect(report).toMatchObject({
      promoted: true,
      predictor: { trainedOn: 23 },
      findings: [{ evidence: [{}] }],
    });
    expect(report.reason).toMatch(
      /; 1 measurements were left out of the training: (outlier|unit) of latency: 1 of 24/,
    );
  });

  it("keeps a predictor of a suspect batch from use and names the finding; it can be restored", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...SOME));
    for (const row of SOME) {
      const { architecture, latency } = TOY_NETWORKS[row];
      await submitOne(context, { architecture, latency: latency / 1000 });
    }
    await importRows(context, [0]);
    for (const row of rowsBut(...SOME).slice(0, 6)) {
      const { architecture, latency } = TOY_NETWORKS[row];
      await submitOne(context, { architecture, latency: latency / 1000 });
    }
    const report = await trainPredictor(context, LATENCY);
    expect(report.promoted).toBe(false);
    expect(report.reason).toMatch(/not put into use because the measurements are suspect: unit of latency: /);
    expect(await inUse(context)).toEqual([]);
    await restorePredictor(context, report.predictor.id);
    expect(await inUse(context)).toMatchObject([{ id: report.predictor.id }]);
  });

  it("tells those who follow the front of a new version at once", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(...SOME));
    await importRows(context, SOME, ["latency"]);
    await trainPredictor(context, { ...LATENCY, metric: "energy" });
    const stop = new AbortController();
    const events = followFront(context, { ...TOY, sources: SOURCES }, stop.signal);
    await events.next();
    const told = events.next();
    const { promoted, predictor } = await trainPredictor(context, LATENCY);
    expect(promoted).toBe(true);
    const { added, changed } = (await told).value as FrontChange;
    expect([...added, ...changed].map(({ latency }) => latency?.predictor)).toContain(predictor.id);
    stop.abort();
  });

  it("leaves one version in use when two processes change it at once", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainPredictor(context, LATENCY);
    await trainPredictor(context, { ...LATENCY, seed: 2 });
    // Another object for the same archive has its own queue of changes, as another process has.
    const archive = new Proxy(context.archive, {
      get: (target, name) => {
        const field: unknown = Reflect.get(target, name);
        return typeof field === "function" ? field.bind(target) : field;
      },
    });
    const other = createContext({ ...context, archive });
    await Promise.all([
      trainPredictor(context, { ...LATENCY, seed: 3 }),
      trainPredictor(other, { ...LATENCY, seed: 4 }),
      restorePredictor(other, "toy.toy-device.latency.v1"),
    ]);
    expect(await inUse(context)).toHaveLength(1);
    const versions = (await listPredictors(context, { metric: "latency" })).map(({ version }) => version);
    expect(versions.toSorted()).toEqual([1, 2, 3, 4]);
  });
});

import { describe, expect, it } from "vitest";
import { profileChanges } from "../../../seeds/harmonic-nas.js";
import { KNOWN_SOURCES, METRICS } from "../../../src/base/metric.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { recommend } from "../../../src/service/front/recommend.js";
import { suggestMeasurements } from "../../../src/service/front/suggest.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { BACKBONE_GENES } from "../../support/av-mnist-genes.js";
import { importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

const NO_ACCURACY = "no predictor of accuracy is trained for task toy-task";
const NO_ENERGY = "no predictor of energy is trained for device toy-device";

/** The toy table with rows whose accuracy or energy nobody measured, and a predictor of latency alone. */
async function gaps() {
  const context = await toyContext();
  await importRows(context, rowsBut(1, 2, 3, 4, 5));
  await importRows(context, [1, 2], ["accuracy"]);
  await importRows(context, [3, 4, 5], ["energy"]);
  await trainAll(context, ["latency"]);
  return context;
}

describe("what an answer leaves out", () => {
  const notes = [
    `${NO_ACCURACY}: 2 networks whose accuracy is not measured are left out`,
    `${NO_ENERGY}: 3 networks whose energy is not measured are left out`,
  ];

  it("is counted with the reason, in fronts, recommendations and suggestions", async () => {
    const context = await gaps();
    expect((await queryFront(context, TOY)).notes).toEqual(notes);
    expect(await recommend(context, TOY)).toMatchObject({ kind: "point", notes });
    const none = await recommend(context, { ...TOY, constraints: { genes: { depth: 2 }, maxLatency: 0.01 } });
    expect(none).toMatchObject({ kind: "infeasible" });
    const suggested = await suggestMeasurements(context, { ...TOY, count: 3 });
    expect(suggested.points).toHaveLength(3);
    expect(suggested.notes).toEqual([
      ...notes,
      "the suggestions are chosen by design, because no predictor estimates accuracy and energy: they are spread " +
        "over the features of networks, and complement what is measured",
    ]);
  });

  it("does not count networks that the limits exclude anyway", async () => {
    const context = await gaps();
    const slowest = Math.max(...[1, 2].map((row) => TOY_NETWORKS[row].latency));
    const other = Math.min(...[1, 2].map((row) => TOY_NETWORKS[row].latency));
    expect(slowest).toBeGreaterThan(other);
    const constraints = { maxLatency: (slowest + other) / 2 };
    const [first] = (await queryFront(context, { ...TOY, constraints })).notes;
    expect(first).toBe(`${NO_ACCURACY}: 1 network whose accuracy is not measured is left out`);
    const genes = TOY_NETWORKS[23].architecture;
    expect((await queryFront(context, { ...TOY, constraints: { genes } })).notes).toEqual([]);
  });

  it("counts networks that lack a metric which is limited and no objective", async () => {
    const context = await gaps();
    const query = { ...TOY, objectives: ["accuracy", "latency"] as const, constraints: { maxEnergy: 1000 } };
    expect((await queryFront(context, query)).notes).toEqual(notes);
    const without = await queryFront(context, { ...TOY, objectives: query.objectives });
    expect(without.notes).toEqual(notes.slice(0, 1));
  });

  it("is what nobody measured where predictions are not asked for", async () => {
    const context = await gaps();
    await submitOne(context, { architecture: TOY_NETWORKS[1].architecture, accuracy: 0.7 });
    expect((await queryFront(context, { ...TOY, sources: KNOWN_SOURCES })).notes).toEqual([
      "1 network whose accuracy is not measured is left out",
      "3 networks whose energy is not measured or summed from an operator profile are left out",
    ]);
    expect((await queryFront(context, { ...TOY, sources: ["PREDICTED"] })).notes).toContain(
      "23 networks whose accuracy is measured are left out: the sources asked for exclude that",
    );
  });

  it("counts networks unlike those that the predictor learned from", async () => {
    const context = await toyContext();
    const shallow = [...TOY_NETWORKS.keys()].filter((row) => TOY_NETWORKS[row].architecture.depth === 1);
    await importRows(context, shallow);
    await trainAll(context);
    for (const row of [22, 23]) {
      const { architecture, accuracy, energy } = TOY_NETWORKS[row];
      await submitOne(context, { architecture, accuracy, energy });
    }
    const note =
      "2 networks without a measured latency are left out: its predictor learned from none like them";
    expect((await queryFront(context, TOY)).notes).toEqual([note]);
    expect((await suggestMeasurements(context, { ...TOY, count: 1 })).notes).toContain(note);
    const deep = await queryFront(context, { ...TOY, constraints: { genes: { depth: 2 } } });
    expect(deep.notes).toEqual([]);
    expect(deep.points.length).toBeGreaterThan(0);
  });

  it("names an entry that the operator profile lacks", async () => {
    const context = await toyContext();
    const { device } = await registerDevice(context, { id: "my-board" });
    let key = "";
    for (const change of profileChanges()) {
      if (change.type !== "put" || change.kind !== "profile" || change.record.device !== "jetson-tx2")
        continue;
      const entries = { ...change.record.entries };
      const found = Object.keys(entries).find((name) => name.includes("LinearGLU"));
      if (found !== undefined) delete entries[found];
      key = found ?? key;
      const id = change.record.id.replace("jetson-tx2", "my-board");
      const record = { ...change.record, id, device: device.id, entries };
      await context.archive.commit([{ ...change, record }]);
    }
    await registerTask(context, { id: "digits", space: "av-mnist" });
    const architecture = { ...SMALL, "fusion.operator_1_1": "LinearGLU" };
    await submitMeasurements(context, { task: "digits", measurements: [{ architecture, accuracy: 0.9 }] });
    const { notes, points } = await queryFront(context, {
      task: "digits",
      device: "my-board",
      objectives: ["accuracy", "latency"],
    });
    expect(points).toEqual([]);
    expect(notes.join("\n")).toContain(
      `the operator profile of my-board lacks entries, of one network "${key}", and no predictor of latency is ` +
        "trained for device my-board: 1 network whose latency is not measured or summed is left out",
    );
  });

  it("names each objective that nothing predicts where predictions are asked for", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainAll(context, ["latency"]);
    const { notes } = await queryFront(context, { ...TOY, sources: ["MEASURED", "PREDICTED"] });
    expect(notes).toEqual([
      `${NO_ACCURACY}: networks whose accuracy is not measured are left out`,
      `${NO_ENERGY}: networks whose energy is not measured are left out`,
    ]);
  });

  it("is nothing where every network of the space is measured", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    expect((await queryFront(context, TOY)).notes).toEqual([]);
    expect((await queryFront(context, { ...TOY, objectives: METRICS.slice(0, 2) })).notes).toEqual([]);
  });
});

const SMALL = {
  ...BACKBONE_GENES,
  ...{ "fusion.cells": 1, "fusion.nodes": 1, "fusion.input_1_1": "image.4", "fusion.input_1_2": "audio.4" },
  ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2" },
};

import { describe, expect, it } from "vitest";
import { profileChanges } from "../../../seeds/harmonic-nas.js";
import { KNOWN_SOURCES, METRICS } from "../../../src/base/metric.js";
import { registerDevice } from "../../../src/service/catalog/devices.js";
import { registerTask } from "../../../src/service/catalog/tasks.js";
import type { FrontQuery } from "../../../src/service/front/front.js";
import { queryFront } from "../../../src/service/front/query-front.js";
import { submitMeasurements } from "../../../src/service/measurements/submit.js";
import { BACKBONE_GENES } from "../../support/av-mnist-genes.js";
import { plainDominates } from "../../support/plain-pareto.js";
import {
  idsOf,
  importRows,
  names,
  plainFrontOf,
  rowsBut,
  TOY,
  TOY_NETWORKS,
  toyContext,
  trainAll,
} from "../harness.js";

describe("the sources of a front", () => {
  it("are all by default; without predictions the front is that of what is known", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(5, 10, 14, 23));
    await trainAll(context);
    const front = await queryFront(context, { ...TOY, sources: KNOWN_SOURCES });
    expect(front).toMatchObject({ sources: ["MEASURED"], notes: [] });
    expect(front.hypervolumePredicted).toBe(front.hypervolume);
    const known = TOY_NETWORKS.filter((_, row) => ![5, 10, 14, 23].includes(row));
    expect(names(front.points)).toEqual(names(plainFrontOf(known, METRICS)));
    const both = await queryFront(context, TOY);
    expect((await queryFront(context, { ...TOY, sources: ["MEASURED", "PREDICTED"] })).points).toEqual(
      both.points,
    );
    expect(both.sources).toEqual(["MEASURED", "PREDICTED"]);
    const added = both.points.filter(({ id }) => !idsOf(front.points).includes(id));
    expect(added.length).toBeGreaterThan(0);
    for (const { accuracy } of added) expect(accuracy?.source).toBe("PREDICTED");
    expect(idsOf(both.points)).toEqual(expect.arrayContaining(idsOf(front.points)));
    expect(both.hypervolume).toBe(front.hypervolume);
    expect(both.hypervolumePredicted).toBeGreaterThan(front.hypervolume);
    expect(both.referencePoint).toEqual(front.referencePoint);
  });

  it("never let a predicted point remove a measured one", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(13, 14, 15));
    await trainAll(context);
    const query: FrontQuery = { ...TOY, objectives: ["accuracy", "latency"] };
    const known = await queryFront(context, query);
    const { points } = await queryFront(context, { ...query, sources: ["MEASURED", "PREDICTED"] });
    const values = (id: string) => {
      const point = points.find((other) => other.id === id)!;
      return [-point.accuracy!.value, point.latency!.value];
    };
    const dominated = idsOf(known.points).filter((id) =>
      points.some((other) => plainDominates(values(other.id), values(id))),
    );
    expect(dominated.length).toBeGreaterThan(0);
    expect(idsOf(points)).toEqual(expect.arrayContaining(idsOf(known.points)));
  });

  it("include sums over operator profiles, unless only measurements are allowed", async () => {
    const context = await toyContext();
    await context.archive.commit([...profileChanges()]);
    await registerDevice(context, { id: "jetson-tx2" });
    await registerTask(context, { id: "digits", space: "av-mnist" });
    const architecture = {
      ...BACKBONE_GENES,
      ...{
        "fusion.cells": 1,
        "fusion.nodes": 1,
        "fusion.input_1_1": "image.4",
        "fusion.input_1_2": "audio.4",
      },
      ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2", "fusion.operator_1_1": "Sum" },
    };
    await submitMeasurements(context, { task: "digits", measurements: [{ architecture, accuracy: 0.9 }] });
    const on = { task: "digits", device: "jetson-tx2" };
    const front = await queryFront(context, on);
    const noPredictor =
      "no predictor of accuracy is trained for task digits: networks whose accuracy is not measured are left out";
    expect(front).toMatchObject({
      objectives: METRICS,
      sources: ["MEASURED", "COST_MODEL"],
      notes: [noPredictor],
    });
    expect(front.points).toMatchObject([
      {
        accuracy: { source: "MEASURED" },
        latency: { source: "COST_MODEL" },
        energy: { source: "COST_MODEL" },
      },
    ]);
    expect(await queryFront(context, { ...on, sources: ["MEASURED"] })).toMatchObject({
      points: [],
      sources: [],
      hypervolume: 0,
      notes: [
        "no network of task digits has its accuracy, latency, energy known on jetson-tx2 from the sources asked for",
        "1 network whose latency is summed from an operator profile is left out: the sources asked for exclude that",
        "1 network whose energy is summed from an operator profile is left out: the sources asked for exclude that",
      ],
    });
  });

  it.each([[[]], [["GUESSED"]]])("are refused where they are %j", async (sources) => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await expect(queryFront(context, { ...TOY, sources: sources as never })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      field: "sources",
    });
  });
});

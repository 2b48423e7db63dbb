import { describe, expect, it } from "vitest";
import { geneImportance } from "../../../src/service/prediction/importance.js";
import { trainPredictor } from "../../../src/service/prediction/train.js";
import { importRows, rowsBut, TOY, toyContext } from "../harness.js";

describe("the importance of genes", () => {
  it("is that of the predictors in use, the same each time, and says which objective has none", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainPredictor(context, { ...TOY, metric: "latency", family: "ridge" });
    const found = await geneImportance(context, TOY);
    expect(found.metrics.map(({ metric, source }) => [metric, source])).toEqual([["latency", "PREDICTED"]]);
    const [{ genes, sd }] = found.metrics;
    expect(sd).toBeGreaterThan(0);
    // Latency is depth x width x operator: width has four times the range of its smallest value, depth twice.
    expect(genes.map(({ gene }) => gene)[0]).toBe("width");
    expect(genes.map(({ gene }) => gene).toSorted()).toEqual(["depth", "operator", "width"]);
    for (const { importance } of genes) {
      expect(importance).toBeGreaterThan(0);
      expect(importance).toBeLessThan(1.3);
    }
    expect(found.notes).toEqual([
      expect.stringMatching(/^No predictor of accuracy is trained/),
      expect.stringMatching(/^No predictor of energy is trained/),
    ]);
    expect(await geneImportance(context, TOY)).toEqual(found);
  });

  it("is kept until another version of the predictor is in use", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await trainPredictor(context, { ...TOY, metric: "latency", family: "ridge" });
    const [first] = (await geneImportance(context, TOY)).metrics;
    expect((await geneImportance(context, TOY)).metrics[0]).toBe(first);
    await trainPredictor(context, { ...TOY, metric: "latency", family: "ridge", seed: 2 });
    const [latest] = await context.archive.listPredictors({ promoted: true });
    const [second] = (await geneImportance(context, TOY)).metrics;
    expect(second === first).toBe(latest.version === 1);
    context.importances.forget();
    const [third] = (await geneImportance(context, TOY)).metrics;
    expect(third).toEqual(second);
    expect(third).not.toBe(second);
  });

  it("ends with its client", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut());
    await expect(geneImportance(context, TOY, AbortSignal.abort())).rejects.toMatchObject({
      name: "Cancelled",
    });
  });
});

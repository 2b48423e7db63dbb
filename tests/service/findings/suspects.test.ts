import { describe, expect, it } from "vitest";
import { deviceFindings } from "../../../src/service/findings/findings.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { toyTable } from "../../support/service.js";
import { importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext, trainAll } from "../harness.js";

async function trained() {
  const context = await toyContext();
  const [header, ...lines] = toyTable().split("\n");
  const rows = rowsBut(2, 9, 21).map((row) => {
    const cells = lines[row].split(",");
    return [...cells.slice(0, 5), (30 * Number(cells[4])).toFixed(3)].join(",");
  });
  await importSamples(context, { name: "toy-table", space: "toy", source: [header, ...rows].join("\n") });
  await trainAll(context);
  return context;
}

const suspectsIn = async (context: Awaited<ReturnType<typeof trained>>) =>
  (await deviceFindings(context, TOY.device)).findings.filter(({ kind }) => kind !== "drift");

const { architecture, latency } = TOY_NETWORKS[9];

describe("suspects among the measurements of a device", () => {
  it("are none where values are as expected", async () => {
    const context = await trained();
    expect(await suspectsIn(context)).toEqual([]);
    await submitOne(context, { architecture, latency, energy: 30 * latency });
    expect(await suspectsIn(context)).toEqual([]);
  });

  it.each([
    ["microseconds", { latency: 1000 * latency }, "unit", "values in µs were given as ms", "latency"],
    ["seconds", { latency: latency / 1000 }, "unit", "values in s were given as ms", "latency"],
    ["microjoules", { energy: 30_000 * latency }, "unit", "values in µJ were given as mJ", "energy"],
    [
      "a value 100 times too large",
      { latency: 100 * latency },
      "outlier",
      expect.stringContaining("decimal"),
      "latency",
    ],
    [
      "a value 100 times too small",
      { latency: latency / 100 },
      "outlier",
      expect.stringContaining("decimal"),
      "latency",
    ],
    [
      "interchanged columns",
      { latency: 30 * latency, energy: latency },
      "swapped",
      "the columns or fields of latency and energy were interchanged",
      "latency",
    ],
  ] as const)("are %s", async (_, values, kind, cause, metric) => {
    const context = await trained();
    const [{ id }] = await submitOne(context, { architecture, ...values });
    const findings = await suspectsIn(context);
    expect(findings).toMatchObject([
      {
        kind,
        cause,
        metric,
        evidence: [{ measurements: [id] }],
        remedies: [{ kind: "retractMeasurements" }],
      },
    ]);
    expect(findings[0].evidence).toHaveLength(1);
  });

  it("are found by the median where there is no predictor, and what cannot be seen is said", async () => {
    const context = await toyContext();
    await importRows(context, rowsBut(9));
    await submitOne(context, { architecture, latency: 100 * 64 * latency });
    const { findings, notes } = await deviceFindings(context, TOY.device);
    expect(findings).toMatchObject([{ metric: "latency", evidence: [{ measured: 6400 * latency }] }]);
    expect(findings[0]).not.toHaveProperty("predictor");
    expect(notes.join("\n")).toContain("a wrong unit of all of them would not be seen");
  });

  it("cannot be told among few values without a predictor, which is said", async () => {
    const context = await toyContext();
    await importRows(context, [0, 1, 2]);
    const { findings, notes } = await deviceFindings(context, TOY.device);
    expect(findings).toEqual([]);
    expect(notes.join("\n")).toContain("fewer than 5 values are too few to tell a wrong one");
  });
});

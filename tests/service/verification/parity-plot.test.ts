import { expect, it } from "vitest";
import { architectureIdOf, deviceId, taskId } from "../../../src/base/ids.js";
import type { Metric } from "../../../src/base/metric.js";
import { assessMetric } from "../../../src/service/verification/figures.js";
import { parityPlot } from "../../../src/service/verification/parity-plot.js";
import type { VerifiedPoint, VerifiedValue } from "../../../src/service/verification/verification.js";

function value(metric: Metric, predicted: number, measured: number | undefined, width = 0.1): VerifiedValue {
  const [lower, upper] = [predicted * (1 - width), predicted * (1 + width)];
  const asked = { value: predicted, lower, upper, source: "PREDICTED" } as const;
  if (measured === undefined) return { metric, predicted: asked };
  const inside = measured >= lower && measured <= upper;
  const known = { value: measured, source: "MEASURED" } as const;
  return { metric, predicted: asked, measured: known, error: predicted / measured - 1, inside };
}

function verificationOf(values: readonly (readonly VerifiedValue[])[]) {
  const points: VerifiedPoint[] = values.map((own, i) => ({
    id: architectureIdOf(`a${i}`),
    architecture: { depth: i },
    askedAt: "2026-01-01T00:00:00.000Z",
    status: "measured",
    values: own,
  }));
  const metrics = [...new Set(values.flat().map(({ metric }) => metric))].map((metric) => {
    const own = values.flat().filter((one) => one.metric === metric);
    return assessMetric(metric, true, own);
  });
  return { task: taskId("digits"), device: deviceId("my-<board>"), points, metrics };
}

const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

it("the plot has a panel per measured metric, with units, dots, intervals and the three lines", () => {
  const verification = verificationOf([
    [value("latency", 4, 4.2), value("energy", 10, 20)],
    [value("latency", 9, 9.1), value("energy", 30, undefined)],
    [value("latency", 2, 1.5), value("energy", 5, 5.1)],
  ]);
  const svg = parityPlot(verification) as string;
  expect(parityPlot(verification)).toBe(svg);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="832"/);
  for (const label of ["measured latency [ms]", "predicted latency [ms]", "measured energy [mJ]"])
    expect(svg).toContain(label);
  expect(svg).toContain("digits on my-&lt;board&gt;");
  expect(count(svg, "<title>")).toBe(5);
  expect(count(svg, 'stroke-dasharray="4 3" fill')).toBe(4);
  expect(svg).toContain("energy: 2 of 3 points are measured.");
  expect(svg).toContain("inside its 90 % interval (2)");
  expect(svg).toContain("outside its 90 % interval (1)");
  expect(svg).not.toContain("NaN");
});

it("an accuracy is shown in percent, and a very wide interval does not squeeze the points together", () => {
  const wide = value("latency", 5, 5.5, 0.99);
  const svg = parityPlot(
    verificationOf([[wide, value("accuracy", 0.9, 0.91)], [value("latency", 6, 6.1)]]),
  ) as string;
  expect(svg).toContain("measured accuracy [%]");
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it("one measured value is enough, and without any there is no plot", () => {
  expect(parityPlot(verificationOf([[value("latency", 5, 5)]]))).toContain("<title>");
  expect(parityPlot(verificationOf([[value("latency", 5, undefined)]]))).toBeUndefined();
});

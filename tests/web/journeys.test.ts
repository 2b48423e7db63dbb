import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { cleanUp, missing, newFile, serve } from "../e2e/operating/served.js";
import { toyTable } from "../support/service.js";
import { CHROMIUM, type Guest, guestOf, startVisits, type Visits } from "./browser.js";

const cannot = CHROMIUM === undefined ? " (skipped without Chromium)" : missing;

/** Clicks something, and returns the file that comes. */
async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe.skipIf(cannot !== "")(`a new visitor of the seeded archive${cannot}`, () => {
  let guest: Guest;
  beforeAll(async () => {
    const { url } = await serve(`sqlite:${newFile("journey.db")}`, { SEEDS: "all" });
    guest = await guestOf(url.replace("/graphql", ""));
  });
  afterAll(async () => {
    await guest?.close();
    cleanUp();
  });

  it("finds the fastest network within limits, and exports it", async () => {
    const { page, wrong } = await guest.visit("/");
    // The archive is filled from the seeds while the first visitor waits.
    await page.locator(".fronts").first().waitFor({ state: "attached", timeout: 120_000 });
    await page.getByLabel("Lowest accuracy").fill("0.85");
    await page.getByLabel("Lowest accuracy").press("Enter");
    await page.getByLabel("Highest energy").fill("20");
    await page.getByLabel("Highest energy").press("Enter");
    await page.getByLabel("Choose").selectOption("latency");
    const recommended = page.getByRole("region", { name: "Recommendation" });
    await recommended.getByText("The lowest latency among").waitFor();
    const link = (await recommended.getByRole("link").first().getAttribute("href")) ?? "";
    const [, key] = /networks\/([0-9a-f]{64})/.exec(link) ?? [];
    expect(await recommended.textContent()).toContain("The limits hold with a probability of");
    const { name, bytes } = await downloaded(page, "Export network");
    expect(name).toBe(`av-mnist-hard-${key.slice(0, 10)}.zip`);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(["model.onnx", "manifest.json", "run.py", "run.mjs"]),
    );
    expect(files["model.onnx"].length).toBeGreaterThan(10_000);
    const manifest = JSON.parse(new TextDecoder().decode(files["manifest.json"])) as {
      architecture: { id: string };
      accuracy: { value: number }[];
      costs: { device: string; metric: string; value: number }[];
    };
    expect(manifest.architecture.id).toBe(key);
    expect(manifest.accuracy.some(({ value }) => value >= 0.85)).toBe(true);
    const energies = manifest.costs.filter((one) => one.device === "jetson-tx2" && one.metric === "energy");
    expect(Math.min(...energies.map(({ value }) => value))).toBeLessThanOrEqual(20);
    await page.getByText("Downloaded with").waitFor();
    expect(wrong).toEqual([]);
    await page.close();
  }, 180_000);
});

describe.skipIf(CHROMIUM === undefined)("two devices and a predictor (skipped without Chromium)", () => {
  let visits: Visits;

  const [header, ...rows] = toyTable().split("\n");

  beforeAll(async () => {
    visits = await startVisits(async ({ service }) => {
      await fillToy(service);
      const other = [header.replaceAll("toy-device", "other-device"), ...rows.slice(6)].join("\n");
      await service.importSamples({ name: "other-table", space: "toy", source: other });
      const half = rows.filter((_, i) => i % 2 === 0).map((row) => row.split(",").slice(0, 5));
      const measured = half.map(([...cells]) => [...cells.slice(0, 3), cells[4]].join(","));
      const source = ["depth,width,operator,half-device.latency_ms", ...measured].join("\n");
      await service.importSamples({ name: "half-table", space: "toy", source });
      await service.trainPredictor({
        ...{ task: "toy-task", device: "half-device", metric: "latency", family: "ridge" },
      });
    });
  });
  afterAll(() => visits?.close());

  it("compares two devices side by side, with the same axes and a selection in both", async () => {
    const { page, wrong } = await visits.visit("/?task=toy-task&device=toy-device");
    await page.getByLabel("Compare with").selectOption("other-device");
    await page.waitForURL(/device=toy-device%2Cother-device/);
    const plots = ["toy-device", "other-device"].map((device) =>
      page.getByRole("region", { name: `Plots of ${device}` }),
    );
    for (const plot of plots) await plot.locator(".fronts").nth(1).waitFor({ state: "attached" });
    const ticks = await Promise.all(plots.map((plot) => plot.locator(".tick").allTextContents()));
    expect(ticks[0]).toEqual(ticks[1]);
    await page.getByLabel("Highest latency").fill("2");
    await page.getByLabel("Highest latency").press("Enter");
    for (const plot of plots) await plot.locator(".infeasible").first().waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Leave out toy-device" }).click();
    await page.waitForURL(/device=other-device/);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("sees the front move when a predictor is trained again", async () => {
    const front = await visits.visit("/?task=toy-task&device=half-device");
    const moved = front.page.getByText("The front has moved");
    await front.page.locator(".front-mark.predicted").first().waitFor({ state: "attached" });
    await front.page.getByRole("button", { name: "Export network" }).waitFor();
    const marks = () => front.page.locator(".plot .front-mark.predicted").first().getAttribute("d");
    const before = await marks();
    expect(await moved.count()).toBe(0);
    const other = await visits.visit("/devices/half-device");
    const predictors = other.page.getByRole("region", { name: "Predictors" });
    await predictors.getByRole("button", { name: "Retrain" }).click();
    await expect.poll(() => predictors.locator("tbody tr").count(), { timeout: 30_000 }).toBe(2);
    expect(await predictors.locator("tbody tr").first().textContent()).toContain("in use");
    await moved.waitFor({ timeout: 30_000 });
    await expect.poll(marks).not.toBe(before);
    expect([...front.wrong, ...other.wrong]).toEqual([]);
    await Promise.all([front.page.close(), other.page.close()]);
  });

  it("says why a network of a space without layers is not exported", async () => {
    const { page, wrong } = await visits.visit("/?task=toy-task&device=toy-device");
    await page.getByRole("button", { name: "Export network" }).click();
    await page.getByText(/toy.* export|export.* toy|cannot be exported|exports no networks/).waitFor();
    expect(wrong).toEqual([]);
    await page.close();
  });
});

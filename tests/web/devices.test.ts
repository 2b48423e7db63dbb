import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { CHROMIUM, startVisits, type Visits } from "./browser.js";

const TRAIN = { task: "toy-task", device: "toy-device", metric: "latency", family: "ridge" } as const;
let visits: Visits;

beforeAll(async () => {
  if (CHROMIUM !== undefined)
    visits = await startVisits(async ({ service }) => {
      await fillToy(service);
      await service.trainPredictor(TRAIN);
    });
});
afterAll(() => visits?.close());

const inUse = async () => (await visits.api.service.predictors({})).find(({ promoted }) => promoted)?.version;

describe.skipIf(CHROMIUM === undefined)("devices in the dashboard (skipped without Chromium)", () => {
  it("preview a profile with a missing operator, and store it only when that is confirmed", async () => {
    const visit = await visits.visit("/devices");
    const { page } = visit;
    const form = page.getByRole("region", { name: "Import an operator profile" });
    const choose = (name: string, text: string) =>
      form.getByLabel("Profile (JSON or CSV)").setInputFiles({
        ...{ name, mimeType: "text/plain" },
        buffer: Buffer.from(text),
      });
    const costs = [
      "depth,1",
      "depth,2",
      "width,16",
      "width,32",
      "width,64",
      "operator,a",
      "operator,b",
      "operator,c",
    ];
    await choose("costs.csv", ["gene,choice,latency", ...costs.map((key) => `${key},1.5`)].join("\n"));
    await form.getByLabel("Device of the profile").fill("new-board");
    await form.getByLabel("Serves").selectOption("toy");
    await form.getByRole("button", { name: "Check the profile" }).click();
    await form.getByText("1 of 9 keys are missing").waitFor();
    expect(await form.textContent()).toContain("operator=d");
    expect((await visits.api.service.devices()).map(({ id }) => id)).not.toContain("new-board");
    expect(await visit.axe()).toEqual([]);
    await form.getByRole("button", { name: "Store 8 entries" }).click();
    await form.getByText("Stored: 8 entries for new-board").waitFor();
    expect((await visits.api.service.devices()).map(({ id }) => id)).toContain("new-board");
    await choose("broken.json", "{");
    await form.getByRole("button", { name: "Check the profile" }).click();
    await form.getByText("broken.json is not valid JSON").waitFor();
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("retrain a predictor, show how good it is, and restore the earlier version", async () => {
    const visit = await visits.visit("/devices/toy-device");
    const { page } = visit;
    const predictors = page.getByRole("region", { name: "Predictors" });
    await predictors.getByRole("button", { name: "Retrain" }).click();
    await expect.poll(inUse, { timeout: 60_000 }).toBe(2);
    await predictors.getByRole("button", { name: "Restore" }).click();
    await predictors.getByText("The version is in use again.").waitFor();
    expect(await inUse()).toBe(1);
    await predictors.getByRole("button", { name: "Quality of toy.toy-device.latency.v1" }).click();
    const detail = page.getByRole("region", { name: "Quality of toy.toy-device.latency.v1" });
    await detail.getByRole("button", { name: "Learning curve" }).click();
    for (const title of ["Predicted against measured", "Calibration", "Learning curve"])
      await detail.getByText(title, { exact: true }).waitFor({ timeout: 60_000 });
    expect(await detail.locator(".parity.inside, .parity.outside").count()).toBeGreaterThanOrEqual(24);
    await detail.getByText("Families that were tried").waitFor();
    expect(await visit.axe()).toEqual([]);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("check the health of a task, within limits too", async () => {
    const visit = await visits.visit("/devices/toy-device");
    const { page } = visit;
    const health = page.getByRole("region", { name: "Health of toy-task" });
    await health.getByText("networks are on the front.").waitFor({ timeout: 60_000 });
    await health.getByText("24 networks are measured; predictors need 30 or more").waitFor();
    await health.getByText("Predictors good enough?").waitFor();
    await health.getByText("Everything on the front is measured or summed.").waitFor();
    const front = await health.getByRole("link", { name: "Front" }).getAttribute("href");
    expect(front).toBe("/?task=toy-task&device=toy-device");
    await page.getByLabel("Latency at most [ms]").fill("0.001");
    await page.getByLabel("Latency at most [ms]").blur();
    await health.getByText("No network keeps the limits.").waitFor({ timeout: 60_000 });
    expect(visit.wrong).toEqual([]);
    await page.close();
  });
});

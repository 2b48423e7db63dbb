import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { toyTable } from "../support/service.js";
import { CHROMIUM, startVisits, type Visits } from "./browser.js";

let visits: Visits;

beforeAll(async () => {
  if (CHROMIUM !== undefined)
    visits = await startVisits(async ({ service }) => {
      await fillToy(service);
      await service.registerDevice({ id: "new-device" });
    });
});
afterAll(() => visits?.close());

describe.skipIf(CHROMIUM === undefined)("the views of the dashboard (skipped without Chromium)", () => {
  it("start a search, watch it, cancel and resume it, and compare runs", async () => {
    const visit = await visits.visit("/runs");
    const { page } = visit;
    await page.getByText("No search was started yet.").waitFor();
    await page.getByLabel("Device", { exact: true }).selectOption("new-device");
    await page.getByLabel("Evaluated by").selectOption("EXTERNAL");
    await page.getByLabel("Budget", { exact: true }).fill("6");
    await page.getByLabel("Strategy").selectOption("RANDOM");
    expect(await page.locator("pre").textContent()).toContain(
      "--evaluator external --strategy random --seed 1",
    );
    await page.getByRole("button", { name: "Start the search" }).click();
    await page.waitForURL(/\/runs\/.+/);
    await page.getByText("0 of 6").waitFor();
    const [run] = await visits.api.service.runs({ limit: 1 });
    await expect.poll(async () => (await visits.api.service.run(run.id)).pending.length).toBeGreaterThan(0);
    const [waiting] = (await visits.api.service.run(run.id)).pending;
    await visits.api.service.submitMeasurements({
      task: "toy-task",
      device: "new-device",
      measurements: [{ architecture: waiting.architecture, accuracy: 0.8, latency: 2, energy: 5 }],
    });
    await page.getByText("1 of 6").waitFor();
    expect(await visit.axe()).toEqual([]);
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await page.getByText("cancelled").first().waitFor();
    await page.getByRole("button", { name: "Resume the run" }).click();
    await page.getByRole("button", { name: "Cancel the run" }).waitFor();
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await page.getByText("cancelled").first().waitFor();

    const other = await visits.api.service.startSearch({
      ...{ task: "toy-task", devices: ["toy-device"], budget: 8, samples: "toy-table", strategy: "random" },
    });
    await expect.poll(async () => (await visits.api.service.run(other.id)).run.status.kind).toBe("finished");
    await page.goto(`${visits.base}/runs`);
    await page.getByLabel(`Compare run ${run.id.slice(0, 8)}`).check();
    await page.getByLabel(`Compare run ${other.id.slice(0, 8)}`).check();
    await page.locator(".line-figure .series").nth(1).waitFor({ state: "attached" });
    await page.getByRole("radio", { name: "time", exact: true }).check();
    await page.waitForURL(/over=seconds/);
    await page.getByRole("radio", { name: "strategy", exact: true }).check();
    await page.getByText("random, mean of 2 runs").first().waitFor();
    await page.getByText("These runs have different tasks or objectives").waitFor();
    const fronts = page.getByRole("img", { name: /^Fronts in accuracy and latency/ });
    expect(await fronts.getAttribute("aria-label")).toMatch(/seed 1\) has \d+ networks on it/);
    expect(await fronts.locator(".series").count()).toBe(2);
    expect(await visit.axe()).toEqual([]);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("show which genes bear on the objectives of a run, and when its evaluations were at work", async () => {
    const { service } = visits.api;
    const run = await service.startSearch({
      ...{ task: "toy-task", devices: ["toy-device"], budget: 20, samples: "toy-table", strategy: "random" },
    });
    await expect.poll(async () => (await service.run(run.id)).run.status.kind).toBe("finished");
    await service.trainPredictor({
      task: "toy-task",
      device: "toy-device",
      metric: "latency",
      family: "ridge",
    });
    const visit = await visits.visit(`/runs/${run.id}?objective=latency&gene=depth`);
    const { page } = visit;
    const slice = page.getByRole("img", { name: /^latency by depth, means: 1: / });
    await slice.waitFor();
    await page.getByRole("img", { name: /^Importance of genes for latency: width / }).waitFor();
    await page.getByRole("img", { name: /^Timeline: 20 evaluations/ }).waitFor();
    await page.getByLabel("Second gene").selectOption("width");
    await page.waitForURL(/against=width/);
    const pairs = page.getByRole("img", { name: /the best is \S+ with 1 and 16$/ });
    await pairs.waitFor();
    expect(await pairs.locator(".cell-of").count()).toBeGreaterThan(3);
    for (const width of [360, 1280, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await visit.axe()).toEqual([]);
    }
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("check a table before anything is stored, and doubt a wrong unit", async () => {
    const visit = await visits.visit("/devices");
    const { page } = visit;
    const [header, ...rows] = toyTable().split("\n");
    const wrong = rows.map((row) => {
      const cells = row.split(",");
      return [...cells.slice(0, 4), Number(cells[4]) * 1000, cells[5]].join(",");
    });
    const csv = Buffer.from([header, ...wrong].join("\n"));
    await page.getByLabel("Search space").selectOption("toy");
    await page
      .getByLabel("CSV file")
      .setInputFiles({ name: "wrong units.csv", mimeType: "text/csv", buffer: csv });
    const before = (await visits.api.service.sampleTables()).length;
    await page.getByRole("button", { name: "Check the table" }).click();
    await page.getByText("are its values really in ms?").waitFor();
    expect((await visits.api.service.sampleTables()).length).toBe(before);
    await page.getByLabel("CSV file").setInputFiles({
      name: "broken.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("depth,width\n1,16"),
    });
    await page.getByRole("button", { name: "Check the table" }).click();
    await expect.poll(() => page.locator(".problem").first().textContent()).toContain("operator");
    expect(await visit.axe()).toEqual([]);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("show a device with what is known of it, and its predictors", async () => {
    await visits.api.service.trainPredictor({ task: "toy-task", device: "toy-device", metric: "latency" });
    const visit = await visits.visit("/devices/toy-device");
    await visit.page.getByText("latency of 24 networks").waitFor({ timeout: 30_000 });
    await visit.page.getByText("in use").first().waitFor();
    expect(await visit.axe()).toEqual([]);
    expect(visit.wrong).toEqual([]);
    await visit.page.close();
  });

  it("show a network with its measurements, and how to get it elsewhere", async () => {
    const { points } = await visits.api.service.paretoFront({ task: "toy-task", device: "toy-device" });
    const [{ id }] = points.toSorted((a, b) => a.latency!.value - b.latency!.value);
    const visit = await visits.visit(`/networks/${id}?task=toy-task&device=toy-device`);
    const { page } = visit;
    await page.getByRole("heading", { name: `Network ${id.slice(0, 10)}` }).waitFor();
    await page.getByText("Neighbours on the front").waitFor();
    await page.getByText("toy-device", { exact: false }).first().waitFor();
    expect(await page.locator(".measurements").first().textContent()).toContain("toy-table");
    await page.getByText("All genes").click();
    const more = page.getByLabel("What changes if I give more latency?");
    await more.fill("1000");
    await more.press("Enter");
    await page.waitForURL(/more=1000/);
    await expect
      .poll(() => page.locator("[aria-label='Neighbours on the front']").textContent())
      .toMatch(/\+\S+ ms, \+\S+ accuracy\S*(depth|width|operator): \S+ → \S+/);
    expect(await visit.axe()).toEqual([]);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });
});

describe.skipIf(CHROMIUM === undefined)("a reader (skipped without Chromium)", () => {
  it("is offered nothing that would be refused", async () => {
    const own = await startVisits(({ service }) => fillToy(service));
    try {
      const { secret } = await own.api.service.createToken({ name: "reader", role: "read" });
      const visit = await own.visit("/runs");
      const { page } = visit;
      await page.getByLabel("Token").fill(secret);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Starting a search needs a token of role write.").waitFor();
      expect(await page.getByRole("button", { name: "Start the search" }).count()).toBe(0);
      await page.getByRole("link", { name: "Devices" }).click();
      await page.getByText("toy-device").first().waitFor();
      expect(await page.getByText("Import a table").count()).toBe(0);
      await page.close();
    } finally {
      await own.close();
    }
  });
});

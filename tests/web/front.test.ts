import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { toyTable } from "../support/service.js";
import { CHROMIUM, startVisits, type Visit, type Visits } from "./browser.js";

let visits: Visits;

beforeAll(async () => {
  if (CHROMIUM !== undefined) visits = await startVisits(({ service }) => fillToy(service));
});
afterAll(() => visits?.close());

const TOY = "/?task=toy-task&device=toy-device";

/** Opens the page of fronts, and waits for its plots and its recommendation. */
async function open(path = TOY, options?: Parameters<Visits["visit"]>[1]): Promise<Visit> {
  const visit = await visits.visit(path, options);
  await visit.page.locator(".fronts").first().waitFor({ state: "attached" });
  await visit.page.getByRole("button", { name: "Export network" }).waitFor();
  return visit;
}

/** Latencies in the table, from the first line on. */
const latencies = async ({ page }: Visit) =>
  (await page.locator("tbody tr:not(.filler) td:nth-child(3)").allTextContents()).map(Number.parseFloat);

describe.skipIf(CHROMIUM === undefined)("the page of fronts (skipped without Chromium)", () => {
  it("shows accuracy against both costs, and the front as the API has it", async () => {
    const visit = await open();
    expect(await visit.page.locator(".plot-title").allTextContents()).toEqual([
      "Accuracy and latency",
      "Accuracy and energy",
    ]);
    const { points } = await visits.api.service.paretoFront({ task: "toy-task", device: "toy-device" });
    const listed = await visit.page.locator("tbody tr:not(.filler) td:first-child").allTextContents();
    expect(listed.map((text) => text.trim()).toSorted()).toEqual(
      points.map(({ id }) => id.slice(0, 10)).toSorted(),
    );
    expect(visit.wrong).toEqual([]);
    await visit.page.close();
  });

  it("takes limits, which the address, the table and the recommendation keep; going back removes them", async () => {
    const visit = await open();
    const { page } = visit;
    await page.getByLabel("Highest latency").fill("2");
    await page.getByLabel("Highest latency").press("Enter");
    await page.waitForURL(/maxLatency=2/);
    await page.locator(".infeasible").first().waitFor({ state: "attached" });
    await expect.poll(async () => Math.max(...(await latencies(visit)))).toBeLessThanOrEqual(2);
    await page.getByLabel("Choose").selectOption("accuracy");
    await expect.poll(() => page.locator(".side .reason").textContent()).toContain("accura");
    const best = (await latencies(visit))[0];
    await expect.poll(() => page.locator(".side .values").first().textContent()).toContain(String(best));
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.getByLabel("Highest latency").inputValue()).toBe("");
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("lists what a box selects, and saves it as CSV with units", async () => {
    const visit = await open(`${TOY}&select=latency:box:0,0,1.01,1`);
    const { page } = visit;
    const within = toyTable()
      .split("\n")
      .slice(1)
      .filter((line) => Number(line.split(",")[4]) <= 1.01);
    await expect
      .poll(() => page.locator(".table-panel > p").textContent())
      .toContain(`${within.length} networks`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV" }).click(),
    ]);
    const [header, ...rows] = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\n");
    expect(header).toBe(
      "network,accuracy,accuracy_source,latency_ms,latency_source,energy_mj,energy_source,front",
    );
    expect(rows).toHaveLength(within.length);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("selects by dragging, in every plot, and picks a point by a click", async () => {
    const visit = await open();
    const { page } = visit;
    const plot = page.locator(".overlay").first();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + 70, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 150, { steps: 4 });
    await page.mouse.move(box.x + 300, box.y + 220);
    await page.mouse.up();
    await page.waitForURL(/select=latency%3Abox/);
    await expect.poll(() => page.locator(".region").count()).toBe(1);
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/network=/);
    await expect.poll(() => page.locator(".ring.picked").count()).toBe(2);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).not.toContain("select=");
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("has a line per network over its genes and metrics, where a range selects in every view", async () => {
    const visit = await open();
    const { page } = visit;
    const width = page.getByRole("slider", { name: "Range of width" });
    await width.waitFor();
    expect(await page.locator(".parallel-lines.front").first().getAttribute("d")).toMatch(/^M/);
    await width.focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.waitForURL(/ranges=width%7E2%7E2/);
    expect(await width.getAttribute("aria-valuetext")).toBe("64 to 64");
    await expect.poll(() => page.locator(".table-panel > p").textContent()).toContain("8 networks");
    await page.keyboard.press("Delete");
    await expect.poll(() => page.url()).not.toContain("ranges=");
    const latency = page.getByRole("slider", { name: "Range of latency [ms]" });
    await latency.scrollIntoViewIfNeeded();
    const box = (await latency.boundingBox())!;
    await page.mouse.move(box.x + 17, box.y + 1);
    await page.mouse.down();
    await page.mouse.move(box.x + 17, box.y + 40, { steps: 3 });
    await page.mouse.up();
    await page.waitForURL(/ranges=latency/);
    await page.getByText("Axes", { exact: true }).click();
    await page.getByRole("checkbox", { name: "depth", exact: true }).uncheck();
    await expect.poll(() => page.getByRole("slider", { name: "Range of depth" }).count()).toBe(0);
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("keeps the network that is to be improved on, and its values as limits, in the address", async () => {
    const visit = await open();
    const { page } = visit;
    await page.locator(".overlay").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Improve on this network" }).click();
    await page.waitForURL(/minAccuracy=.*reference=/);
    await expect.poll(() => page.locator(".ring.reference").count()).toBe(2);
    await page.getByRole("button", { name: "Clear limits" }).press("Enter");
    await expect.poll(() => page.url()).not.toContain("reference=");
    expect(visit.wrong).toEqual([]);
    await page.close();
  });

  it("moves while one looks at it", async () => {
    const visit = await open();
    await visits.api.service.submitMeasurements({
      task: "toy-task",
      device: "toy-device",
      measurements: [
        {
          architecture: { depth: 2, width: 64, operator: "d" },
          accuracy: 0.999,
          latency: 0.01,
          energy: 0.01,
        },
      ],
    });
    await expect
      .poll(() => visit.page.locator(".notes").first().textContent(), { timeout: 20_000 })
      .toContain("moved");
    expect(visit.wrong).toEqual([]);
    await visit.page.close();
  });

  it.each(["light", "dark"] as const)(
    "has nothing that axe-core finds wrong (%s; 360, 1280 and 2560 px)",
    async (colorScheme) => {
      const visit = await open(`${TOY}&intervals=all&maxLatency=3&parallel=open`, {
        colorScheme,
        viewport: { width: 360, height: 900 },
      });
      const { page } = visit;
      for (const width of [360, 1280, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => page.locator(".overlay").first().getAttribute("width")).not.toBe("0");
        await page.locator(".parallel").waitFor();
        expect(await visit.axe()).toEqual([]);
        const overflow = () =>
          page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
        await expect.poll(overflow).toBeLessThanOrEqual(0);
      }
      expect(visit.wrong).toEqual([]);
      await page.close();
    },
  );

  it("says what is missing where nothing can be shown", async () => {
    await visits.api.service.registerDevice({ id: "bare-device" });
    const visit = await visits.visit("/?task=toy-task&device=bare-device");
    await visit.page
      .getByText("No network of toy-task has both accuracy and a cost on bare-device.")
      .waitFor();
    expect(visit.wrong).toEqual([]);
    await visit.page.close();
  });
});

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { toyTable } from "../support/service.js";
import { CHROMIUM, startVisits, type Visits } from "./browser.js";

let visits: Visits;

/** The toy space with accuracies and costs, and a task of it whose score is the weighted F1. */
beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  visits = await startVisits(async ({ service }) => {
    await fillToy(service);
    await service.registerTask({ id: "tags", space: "toy", score: "weighted-f1" });
    const source = toyTable().replaceAll("toy-task", "tags").replaceAll("toy-device", "tags-device");
    await service.importSamples({ name: "tags-table", space: "toy", source });
    const other = { id: "far", genes: [{ name: "depth", choices: [2, 3], ordered: true }] };
    await service.registerSearchSpace(other);
    const far = "depth,far-task.accuracy,far-device.latency_ms\n2,0.5,1\n3,0.75,2\n";
    await service.importSamples({ name: "far-table", space: "far", source: far });
  });
});
afterAll(() => visits?.close());

const TOY = "/?task=toy-task&device=toy-device";

const exportOf = (page: Page) =>
  page.getByRole("region", { name: "Recommendation" }).getByRole("button", { name: "Export network" });

/** Opens the page of fronts, and waits for its recommendation. */
async function open(path: string) {
  const visit = await visits.visit(path);
  await exportOf(visit.page).waitFor();
  return visit;
}

/** Downloads what a button saves, as text. */
async function saved(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

describe.skipIf(CHROMIUM === undefined)("choosing a network (skipped without Chromium)", () => {
  it("limits genes: plots, table, recommendation, command and address keep it, and clearing shows all", async () => {
    const visit = await open(TOY);
    const { page, wrong } = visit;
    await page.getByText("Limits on genes").click();
    await page.getByLabel("Limit a gene").selectOption("operator");
    const operators = page.getByRole("group", { name: "operator" });
    for (const choice of ["a", "d"]) await operators.getByRole("checkbox", { name: choice }).uncheck();
    await page.waitForURL(/genes=/);
    const genes = { operator: ["b", "c"] };
    const on = { task: "toy-task", device: "toy-device", constraints: { genes } };
    const { points } = await visits.api.service.paretoFront(on);
    const keys = () => page.locator("tbody tr:not(.filler) td:first-child").allTextContents();
    const wanted = points.map(({ id }) => id.slice(0, 10)).toSorted();
    await expect.poll(async () => (await keys()).map((text) => text.trim()).toSorted()).toEqual(wanted);
    const link = page.getByRole("region", { name: "Recommendation" }).getByRole("link").first();
    await expect.poll(async () => wanted.includes((await link.textContent()) ?? "")).toBe(true);
    await page.getByText("The same elsewhere").click();
    const command = page.locator(".elsewhere pre").first();
    expect(await command.textContent()).toContain("--gene operator=b,c");
    expect(await visit.axe()).toEqual([]);
    await operators.getByRole("checkbox", { name: "b" }).uncheck();
    expect(await operators.getByRole("checkbox", { name: "c" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Clear limits" }).click();
    await expect.poll(() => page.url()).not.toContain("genes=");
    await expect.poll(async () => (await keys()).length).toBeGreaterThan(wanted.length);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("shows another device where the chosen one knows nothing of a task, and says so", async () => {
    const { page, wrong } = await open(TOY);
    const others = page.locator("optgroup[label='Nothing known for this task']");
    await others.first().waitFor({ state: "attached" });
    await page.getByLabel("Task").selectOption("far-task");
    await page.waitForURL(/device=far-device/);
    await page.getByText("toy-device has nothing for far-task: far-device is shown.").waitFor();
    await exportOf(page).waitFor();
    const rules = await page.getByLabel("Choose").locator("option").allTextContents();
    expect(rules).toContain("Cheapest in latency");
    expect(rules).not.toContain("Cheapest in energy");
    await page.goto(`${visits.base}/?task=far-task&device=toy-device`);
    await page.getByRole("button", { name: "Show far-device" }).click();
    await exportOf(page).waitFor();
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("reads a limit above 1 on a score as per cent, and takes what is typed at once", async () => {
    const { page, wrong } = await open(TOY);
    const field = page.getByLabel("Lowest accuracy");
    await field.focus();
    await page.keyboard.type("0.80");
    await page.waitForURL(/minAccuracy=0.8$/);
    expect(await field.inputValue()).toBe("0.80");
    await field.fill("85");
    await page.keyboard.press("Enter");
    await page.waitForURL(/minAccuracy=0.85/);
    expect(await field.inputValue()).toBe("0.85");
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("is done by the keyboard alone", async () => {
    const { page, wrong } = await open(TOY);
    const reach = async (selector: string) => {
      const isThere = () =>
        page.locator(selector).evaluate((element) => element === element.ownerDocument.activeElement);
      for (let i = 0; i < 60 && !(await isThere()); i++) await page.keyboard.press("Tab");
      expect(await isThere()).toBe(true);
    };
    await reach(".side input[type=number] >> nth=0");
    await page.keyboard.type("0.7");
    await reach("[aria-label=Recommendation] select >> nth=0");
    await page.keyboard.press("c");
    await page.waitForURL(/prefer=latency/);
    await expect.poll(() => exportOf(page).isEnabled()).toBe(true);
    await reach("[aria-label=Recommendation] button.primary");
    await page.keyboard.press("Enter");
    await page.getByText(/toy.* export|export.* toy|cannot be exported|exports no networks/).waitFor();
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("calls the score of a task by its name: axes, limits, recommendation, table and downloads", async () => {
    const { page, wrong } = await open("/?task=tags&device=tags-device");
    expect(await page.locator(".plot .axis-title").allTextContents()).toContain("weighted F1");
    await page.getByLabel("Lowest weighted F1").waitFor();
    expect(await page.getByLabel("Choose").locator("option").allTextContents()).toContain(
      "Highest weighted F1",
    );
    const main = page.getByRole("main");
    await main.getByRole("button", { name: "weighted F1" }).first().waitFor();
    const said = page.getByRole("region", { name: "Recommendation" }).locator("dt");
    expect(await said.allTextContents()).toEqual(["weighted F1", "latency", "energy"]);
    const [header] = (await saved(page, "CSV")).split("\n");
    expect(header).toMatch(/^network,weighted_f1,weighted_f1_source,latency_ms,/);
    expect(JSON.parse(await saved(page, "JSON"))).toMatchObject({ score: "weighted F1" });
    expect((await main.innerText()).toLowerCase()).not.toMatch(/\baccuracy\b/);
    expect(wrong).toEqual([]);
    await page.close();
  });
});

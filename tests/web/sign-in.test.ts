import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillToy } from "../api/harness.js";
import { CHROMIUM, startVisits, type Visits } from "./browser.js";

let visits: Visits;
const secrets: Record<string, string> = {};

beforeAll(async () => {
  if (CHROMIUM === undefined) return;
  visits = await startVisits(async ({ service }) => {
    await fillToy(service);
    for (const role of ["read", "write", "admin"] as const)
      secrets[role] = (await service.createToken({ name: `the ${role} one`, role })).secret;
  });
});
afterAll(() => visits?.close());

/** Answers without a right token are errors in the console, which a browser writes itself. */
const others = (wrong: readonly string[]) => wrong.filter((text) => !text.includes("status of 401"));

describe.skipIf(CHROMIUM === undefined)("signing in (skipped without Chromium)", () => {
  it.each([
    ["read", "reader"],
    ["write", "writer"],
    ["admin", "administrator"],
  ])("with a token of role %s makes the viewer %s, who can sign out again", async (role, words) => {
    const visit = await visits.visit("/?task=toy-task&device=toy-device");
    const { page } = visit;
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await visit.axe()).toEqual([]);
    await page.getByLabel("Token").fill(secrets[role]);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator(".fronts").first().waitFor({ state: "attached" });
    expect(await page.locator(".who").textContent()).toContain(words);
    expect(await page.locator(".who").textContent()).toContain(`the ${role} one`);
    await page.reload();
    await page.locator(".fronts").first().waitFor({ state: "attached" });
    const stored = await page.evaluate<string>("Object.keys(localStorage).join()");
    expect(stored).not.toContain("token");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(others(visit.wrong)).toEqual([]);
    await page.close();
  });

  it("says that a token is not accepted", async () => {
    const visit = await visits.visit("/");
    const { page } = visit;
    await page.getByLabel("Token").fill("wrong-token");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The server does not accept this token").waitFor();
    await page.close();
  });
});

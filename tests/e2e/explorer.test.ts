import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../api/harness.js";

const BROWSER = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/** Opens a page in a headless browser. Returns its document, and what its console said. */
function openPage(browser: string, url: string): Promise<{ dom: string; console: string[] }> {
  const profile = mkdtempSync(join(tmpdir(), "explorer-"));
  const child = spawn(browser, [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    `--user-data-dir=${profile}`,
    "--enable-logging=stderr",
    "--virtual-time-budget=8000",
    "--dump-dom",
    url,
  ]);
  let [dom, log] = ["", ""];
  child.stdout.on("data", (chunk) => {
    dom += chunk;
  });
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      resolve({ dom, console: log.split("\n").filter((line) => line.includes("CONSOLE")) });
    });
  });
}

let api: TestApi;
afterEach(() => api.close());

describe("the explorer in a browser", () => {
  it.skipIf(BROWSER === undefined)(
    "works under the headers of its page, without an error in the console (skipped without Chromium)",
    async () => {
      api = await startApi();
      const page = await openPage(BROWSER as string, api.server.url.replace("/graphql", "/explorer"));
      expect(page.console).toEqual([]);
      expect(page.dom).toContain("graphiql-editor");
      expect(page.dom).toContain("paretoFront");
      // The documentation is there only if the schema was fetched.
      expect(page.dom).not.toContain("Error fetching schema");
    },
    60_000,
  );
});

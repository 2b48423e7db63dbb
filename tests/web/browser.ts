import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { startApi, type TestApi } from "../api/harness.js";

/** A browser of this machine; undefined where there is none. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

/** A page of the dashboard, and what went wrong on it: errors in the console, and requests to other machines. */
export interface Visit {
  readonly page: Page;
  readonly wrong: readonly string[];
  /** What axe-core finds on the page as it is, as texts; none is right. */
  axe(): Promise<string[]>;
}

/** A browser and a server that tests visit, and how to close both. */
export interface Visits {
  readonly api: TestApi;
  /** Address of the dashboard, without a slash at its end. */
  readonly base: string;
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Starts a browser, and the real server on an archive in memory that `fill` fills. */
export async function startVisits(
  fill: (api: TestApi) => Promise<void>,
  options: Parameters<typeof startApi>[0] = {},
): Promise<Visits> {
  const api = await startApi(options);
  await fill(api);
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM as string,
    args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"],
  });
  const base = api.server.url.replace("/graphql", "");
  return {
    api,
    base,
    async visit(path, context = {}) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...context });
      const wrong: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") wrong.push(message.text());
      });
      page.on("pageerror", (error) => wrong.push(error.message));
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (!["data:", "blob:"].includes(url.protocol) && url.host !== new URL(base).host)
          wrong.push(`a request to ${url.host}`);
      });
      await page.goto(`${base}${path}`);
      return { page, wrong, axe: () => findings(page) };
    },
    async close() {
      await browser.close();
      await api.close();
    },
  };
}

/** Runs axe-core in the page. It is evaluated from outside, which the page's policy does not forbid. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const loaded = globalThis as unknown as { readonly axe: { run(): Promise<AxeResults> } };
    const { violations } = await loaded.axe.run();
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

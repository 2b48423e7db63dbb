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

/** A browser that visits a server, and how to close it. */
export interface Guest {
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** A browser and a server that tests visit, and how to close both. */
export interface Visits extends Guest {
  readonly api: TestApi;
  /** Address of the dashboard, without a slash at its end. */
  readonly base: string;
}

/** Starts a browser, and the real server on an archive in memory that `fill` fills. */
export async function startVisits(
  fill: (api: TestApi) => Promise<void>,
  options: Parameters<typeof startApi>[0] = {},
): Promise<Visits> {
  const api = await startApi(options);
  await fill(api);
  const base = api.server.url.replace("/graphql", "");
  const guest = await guestOf(base);
  return {
    api,
    base,
    visit: guest.visit,
    async close() {
      await guest.close();
      await api.close();
    },
  };
}

/** Starts a browser that visits the server with this address. */
export async function guestOf(base: string): Promise<Guest> {
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM as string,
    args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"],
  });
  return {
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
    close: () => browser.close(),
  };
}

/**
 * Runs axe-core in the page, with all its rules; of what is right, it need not describe every element. It is evaluated
 * from outside, once per page, which the page's policy does not forbid.
 */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const loaded = globalThis as unknown as { readonly axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await loaded.axe.run({ resultTypes: ["violations"], selectors: false });
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

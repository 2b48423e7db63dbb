/**
 * The dashboard in Chromium with software rendering, on a server that runs: `npx tsx bench/dashboard.ts` prints how
 * long the first view takes to show the points and the front, and at how many frames a second a box is drawn in a
 * plot; `--screenshots FOLDER` writes every view in both themes at three widths instead.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { median } from "../src/base/statistics/median.js";

const { values: given } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:4000" },
    task: { type: "string", default: "av-mnist-hard" },
    device: { type: "string", default: "jetson-tx2" },
    screenshots: { type: "string" },
  },
});
const { url, task, device } = given;

const PROGRAMS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const program = PROGRAMS.find((path) => path !== undefined && existsSync(path));
if (program === undefined)
  throw new Error("there is no Chromium: install it, or set CHROMIUM to its program");

const ROUNDS = 5;
const BRUSH_MS = 5_000;
const WIDTHS = [360, 1280, 2560];

const front = `/?task=${encodeURIComponent(task)}&device=${encodeURIComponent(device)}`;

async function shown(page: Page, path: string): Promise<number> {
  const start = performance.now();
  await page.goto(`${url}${path}`);
  await page.locator(".overlay .fronts").first().waitFor({ state: "attached" });
  return performance.now() - start;
}

async function measure(browser: Browser): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    times.push(await shown(page, front));
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await shown(page, front);
  const networks = await page.locator(".overlay").first().getAttribute("aria-label");
  const frames = await brushed(page);
  console.table({
    networks: { value: /(\d+) networks/.exec(networks ?? "")?.[1] },
    "first view, median [ms]": { value: Math.round(median(times)) },
    "brushing, median frame [ms]": { value: Math.round(median(frames) * 10) / 10 },
    "brushing, frames a second": { value: Math.round(1000 / median(frames)) },
  });
}

/** Moves the corner of a box for five seconds, and returns the times between frames [ms]. */
async function brushed(page: Page): Promise<number[]> {
  const box = (await page.locator(".overlay").first().boundingBox())!;
  await page.evaluate(`(() => {
    const times = globalThis.frameTimes = [];
    let last = performance.now();
    const next = (now) => { times.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
  })()`);
  await page.mouse.move(box.x + 80, box.y + 30);
  await page.mouse.down();
  const end = performance.now() + BRUSH_MS;
  for (let i = 0; performance.now() < end; i++) {
    const at = 0.5 + 0.45 * Math.sin(i / 9);
    await page.mouse.move(box.x + 80 + at * (box.width - 120), box.y + 30 + at * (box.height - 100));
  }
  await page.mouse.up();
  return page.evaluate<number[]>("globalThis.frameTimes");
}

async function photograph(browser: Browser, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: `query($task: ID!, $device: ID!) {
        paretoFront(task: $task, device: $device, first: 2) { nodes { architecture { key } } }
        searchRuns(first: 3) { nodes { key } }
      }`,
      variables: { task, device },
    }),
  });
  const { data } = (await answer.json()) as {
    data: {
      paretoFront: { nodes: { architecture: { key: string } }[] };
      searchRuns: { nodes: { key: string }[] };
    };
  };
  const [network] = data.paretoFront.nodes.map(({ architecture }) => architecture.key);
  const runs = data.searchRuns.nodes.map(({ key }) => key);
  const views: Readonly<Record<string, string>> = {
    front: `${front}&intervals=all`,
    network: `/networks/${network}${front.slice(1)}`,
    runs: `/runs?compare=${runs.join(",")}`,
    ...(runs.length > 0 && { run: `/runs/${runs[0]}` }),
    devices: "/devices",
    device: `/devices/${device}`,
  };
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of WIDTHS) {
      const page = await browser.newPage({
        colorScheme,
        viewport: { width, height: width < 500 ? 800 : 1000 },
      });
      for (const [name, path] of Object.entries(views)) {
        await page.goto(`${url}${path}`);
        await page.waitForLoadState("networkidle").catch(() => undefined);
        await page.waitForFunction("document.querySelector('.spinner') === null", undefined, {
          timeout: 60_000,
        });
        await page.waitForTimeout(700);
        await page.screenshot({
          path: join(folder, `${name}-${width}-${colorScheme}.png`),
          fullPage: width < 2000,
        });
      }
      await page.close();
    }
  }
}

const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--enable-unsafe-swiftshader"],
});
if (given.screenshots === undefined) await measure(browser);
else await photograph(browser, given.screenshots);
await browser.close();

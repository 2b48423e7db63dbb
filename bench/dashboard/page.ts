import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const PROGRAMS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Starts a browser without a graphics card. */
export function openBrowser(): Promise<Browser> {
  const program = PROGRAMS.find((path) => path !== undefined && existsSync(path));
  if (program === undefined)
    throw new Error("there is no Chromium: install it, or set CHROMIUM to its program");
  return chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}

/** A new visitor, whose browser has nothing kept. */
export const visitor = (browser: Browser): Promise<Page> =>
  browser.newPage({ viewport: { width: 1280, height: 900 } });

/** Opens the page of fronts, and waits for its points and the front [ms]. */
export async function firstView(page: Page, address: string): Promise<number> {
  const start = performance.now();
  await page.goto(address);
  await page.locator(".overlay .fronts").first().waitFor({ state: "attached", timeout: 600_000 });
  return performance.now() - start;
}

/** Waits until the page has shown what it asked for after the first view: a visitor stays for longer than that. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.device-plots[aria-busy="false"]').first().waitFor({ timeout: 600_000 });
}

/**
 * Draws a box in the first plot, and moves its corner with every frame for so long [ms]. Returns the times between
 * frames [ms].
 */
export async function brush(page: Page, milliseconds: number): Promise<readonly number[]> {
  const box = (await page.locator(".overlay").first().boundingBox())!;
  await page.mouse.move(box.x + 80, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60);
  const frames = await page.evaluate<readonly number[]>(`new Promise((done) => {
    const overlay = document.querySelector(".overlay");
    const { left, top, width, height } = overlay.getBoundingClientRect();
    const frames = [];
    const start = performance.now();
    let last = start;
    const next = (now) => {
      frames.push(now - last);
      last = now;
      if (now - start > ${milliseconds}) return done(frames.slice(1));
      const at = 0.5 + 0.45 * Math.sin(frames.length / 9);
      overlay.dispatchEvent(new PointerEvent("pointermove", {
        buttons: 1,
        clientX: left + 80 + at * (width - 120),
        clientY: top + 30 + at * (height - 100),
      }));
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);
  await page.mouse.up();
  return frames;
}

// Makes a picture of every page of the dashboard, in both themes and at three widths, into a folder:
//   node scripts/screenshots.mjs FOLDER [--url http://localhost:4000] [--only NAME]
// Without --url it starts a server of its own (built before by `npm run build`) on ARCHIVE, by default the file
// FOLDER/archive.db with the seeds. The page of a run is shown where the archive has one. It needs Chromium
// (CHROMIUM=PATH, or Debian's).
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const WIDTHS = { 360: 800, 1280: 900, 2560: 1400 };
const THEMES = ["light", "dark"];
const PORT = process.env.PORT ?? "4599";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { url: { type: "string" }, only: { type: "string" } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("usage: node scripts/screenshots.mjs FOLDER [--url URL] [--only NAME]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const server = values.url === undefined ? startServer() : undefined;
const base = values.url?.replace(/\/$/, "") ?? `http://127.0.0.1:${PORT}`;
let browser;
try {
  await ready();
  browser = await chromium.launch({
    executablePath: [process.env.CHROMIUM, "/usr/bin/chromium"].find((path) => path && existsSync(path)),
    args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"],
  });
  const pages = await pagesToShow();
  for (const [name, path] of Object.entries(pages)) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const [width, height] of Object.entries(WIDTHS))
      for (const colorScheme of THEMES)
        await picture(name, path, { width: Number(width), height }, colorScheme);
  }
} finally {
  await browser?.close();
  server?.kill();
}

async function picture(name, path, viewport, colorScheme) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
  await page.goto(base + path);
  await page.waitForLoadState("networkidle", { timeout: 120_000 });
  await loaded(page);
  const quality = page.getByRole("button", { name: /^Quality of/ }).first();
  if (name === "device" && (await quality.count()) > 0) {
    await quality.click();
    await page.getByText("Calibration", { exact: true }).waitFor({ timeout: 180_000 });
  }
  const file = join(folder, `${name}-${viewport.width}-${colorScheme}.png`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
  console.log(file);
}

/** Waits until nothing on the page is loading, for at most three minutes. */
async function loaded(page) {
  for (let attempt = 0; attempt < 360 && (await page.locator(".spinner").count()) > 0; attempt++)
    await page.waitForTimeout(500);
}

/** The pages by the names of their pictures: with a network of each of two fronts, and the newest runs. */
async function pagesToShow() {
  const { paretoFront, fused, searchRuns } = await ask(`{
    paretoFront(task: "imagenet", device: "v100-b64", first: 1) { nodes { architecture { key } } }
    fused: paretoFront(task: "av-mnist-hard", device: "jetson-tx2", first: 5) { nodes { architecture { key } } }
    searchRuns(first: 3) { nodes { key } }
  }`);
  const [network] = paretoFront.nodes;
  const runs = searchRuns.nodes.map(({ key }) => key);
  return {
    front: "/?task=imagenet&device=v100-b64",
    costs: "/?task=av-mnist-hard&device=jetson-tx2&minAccuracy=0.85&prefer=latency",
    sides: "/?task=imagenet&device=v100-b64,titan-xp-b64&intervals=all",
    network: `/networks/${network.architecture.key}?task=imagenet&device=v100-b64`,
    fused: `/networks/${fused.nodes.at(-1).architecture.key}?task=av-mnist-hard&device=jetson-tx2`,
    runs: runs.length > 0 ? `/runs?compare=${runs.join(",")}` : "/runs",
    ...(runs.length > 0 && { run: `/runs/${runs[0]}` }),
    devices: "/devices",
    device: "/devices/v100-b64",
  };
}

async function ask(query, variables = {}) {
  const response = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(errors[0].message);
  return data;
}

function startServer() {
  const main = resolve(import.meta.dirname, "../dist/src/main.js");
  return spawn(process.execPath, [main, "serve"], {
    env: {
      ...process.env,
      PORT,
      ARCHIVE: process.env.ARCHIVE ?? `sqlite:${join(folder, "archive.db")}`,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function ready() {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(`${base}/graphql`, { method: "POST" }).catch(() => undefined)) return;
    await new Promise((next) => setTimeout(next, 500));
  }
  throw new Error(`no server answers at ${base}`);
}

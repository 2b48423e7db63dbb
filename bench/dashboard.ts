/**
 * The dashboard in Chromium without a graphics card, on a server with so many measured networks: how long the first
 * view takes until it shows the points and the front (the first visitor of a server that was just started, and the
 * median of five visitors after it, each with a new browser cache), and at how many frames a second a box is drawn in a
 * plot for five seconds.
 *
 *   npm run build && npx tsx bench/dashboard.ts --networks 15000 [--json bench/results/dashboard-15000.json]
 *
 * With --archive FILE the archive is kept, or taken if it exists; with --url, --task and --device a server that runs is
 * visited instead.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { median } from "../src/base/statistics/median.js";
import { startServer } from "../src/benches/api/server.js";
import { DEVICES, TASK } from "../src/benches/archive/networks.js";
import { fill } from "./dashboard/fill.js";
import { brush, firstView, openBrowser, settled, visitor } from "./dashboard/page.js";
import { machine } from "./machine.js";

const { values: given } = parseArgs({
  options: {
    networks: { type: "string", default: "15000" },
    archive: { type: "string" },
    url: { type: "string" },
    task: { type: "string", default: TASK },
    device: { type: "string", default: DEVICES[0] },
    json: { type: "string" },
  },
});

const VISITORS = 5;
const BRUSH_MS = 5_000;
const PROGRAM = resolve(import.meta.dirname, "../dist/src/main.js");

const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Calls with the address of a server, which ends afterwards if it was started here. */
async function serving<T>(visit: (url: string) => Promise<T>): Promise<T> {
  if (given.url !== undefined) return visit(given.url);
  const folder = mkdtempSync(join(tmpdir(), "harmonic-bench-dashboard-"));
  try {
    const file = given.archive ?? join(folder, "archive.db");
    if (!existsSync(file)) await fill(PROGRAM, folder, `sqlite:${file}`, Number(given.networks), note);
    const server = await startServer({
      program: PROGRAM,
      environment: process.env,
      signal: new AbortController().signal,
      settings: { ARCHIVE: `sqlite:${file}`, SEEDS: "none" },
    });
    try {
      return await visit(server.url.replace("/graphql", ""));
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(url: string) {
  const address = `${url}/?${new URLSearchParams({ task: given.task, device: given.device })}`;
  const browser = await openBrowser();
  try {
    const times: number[] = [];
    for (let i = 0; i <= VISITORS; i++) {
      const page = await visitor(browser);
      times.push(await firstView(page, address));
      note(`first view of visitor ${i + 1}: ${Math.round(times[i])} ms`);
      await settled(page);
      await page.close();
    }
    const page = await visitor(browser);
    await firstView(page, address);
    const label = (await page.locator(".overlay").first().getAttribute("aria-label")) ?? "";
    const frame = median(await brush(page, BRUSH_MS));
    return {
      machine: machine(),
      networks: Number(given.networks),
      points: Number(/([\d,]+) networks/.exec(label)?.[1].replaceAll(",", "")),
      firstOfAllMs: Math.round(times[0]),
      firstViewMs: Math.round(median(times.slice(1))),
      frameMs: Math.round(10 * frame) / 10,
      framesPerSecond: Math.round(1000 / frame),
    };
  } finally {
    await browser.close();
  }
}

const result = await serving(measure);
if (given.json !== undefined) writeFileSync(given.json, `${JSON.stringify(result, null, 2)}\n`);
console.log(JSON.stringify(result, null, 2));

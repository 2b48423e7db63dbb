import { existsSync, readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "../api/harness.js";

const BUILT = resolve(import.meta.dirname, "../../dist/web");

let api: TestApi;
afterEach(() => api?.close());

const base = () => api.server.url.replace("/graphql", "");

/** The status of an answer; `fetch` would add headers of its own to a conditional request. */
const statusOf = (url: string, headers: Record<string, string>) =>
  new Promise<number | undefined>((end) => {
    get(url, { headers }, (response) => {
      response.resume();
      end(response.statusCode);
    });
  });

/** The paths that a page names: scripts, styles and the icon. */
const assetsOf = (html: string) => [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);

describe.skipIf(!existsSync(BUILT))("the dashboard (skipped until npm run build has bundled it)", () => {
  it("is served at the paths of its views, under a policy without exceptions", async () => {
    api = await startApi();
    for (const path of [
      "/",
      "/?task=a&device=b",
      "/runs",
      "/runs/abc",
      "/devices/a",
      "/networks/abc?task=a",
    ]) {
      const response = await fetch(base() + path);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        200,
        "text/html; charset=utf-8",
      ]);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
      const html = await response.text();
      expect(html).not.toMatch(/<style|style=|<script(?! type="module" src="\/assets\/)|\son\w+=/);
    }
    expect((await fetch(`${base()}/nothing/here`)).status).toBe(404);
    expect((await fetch(`${base()}/assets/..%2f..%2fpackage.json`)).status).toBe(404);
  });

  it("has files that browsers keep, compressed where they can read that", async () => {
    api = await startApi();
    const html = await (await fetch(`${base()}/`)).text();
    const assets = assetsOf(html).filter((path) => path.startsWith("/assets/"));
    expect(assets).toHaveLength(2);
    for (const path of assets) {
      const plain = await fetch(base() + path, { headers: { "accept-encoding": "identity" } });
      const text = await plain.text();
      expect(plain.headers.get("content-encoding")).toBeNull();
      expect(plain.headers.get("cache-control")).toContain("immutable");
      const packed = await fetch(base() + path, { headers: { "accept-encoding": "br" } });
      expect([packed.headers.get("content-encoding"), packed.headers.get("vary")]).toEqual([
        "br",
        "Accept-Encoding",
      ]);
      expect(await packed.text()).toBe(text);
      const tag = packed.headers.get("etag") ?? "";
      expect(await statusOf(base() + path, { "accept-encoding": "br", "if-none-match": tag })).toBe(304);
    }
    const page = await fetch(`${base()}/`);
    expect(page.headers.get("cache-control")).toBe("no-cache");
  });

  it("is small: below 150 kB in all and 100 kB for the first page, compressed with gzip", () => {
    const files = readdirSync(join(BUILT, "assets")).filter((name) => name.endsWith(".gz"));
    const bytes = (name: string) => readFileSync(join(BUILT, "assets", name));
    const sum = (names: readonly string[]) => names.reduce((total, name) => total + bytes(name).length, 0);
    expect(sum(files)).toBeLessThan(150_000);
    const html = readFileSync(join(BUILT, "index.html"), "utf8");
    const first = new Set(assetsOf(html).map((path) => `${path.replace("/assets/", "")}.gz`));
    for (const name of first) {
      if (!name.endsWith(".js.gz")) continue;
      const script = gunzipSync(bytes(name)).toString();
      for (const [, chunk] of script.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) first.add(`${chunk}.gz`);
    }
    expect(sum([...first].filter((name) => files.includes(name)))).toBeLessThan(100_000);
  });

  it("stays away where it is switched off", async () => {
    api = await startApi({ traffic: { dashboard: false } });
    expect((await fetch(`${base()}/runs`)).status).toBe(404);
    expect((await fetch(`${base()}/icon.svg`)).status).toBe(404);
  });
});

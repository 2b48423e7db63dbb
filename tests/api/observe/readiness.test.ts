import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { pino } from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Readiness } from "../../../src/api/observe/readiness.js";
import { startServer } from "../../../src/api/server.js";
import { openArchive } from "../../../src/archive/open.js";
import { testService } from "../../support/service.js";
import { expectWithin } from "../../support/within.js";
import { startApi, type TestApi } from "../harness.js";
import { metricsOf } from "./metrics-of.js";

const silent = pino({ level: "silent" });
let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

const ready = async (url: string) => {
  const response = await fetch(new URL("/ready", url));
  return { ...((await response.json()) as { code?: string; reason?: string }), status: response.status };
};

describe("readiness", () => {
  it("asks the archive once a second at most, however many ask", async () => {
    let asked = 0;
    const readiness = new Readiness(async () => void asked++, silent);
    for (let i = 0; i < 100; i++) expect(await readiness.whyNot()).toBeUndefined();
    await Promise.all(Array.from({ length: 100 }, () => readiness.whyNot()));
    expect(asked).toBe(1);
    await sleep(1_050);
    await Promise.all(Array.from({ length: 100 }, () => readiness.whyNot()));
    expect(asked).toBe(2);
  });

  it("waits 2 s for an answer, and never asks while one is outstanding", async () => {
    let asked = 0;
    let answer = (): void => undefined;
    const check = () => {
      asked++;
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    };
    const readiness = new Readiness(check, silent);
    const start = performance.now();
    expect(await readiness.whyNot()).toMatchObject({ code: "ARCHIVE_AWAY" });
    expectWithin(performance.now() - start, 2_500);
    await sleep(1_050);
    const again = performance.now();
    expect(await readiness.whyNot()).toMatchObject({ code: "ARCHIVE_AWAY" });
    expectWithin(performance.now() - again, 100);
    expect(asked).toBe(1);
    answer();
    await sleep(0);
    const next = readiness.whyNot();
    await sleep(0);
    answer();
    expect(await next).toBeUndefined();
    expect(asked).toBe(2);
  });

  it("takes an archive that fails for away, and says so once in the log", async () => {
    const lines: string[] = [];
    let isUp = false;
    const check = () => (isUp ? Promise.resolve() : Promise.reject(new Error("secret host")));
    const readiness = new Readiness(check, pino({}, { write: (line: string) => void lines.push(line) }));
    for (let i = 0; i < 2; i++) {
      const why = await readiness.whyNot();
      expect(why).toEqual({ code: "ARCHIVE_AWAY", reason: expect.any(String) });
      expect(JSON.stringify(why)).not.toContain("secret");
      await sleep(1_050);
    }
    isUp = true;
    expect(await readiness.whyNot()).toBeUndefined();
    expect(lines.map((line) => JSON.parse(line).msg)).toMatchObject([
      expect.stringContaining("does not answer"),
      expect.stringContaining("answers again"),
    ]);
  });
});

describe("a server", () => {
  it("answers probes while a new archive is filled, and requests once it is", async () => {
    let finish = (): void => undefined;
    const filled = new Promise<void>((resolve) => {
      finish = resolve;
    });
    api = await startApi({ filled });
    const { server } = api;
    expect((await fetch(new URL("/health", server.url))).status).toBe(200);
    expect(await ready(server.url)).toMatchObject({ status: 503, code: "SEEDING" });
    const client = createClient({ url: server.url.replace("http", "ws"), webSocketImpl: WebSocket });
    const events: unknown[] = [];
    const over = (async () => {
      for await (const event of client.iterate({ query: "{ tasks { id } }" })) events.push(event);
    })();
    const asked = api.ask("{ tasks { id } }");
    expect(await Promise.race([asked, over, sleep(300, "waits")])).toBe("waits");
    finish();
    expect((await asked).data).toEqual({ tasks: [] });
    await over;
    expect(events).toEqual([{ data: { tasks: [] } }]);
    expect(await ready(server.url)).toMatchObject({ status: 200 });
    await client.dispose();
  });

  it("is not ready, and refuses requests, from the moment when it closes", async () => {
    api = await startApi({
      change: (service) => ({ ...service, tasks: () => sleep(800).then(() => service.tasks()) }),
    });
    const { server } = api;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const get = (path: string) =>
      new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        const asked = request(new URL(path, server.url), { agent }, (response) => {
          let text = "";
          response.on("data", (chunk) => {
            text += chunk;
          });
          response.on("end", () => resolve({ status: response.statusCode, text }));
        });
        asked.on("error", reject).end();
      });
    const slow = api.ask("{ tasks { id } }");
    const piped = get("/graphql?query={tasks{id}}&x=1");
    await sleep(200);
    const closing = server.close();
    expect((await slow).data).toEqual({ tasks: [] });
    await piped.catch(() => undefined);
    await closing;
    await expect(fetch(server.url)).rejects.toThrow();
    agent.destroy();
  });

  it("is not ready while its SQLite file is gone or another one, and is when it is back", {
    timeout: 30_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "harmonic-ready-"));
    const file = join(folder, "a.db");
    const archive = await openArchive(`sqlite:${file}`);
    const { service } = await testService(archive);
    const server = await startServer({ service, host: "127.0.0.1", port: 0, logger: silent });
    expect(await ready(server.url)).toMatchObject({ status: 200 });
    renameSync(file, `${file}.away`);
    await expect
      .poll(() => ready(server.url), { timeout: 5_000 })
      .toMatchObject({ status: 503, code: "ARCHIVE_AWAY" });
    expect((await metricsOf(server)).get("archive_up")).toBe(0);
    expect((await fetch(new URL("/health", server.url))).status).toBe(200);
    writeFileSync(file, "something else");
    await sleep(1_100);
    expect(await ready(server.url)).toMatchObject({ status: 503 });
    rmSync(file);
    renameSync(`${file}.away`, file);
    await expect.poll(() => ready(server.url), { timeout: 5_000 }).toMatchObject({ status: 200 });
    expect((await metricsOf(server)).get("archive_up")).toBe(1);
    await server.close();
    await service.close();
    expect((await new Readiness(() => archive.check(), silent).whyNot())?.code).toBe("ARCHIVE_AWAY");
    rmSync(folder, { recursive: true });
  });
});

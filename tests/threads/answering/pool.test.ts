import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isBegun, type SocketResult } from "../../../src/api/operations/answerer.js";
import type { Lane } from "../../../src/api/operations/lanes.js";
import { Overloaded, ThreadLost, TookTooLong } from "../../../src/api/operations/pool.js";
import { AnsweringPool } from "../../../src/threads/answering/pool.js";
import { expectWithin } from "../../support/within.js";

const built = existsSync(new URL("../../../dist/src/threads/answering/serve-thread.js", import.meta.url));
const script = new URL("./thread.mjs", pathToFileURL(import.meta.filename));
const VIEWER = { role: "read", name: "somebody", id: "token:1" } as const;
const SILENT = pino({ level: "silent" });

describe.skipIf(!built)(`threads that answer${built ? "" : " (skipped: npm run build first)"}`, () => {
  let pool: AnsweringPool;
  beforeEach(async () => {
    pool = await AnsweringPool.start(script, {}, { querySeconds: 30, isRemote: false, log: SILENT });
  });
  afterEach(() => pool.close());

  /** What a thread answers: its kind and its number. */
  async function ask(
    lane: Exclude<Lane, "here">,
    body: { readonly does?: string; readonly ms?: number } = {},
    signal = new AbortController().signal,
    client = "one",
  ): Promise<string> {
    const operation = { viewer: VIEWER, method: "POST", headers: {}, search: "", body };
    return String((await pool.on({ lane, client, signal }).http(operation, signal)).body);
  }

  test("are of one kind per lane", async () => {
    expect(await ask("quick")).toMatch(/^quick /);
    expect(await ask("changes")).toMatch(/^changes /);
    expect(await ask("long")).toMatch(/^long /);
    expect(await ask("jobs")).toMatch(/^jobs /);
    expect(await ask("trainings")).toMatch(/^trainings /);
  });

  test("leave this thread free, and other lanes, while they compute", async () => {
    await ask("long");
    const blocked = ask("long", { does: "block", ms: 600 });
    const begin = performance.now();
    await ask("quick");
    expectWithin(performance.now() - begin, 400);
    await blocked;
  });

  test("hand a query that needs time to the lane for it", async () => {
    expect(await ask("quick", { does: "long" })).toMatch(/^long /);
  });

  test("pass on what went wrong, and go on", async () => {
    await expect(ask("quick", { does: "fail" })).rejects.toThrow("it failed");
    expect(await ask("quick")).toMatch(/^quick /);
  });

  test("are replaced when one ends: a change is not begun again, a query once", async () => {
    const first = await ask("changes");
    await expect(ask("changes", { does: "exit" })).rejects.toBeInstanceOf(ThreadLost);
    expect(await ask("changes")).not.toBe(first);
    await expect(ask("quick", { does: "exit" })).rejects.toBeInstanceOf(ThreadLost);
    const gone = new AbortController();
    const blocked = ask("quick", { does: "block", ms: 20_000 }, gone.signal);
    const others = Promise.all([1, 2, 3].map(() => ask("quick", { does: "wait", ms: 300 })));
    setTimeout(() => gone.abort(), 100);
    await expect(blocked).rejects.toMatchObject({ name: "AbortError" });
    expect(await others).toHaveLength(3);
  });

  test("for changes stand by as soon as there is a job that one may cancel", async () => {
    const numberOf = (thread: unknown) => Number(String(thread).split(" ")[1]);
    await ask("jobs");
    const long = numberOf(await ask("long"));
    expect(numberOf(await ask("changes"))).toBeLessThan(long);
  });

  test("tell an operation that nobody waits for it, and end a query that does not listen", async () => {
    const quick = await ask("quick");
    const gone = new AbortController();
    const waiting = ask("quick", { does: "wait", ms: 20_000 }, gone.signal);
    const blocked = ask("long", { does: "block", ms: 20_000 }, gone.signal);
    setTimeout(() => gone.abort(), 100);
    expect(await waiting).toBe(quick);
    await expect(blocked).rejects.toMatchObject({ name: "AbortError" });
    expect(await ask("long")).toMatch(/^long /);
  });

  test("are ended in the middle of a query 2 s after the time that its fields have", async () => {
    await pool.close();
    pool = await AnsweringPool.start(script, {}, { querySeconds: 1, isRemote: false, log: SILENT });
    await ask("long");
    const begin = performance.now();
    const blocked = ask("long", { does: "block", ms: 20_000 }).catch((error) => error);
    const job = ask("jobs", { does: "wait", ms: 3_500 });
    const error = await blocked;
    expect(error).toBeInstanceOf(TookTooLong);
    expect(error.message).toContain("took longer than 1 s");
    expect(performance.now() - begin).toBeGreaterThan(2_900);
    expect(await job).toMatch(/^jobs /);
  }, 20_000);

  test("refuse operations beyond the queue, with the time after which to try again", async () => {
    const all = Array.from({ length: 60 }, (_, i) =>
      ask("long", { does: "wait", ms: 20 }, undefined, `client ${i % 2}`).then(
        () => "done",
        (error) => error,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(pool.gauges.queued()).toBeGreaterThan(40);
    const third = Array.from({ length: 20 }, () =>
      ask("long", { does: "wait", ms: 1 }, undefined, "third").catch((error) => error),
    );
    const refused = (await Promise.all(third)).filter((answer) => answer instanceof Overloaded);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ retryAfterSeconds: expect.any(Number) });
    expect((await Promise.all(all)).every((answer) => answer === "done")).toBe(true);
    expect(pool.gauges.busy()).toBe(0);
  });

  test("answer others while one long query computes, and refuse those that none can begin with", async () => {
    const gone = new AbortController();
    let blocked = 0;
    const block = () => {
      blocked++;
      const end = () => void blocked--;
      return ask("long", { does: "block", ms: 30_000 }, gone.signal).then(end, end);
    };
    const blocks = [block()];
    for (let i = 0; i < 3; i++) expect(await ask("long")).toMatch(/^long /);
    expect(blocked).toBe(1);
    blocks.push(block());
    await expect(ask("long", {}, undefined, "two")).rejects.toBeInstanceOf(Overloaded);
    expect(await ask("quick", {}, undefined, "two")).toMatch(/^quick /);
    expect(blocked).toBe(2);
    gone.abort();
    await Promise.all(blocks);
    expect(await ask("long")).toMatch(/^long /);
  }, 60_000);

  test("write the JSON of results, and hand over long ones as bytes", async () => {
    const { signal } = new AbortController();
    const execute = (length: number) => {
      const operation = { viewer: VIEWER, query: "{ a }", variables: { length }, operationName: null };
      return pool.on({ lane: "quick", client: "one", signal }).execute(operation, signal);
    };
    expect(await execute(3)).toEqual({ json: '{"data":"xxx"}', codes: ["SOME"] });
    const { json } = await execute(1_000_000);
    expect(json).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(json as Uint8Array).toString()).toBe(`{"data":"${"x".repeat(1_000_000)}"}`);
  });

  test("send the events of a subscription one by one, and end it with its signal", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const operation = { viewer: VIEWER, query: "subscription { a }", variables: null, operationName: null };
    const begun = await pool.on({ lane: "jobs", client: "one", signal }).subscribe(operation, signal);
    if (!isBegun(begun)) throw new Error("it did not begin");
    const events: (SocketResult | undefined)[] = [(await begun.next()).value, (await begun.next()).value];
    expect(events.map((event) => event?.json)).toEqual(['{"event":1}', '{"event":2}']);
    controller.abort();
    expect((await begun.next()).done).toBe(true);
  });
});

import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Overloaded } from "../../../src/api/operations/pool.js";
import type { AnsweringThread } from "../../../src/threads/answering/thread.js";
import { ThreadGroup } from "../../../src/threads/answering/thread-group.js";

/** A thread that begins with what it is told to begin with, and answers when it is told to. */
class FakeThread {
  readonly ready: Promise<void>;
  readonly ended = new Promise<void>(() => undefined);
  isEnded = false;
  isReady = false;
  taken = 0;
  lastCall = 0;
  begun = 0;
  readonly aborted: number[] = [];
  readonly answers: (() => void)[] = [];
  start = () => {};

  constructor() {
    this.ready = new Promise((resolve) => {
      this.start = () => {
        this.isReady = true;
        resolve();
      };
    });
  }

  hasBegun = (call: number) => this.begun >= call;
  abort = (call: number) => void this.aborted.push(call);
  close = () => undefined;
  terminate = async () => undefined;

  work(): Promise<string> {
    const call = ++this.lastCall;
    return new Promise((resolve) => this.answers.push(() => resolve(`answer ${call}`)));
  }
}

describe("a group of threads, by a clock of its own", () => {
  let threads: FakeThread[];
  beforeEach(() => {
    vi.useFakeTimers();
    threads = [];
  });
  afterEach(() => vi.useRealTimers());

  const begin = () => {
    const thread = new FakeThread();
    threads.push(thread);
    return thread as unknown as AnsweringThread;
  };
  const groupOf = (size: { threads: number; perThread: number; hasSpare?: boolean }) =>
    new ThreadGroup(
      { ...size, waiting: 64, waitingPerClient: 32 },
      begin,
      1.5,
      30,
      pino({ level: "silent" }),
    );
  const ask = (group: ThreadGroup, patienceMs?: number, client = "one") => {
    const beginBy = patienceMs === undefined ? {} : { beginBy: performance.now() + patienceMs };
    const state = { outcome: "waits" as unknown, at: 0 };
    const end = (outcome: unknown) => Object.assign(state, { outcome, at: performance.now() });
    const terms = { client, signal: new AbortController().signal, isQuery: true, ...beginBy };
    group.run(terms, (thread) => (thread as unknown as FakeThread).work()).then(end, end);
    return state;
  };

  test("refuses what has waited for 3 s in the queue, and what was begun goes on", async () => {
    const group = groupOf({ threads: 1, perThread: 1 });
    const long = ask(group, 3_000);
    threads[0]?.start();
    await vi.advanceTimersByTimeAsync(1);
    if (threads[0] !== undefined) threads[0].begun = 1;
    const others = Array.from({ length: 10 }, (_, i) => ask(group, 3_000, `client ${i}`));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(others.every(({ outcome }) => outcome === "waits")).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    for (const { outcome } of others) expect(outcome).toBeInstanceOf(Overloaded);
    expect(group.queued).toBe(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(long.outcome).toBe("waits");
    threads[0]?.answers[0]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(long.outcome).toBe("answer 1");
    expect(group.busy).toBe(0);
  });

  test("refuses what a thread was given and has not begun with; its place is free once the thread is", async () => {
    const group = groupOf({ threads: 1, perThread: 8 });
    const blocking = ask(group, 3_000);
    threads[0]?.start();
    await vi.advanceTimersByTimeAsync(1);
    if (threads[0] !== undefined) threads[0].begun = 1;
    const behind = ask(group, 3_000);
    await vi.advanceTimersByTimeAsync(3_100);
    expect(behind.outcome).toBeInstanceOf(Overloaded);
    expect(threads[0]?.aborted).toEqual([2]);
    expect(group.busy).toBe(2);
    for (const answer of threads[0]?.answers ?? []) answer();
    await vi.advanceTimersByTimeAsync(1);
    expect([blocking.outcome, group.busy]).toEqual(["answer 1", 0]);
  });

  test("refuses nothing because a thread is still starting", async () => {
    const group = groupOf({ threads: 1, perThread: 1 });
    const asked = [ask(group, 3_000), ask(group, 3_000)];
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked.map(({ outcome }) => outcome)).toEqual(["waits", "waits"]);
    threads[0]?.start();
    await vi.advanceTimersByTimeAsync(1);
    if (threads[0] !== undefined) threads[0].begun = 1;
    threads[0]?.answers[0]?.();
    await vi.advanceTimersByTimeAsync(1);
    if (threads[0] !== undefined) threads[0].begun = 2;
    threads[0]?.answers[1]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ outcome }) => outcome)).toEqual(["answer 1", "answer 2"]);
  });

  test("lets jobs wait for as long as it takes", async () => {
    const group = groupOf({ threads: 1, perThread: 1 });
    ask(group);
    threads[0]?.start();
    const waiting = ask(group);
    await vi.advanceTimersByTimeAsync(20_000);
    expect([waiting.outcome, group.queued]).toEqual(["waits", 1]);
  });

  test("answers a mix with long questions within 5 s, or says by then that it is overloaded", async () => {
    const group = groupOf({ threads: 2, perThread: 1 });
    const durations = [29_000, 100, 1_500, 1_900, 400, 900, 1_200, 50];
    const asked: { readonly state: ReturnType<typeof ask>; readonly arrived: number; readonly ms: number }[] =
      [];
    for (let i = 0; i < 60; i++) {
      const ms = durations[i % durations.length] ?? 0;
      const state = { outcome: "waits" as unknown, at: 0 };
      const end = (outcome: unknown) => Object.assign(state, { outcome, at: performance.now() });
      const signal = new AbortController().signal;
      const beginBy = performance.now() + 3_000;
      group
        .run({ client: `client ${i % 5}`, signal, isQuery: true, beginBy }, (given) => {
          const thread = given as unknown as FakeThread;
          const answer = thread.work();
          thread.begun = thread.lastCall;
          setTimeout(() => thread.answers.shift()?.(), ms);
          return answer;
        })
        .then(end, end);
      asked.push({ state, arrived: performance.now(), ms });
      for (const thread of threads) thread.start();
      await vi.advanceTimersByTimeAsync(400);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    for (const { state, arrived, ms } of asked) {
      expect(state.outcome).not.toBe("waits");
      expect(state.at - arrived).toBeLessThan(Math.max(5_000, ms + 3_100));
    }
    expect(asked.filter(({ state }) => state.outcome instanceof Overloaded).length).toBeGreaterThan(0);
    expect([group.busy, group.queued]).toEqual([0, 0]);
  });

  test("has a thread standing by once none is free, and no more than it may", async () => {
    const group = groupOf({ threads: 2, perThread: 1, hasSpare: true });
    expect(threads).toHaveLength(0);
    ask(group, 3_000);
    expect(threads).toHaveLength(2);
    for (const thread of threads) thread.start();
    await vi.advanceTimersByTimeAsync(1);
    ask(group, 3_000);
    ask(group, 3_000);
    expect([threads.length, group.busy, group.queued]).toEqual([2, 2, 1]);
  });
});

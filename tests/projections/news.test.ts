import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runId, spaceId } from "../../src/base/ids.js";
import { type Link, News, type Subscription, type Topic } from "../../src/projections/news.js";
import { joinThreads } from "../../src/projections/thread-news.js";
import { until } from "../runs/harness.js";

const TOY: Topic = { kind: "measurements", space: spaceId("toy") };
/** Longer than any test: whatever ends within a test did not end by patience. */
const FOREVER = 3_600_000;
const never = new AbortController().signal;

/** Tells whether a wait ends within some turns of the event loop; otherwise it is aborted. */
async function ends(subscription: Subscription): Promise<boolean> {
  const abort = new AbortController();
  let hasEnded = false;
  const wait = subscription.wait(FOREVER, abort.signal).then(() => {
    hasEnded = true;
  });
  for (let i = 0; i < 10; i++) await turn();
  const ended = hasEnded;
  abort.abort();
  await wait;
  return ended;
}

describe("waiting for news", () => {
  it("ends with the first news of the topic", async () => {
    const news = new News();
    const subscription = news.subscribe(TOY);
    const wait = subscription.wait(FOREVER, never);
    news.announce(TOY);
    await wait;
    expect(await ends(subscription)).toBe(false);
  });

  it("ends at once where news came while the listener was busy, however much it was", async () => {
    const news = new News();
    const subscription = news.subscribe(TOY);
    for (let i = 0; i < 3; i++) news.announce(TOY);
    expect(await ends(subscription)).toBe(true);
    expect(await ends(subscription)).toBe(false);
    news.announce(TOY);
    expect(await ends(subscription)).toBe(true);
  });

  it("does not end with news that came before the subscription", async () => {
    const news = new News();
    news.announce(TOY);
    expect(await ends(news.subscribe(TOY))).toBe(false);
  });

  it("does not end with news of other topics, not even of the same name", async () => {
    const news = new News();
    const subscription = news.subscribe(TOY);
    news.announce({ kind: "measurements", space: spaceId("other") });
    news.announce({ kind: "run", run: runId("toy") });
    expect(await ends(subscription)).toBe(false);
  });

  it("ends for every listener, and not for one that has closed its subscription", async () => {
    const news = new News();
    const listeners = Array.from({ length: 30 }, () => news.subscribe(TOY));
    listeners[0].close();
    news.announce(TOY);
    const heard = [];
    for (const listener of listeners) heard.push(await ends(listener));
    expect(heard).toEqual(listeners.map((_, i) => i > 0));
  });

  it("ends when patience does, and not before", async () => {
    const subscription = new News().subscribe(TOY);
    let hasEnded = false;
    const start = performance.now();
    const wait = subscription.wait(80, never).then(() => {
      hasEnded = true;
    });
    await sleep(20);
    expect(hasEnded).toBe(false);
    await wait;
    expect(performance.now() - start).toBeGreaterThan(75);
  });

  it("ends without an error when it is aborted, before or while it waits", async () => {
    const subscription = new News().subscribe(TOY);
    await expect(subscription.wait(FOREVER, AbortSignal.abort())).resolves.toBeUndefined();
    const abort = new AbortController();
    const wait = subscription.wait(FOREVER, abort.signal);
    abort.abort(new Error("gone"));
    await expect(wait).resolves.toBeUndefined();
  });
});

describe("a listener that reads after every wait", () => {
  it("sees every change in the end, however writing and reading interleave", async () => {
    const pauses = fc.array(fc.nat(4), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pauses, fc.nat(4), async (writes, busy) => {
        const news = new News();
        const subscription = news.subscribe(TOY);
        let [stored, seen] = [0, 0];
        const write = async (): Promise<void> => {
          for (const pause of writes) {
            for (let i = 0; i < pause; i++) await turn();
            stored++;
            news.announce(TOY);
          }
        };
        const read = async (): Promise<"all"> => {
          while (seen < writes.length) {
            await subscription.wait(FOREVER, never);
            seen = stored;
            for (let i = 0; i < busy; i++) await turn();
          }
          return "all";
        };
        const late = sleep(5_000, "lost", { ref: false });
        const [outcome] = await Promise.all([Promise.race([read(), late]), write()]);
        expect(outcome).toBe("all");
      }),
    );
  });
});

describe("news of several threads", () => {
  const topic = { kind: "run", run: runId("r") } as const;

  /** Counts how often each of these hears the topic. */
  const counting = (all: readonly News[]) => {
    const heard = all.map(() => 0);
    for (const [i, news] of all.entries()) news.listen(topic, () => heard[i]++);
    return heard;
  };

  it("reaches every thread that has joined, once, without an echo", async () => {
    const all = [new News(), new News(), new News()];
    const leave = all.map((news) => joinThreads(news, "news.test"));
    const heard = counting(all);
    all[0].announce(topic);
    await until(() => heard.every((count) => count > 0));
    // An echo would come as the news did, and as soon.
    await sleep(100);
    expect(heard).toEqual([1, 1, 1]);
    leave[2]();
    const worker = new Worker(
      'new (require("node:worker_threads").BroadcastChannel)("news.test").postMessage({ kind: "run", run: "r" })',
      { eval: true },
    );
    await until(() => heard[1] === 2);
    expect(heard).toEqual([2, 2, 1]);
    leave[0]();
    leave[1]();
    await worker.terminate();
  });

  it("passes from link to link, but not back", () => {
    const [parent, child] = [new News(), new News()];
    const sent: unknown[] = [];
    const toChild: Link = parent.connect((told) => toParent.receive(told));
    const toParent: Link = child.connect((told) => {
      sent.push(told);
      toChild.receive(told);
    });
    const heard = counting([parent, child]);
    child.announce(topic);
    parent.announce(topic);
    expect(heard).toEqual([2, 2]);
    expect(sent).toEqual([topic]);
  });
});

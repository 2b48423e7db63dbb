import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showProgress, whileWorking } from "../../src/cli/output/progress.js";

function stream(isTTY: boolean) {
  const text: string[] = [];
  const passThrough = Object.assign(new PassThrough(), {
    isTTY,
    cursorTo: () => true,
    clearLine: () => true,
  });
  passThrough.on("data", (chunk: Buffer) => text.push(chunk.toString()));
  return { stream: passThrough, text: () => text.join("") };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("quick work shows nothing", () => {
  for (const isTTY of [true, false]) {
    const { stream: to, text } = stream(isTTY);
    const progress = showProgress(to, { label: "reading", unit: "rows", total: 10 });
    progress.update(10);
    progress.stop();
    vi.advanceTimersByTime(60_000);
    expect(text()).toBe("");
  }
});

test("a stream that is not a terminal gets a line after two seconds, and then every five seconds", () => {
  const { stream: to, text } = stream(false);
  const progress = showProgress(to, { label: "reading", unit: "rows", total: 2000 });
  progress.update(1, "fine");
  vi.advanceTimersByTime(2_500);
  progress.update(1500, "fine");
  vi.advanceTimersByTime(5_500);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(text()).toBe("reading: 1 of 2,000 rows, fine, 2.0 s\nreading: 1,500 of 2,000 rows, fine, 7.0 s\n");
});

test("a terminal gets a bar once the work takes two seconds", () => {
  const { stream: to, text } = stream(true);
  const progress = showProgress(to, { label: "searching", unit: "evaluations", total: 20 });
  progress.update(1);
  expect(text()).toBe("");
  vi.advanceTimersByTime(3_000);
  progress.update(10, "front 3");
  progress.stop();
  expect(text()).toMatch(/searching \[=+-+\] 10\/20 evaluations, .*front 3/);
});

test("work of unknown length shows its elapsed time", async () => {
  const { stream: to, text } = stream(false);
  let finish: (value: number) => void = () => undefined;
  const work = whileWorking(to, "training", new Promise<number>((resolve) => (finish = resolve)));
  vi.advanceTimersByTime(10_000);
  finish(7);
  expect(await work).toBe(7);
  expect(text()).toBe("training ... 5.0 s\ntraining ... 10 s\n");
});

test("on a terminal the elapsed time is one line, which is cleared at the end", async () => {
  const { stream: to, text } = stream(true);
  let finish: () => void = () => undefined;
  const work = whileWorking(to, "training", new Promise<void>((resolve) => (finish = resolve)));
  vi.advanceTimersByTime(3_000);
  finish();
  await work;
  expect(text()).toBe("\r\u001b[Ktraining ... 2.0 s\r\u001b[Ktraining ... 3.0 s\r\u001b[K");
});

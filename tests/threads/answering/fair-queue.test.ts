import { describe, expect, test } from "vitest";
import { FairQueue } from "../../../src/threads/answering/fair-queue.js";

describe("a fair queue", () => {
  test("takes the clients in turn, each in its order", () => {
    const queue = new FairQueue<string>(10, 10, () => 0);
    for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) queue.add(item[0], item);
    const taken = Array.from({ length: 7 }, () => queue.take());
    expect(taken).toEqual(["a1", "b1", "c1", "a2", "c2", "a3", undefined]);
  });

  test("bounds what waits, in all and of one client", () => {
    const queue = new FairQueue<number>(3, 2, () => 0);
    expect([1, 2, 3].map((item) => queue.add("a", item) !== undefined)).toEqual([true, true, false]);
    expect([4, 5].map((item) => queue.add("b", item) !== undefined)).toEqual([true, false]);
  });

  test("lets an item leave, and tells how long the oldest has waited", () => {
    let now = 0;
    const queue = new FairQueue<string>(9, 9, () => now);
    const leave = queue.add("a", "first");
    now = 10;
    queue.add("b", "second");
    now = 25;
    expect(queue.oldest()).toBe(25);
    leave?.();
    leave?.();
    expect(queue.size).toBe(1);
    expect(queue.oldest()).toBe(15);
    expect(queue.take()).toBe("second");
    expect(queue.oldest()).toBe(0);
  });
});

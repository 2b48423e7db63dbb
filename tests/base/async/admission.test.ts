import { describe, expect, it } from "vitest";
import { Admission } from "../../../src/base/async/admission.js";

const settled = async (ready: Promise<void>): Promise<boolean> => {
  let done = false;
  void ready.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

describe("admission", () => {
  it("lets so many work, and the others in their order", async () => {
    const queue = new Admission(2, 10, "searches");
    const places = Array.from({ length: 4 }, () => queue.enter());
    const ready = () => Promise.all(places.map((place) => settled(place.ready)));
    expect(places.map(({ waits }) => waits)).toEqual([false, false, true, true]);
    expect(await ready()).toEqual([true, true, false, false]);
    places[1].leave();
    places[1].leave();
    expect(await ready()).toEqual([true, true, true, false]);
    expect(queue.isFull).toBe(true);
    for (const place of places) place.leave();
    expect(queue.isFull).toBe(false);
  });

  it("ends the wait of those who give up, and does not count them", async () => {
    const queue = new Admission(1, 10, "searches");
    const first = queue.enter();
    const controller = new AbortController();
    const [second, third] = [queue.enter(controller.signal), queue.enter()];
    controller.abort();
    expect(await settled(second.ready)).toBe(true);
    second.leave();
    expect(await settled(third.ready)).toBe(false);
    first.leave();
    expect(await settled(third.ready)).toBe(true);
    third.leave();
    expect(queue.isFull).toBe(false);
  });

  it("refuses more than may wait", () => {
    const queue = new Admission(1, 1, "searches");
    queue.enter();
    expect(() => queue.requireRoom()).not.toThrow();
    queue.enter();
    expect(() => queue.requireRoom()).toThrow(/1 searches are at work and 1 wait/);
  });
});

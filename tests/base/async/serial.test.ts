import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Serial } from "../../../src/base/async/serial.js";

interface Job {
  /** The number of turns of the event loop that the task takes. */
  readonly turns: number;
  readonly fails: boolean;
}

const job: fc.Arbitrary<Job> = fc.record({ turns: fc.nat(4), fails: fc.boolean() });

describe("serial tasks", () => {
  it("run one after another in the order in which they were handed in, whichever of them fail", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 8 }), async (jobs) => {
        const serial = new Serial();
        const log: string[] = [];
        const results = jobs.map(({ turns, fails }, i) =>
          serial.run(async () => {
            log.push(`start ${i}`);
            for (let k = 0; k < turns; k++) await turn();
            log.push(`end ${i}`);
            if (fails) throw new Error(`task ${i}`);
            return i;
          }),
        );
        const settled = await Promise.allSettled(results);
        expect(log).toEqual(jobs.flatMap((_, i) => [`start ${i}`, `end ${i}`]));
        expect(
          settled.map((result) => (result.status === "fulfilled" ? result.value : result.reason.message)),
        ).toEqual(jobs.map(({ fails }, i) => (fails ? `task ${i}` : i)));
      }),
    );
  });

  it("that are handed in while one runs wait for it", async () => {
    const serial = new Serial();
    const log: string[] = [];
    let later: Promise<void> | undefined;
    await serial.run(async () => {
      later = serial.run(async () => {
        log.push("later");
      });
      await turn();
      log.push("first");
    });
    await later;
    expect(log).toEqual(["first", "later"]);
  });

  it("may fail before they return a promise, and the next one still runs", async () => {
    const serial = new Serial();
    const failed = serial.run(() => {
      throw new Error("at once");
    });
    await expect(failed).rejects.toThrow("at once");
    expect(await serial.run(async () => 2)).toBe(2);
  });
});

import { describe, expect, it } from "vitest";
import { openArchive } from "../../../src/archive/open.js";
import {
  keepResult,
  keptResult,
  LONGEST_UNUSED_MS,
  MOST_KEPT,
} from "../../../src/projections/networks/kept-searches.js";

const DAY = 86_400_000;

describe("the kept results of searches over predictors", () => {
  it("are bounded in number; those used last are kept", async () => {
    const archive = await openArchive("sqlite::memory:");
    let now = DAY;
    const kept = { archive, clock: () => now };
    for (let i = 0; i < MOST_KEPT + 20; i++) {
      now += 2 * 60_000;
      await keepResult(kept, `k${i}`, Uint8Array.of(i % 256));
      if (i === 10) now += 2 * DAY;
      if (i > 10) expect(await keptResult(kept, "k0")).toEqual(Uint8Array.of(0));
    }
    expect(await archive.blobKeys("estimated/")).toHaveLength(MOST_KEPT);
    expect(await keptResult(kept, "k0")).toBeDefined();
    expect(await keptResult(kept, "k1")).toBeUndefined();
    expect(await keptResult(kept, `k${MOST_KEPT + 19}`)).toBeDefined();
    await archive.close();
  });

  it("are removed when nobody asked for them for long, also those of an earlier release", async () => {
    const archive = await openArchive("sqlite::memory:");
    let now = DAY;
    const kept = { archive, clock: () => now };
    await archive.commit([{ type: "blob", key: "estimated/old", bytes: Uint8Array.of(1) }]);
    await keepResult(kept, "a", Uint8Array.of(2));
    now += LONGEST_UNUSED_MS - DAY;
    expect(await keptResult(kept, "a")).toBeDefined();
    now += 2 * DAY;
    await keepResult(kept, "b", Uint8Array.of(3));
    expect(await archive.blobKeys("estimated/")).toEqual(["estimated/a", "estimated/b"]);
    await archive.close();
  });
});

import { expect, it } from "vitest";
import { whyNoRedis } from "../support/redis.js";
import { torture } from "./torture.js";

const reason = whyNoRedis();

it.skipIf(reason !== undefined)(
  `servers, workers and Redis are killed, and the run ends as if they were not${reason ? ` (${reason})` : ""}`,
  async () => {
    const notes: string[] = [];
    const shared = { seed: 4, budget: 16, note: (line: string) => void notes.push(line) };
    const disturbed = await torture({ ...shared, kills: 3 });
    expect(notes).toHaveLength(3);
    expect(disturbed).toMatchObject({ status: "FINISHED", measurements: 16 });
    expect(disturbed.evaluations.map(({ status }) => status)).toEqual(Array(16).fill("DONE"));
    expect(new Set(disturbed.evaluations.map(({ architecture }) => architecture.key)).size).toBe(16);
    const calm = await torture({ ...shared, kills: 0 });
    expect(disturbed.evaluations).toEqual(calm.evaluations);
  },
  300_000,
);

import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { trainingProcess } from "../../../src/training/process/open.js";

const { execPath } = process;
afterEach(() => {
  process.execPath = execPath;
});

const subject = { task: "nothing", space: "av-mnist" };
const places = { datasets: "nowhere", supernets: "nowhere", backend: "cpu", networkBytes: 0 } as const;

test("a process that cannot start rejects its calls; the next call starts another", async () => {
  const tools = trainingProcess(() => {});
  process.execPath = join(import.meta.dirname, "no-such-program");
  const calls = [tools.checkFusion(subject, places), tools.backboneScores(subject, places)];
  for (const { status, reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
    expect(status).toBe("rejected");
    expect(reason).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/^the training process failed: .*ENOENT/),
    });
  }
  process.execPath = execPath;
  await expect(tools.checkFusion(subject, places)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("nothing.dataset does not exist"),
  });
});

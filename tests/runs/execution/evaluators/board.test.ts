import { expect, it } from "vitest";
import { News } from "../../../../src/projections/news.js";
import { ArchiveBoard } from "../../../../src/runs/execution/evaluators/board.js";
import { FAST } from "../../harness.js";

it("says that the archive is away where a read never ends, and goes on as soon as one does", async () => {
  let answer = (_: number): void => undefined;
  let hangs = true;
  const values = {
    refresh: () =>
      new Promise<number>((resolve) => {
        answer = resolve;
        if (!hangs) resolve(1);
      }),
    of: () => undefined,
  };
  const workers = { announce: () => undefined, failure: async () => undefined };
  const timing = { ...FAST, longestRead: 600 };
  const board = new ArchiveBoard({ news: new News(), timing }, "toy" as never, values, workers);
  const { signal } = new AbortController();
  await expect(board.changed(0, signal)).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: expect.stringContaining("the archive did not answer for 0.6 s"),
  });
  answer(0);
  hangs = false;
  await board.changed(0, signal);
  expect(board.version()).toBeGreaterThan(0);
});

import { afterEach, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import { findingsOf, hang, pausingTable, REQUEST, startProcess, toyArchive, until } from "../harness.js";

const stopping: AbortController[] = [];
const opened: Archive[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0)) stop.abort();
  for (const archive of opened.splice(0)) await archive.close();
});
const watching = () => {
  const stop = new AbortController();
  stopping.push(stop);
  return stop.signal;
};

it("a run of a server that died goes on in one of the others, to the same end", async () => {
  const archive = await toyArchive();
  opened.push(archive);
  const dying = startProcess(archive, { owner: "gone:1:a", evaluators: pausingTable(5, hang) });
  const { id } = await dying.runs.startSearch({ ...REQUEST, parallel: 3 });
  await until(async () => (await archive.findings(id)).length === 5);
  const whole = startProcess(archive, { owner: "here:9:z" });
  const straight = await whole.runs.startSearch({ ...REQUEST, parallel: 3 });

  // The clocks of the others are ahead by more than the time after which a server counts as gone.
  const others = ["b", "c"].map((name) =>
    startProcess(archive, { owner: `${name}:1:${name}`, ahead: 60_000, takesOver: true }),
  );
  for (const other of others) void other.takeOver(watching());
  await until(async () => (await archive.get("run", id))?.status.kind === "finished");
  expect(await findingsOf(archive, (await archive.get("run", id)) as never)).toEqual(
    await findingsOf(archive, straight),
  );
});

it("a server that ends in good order leaves its runs to others that take over; else they are interrupted", async () => {
  for (const takesOver of [true, false]) {
    const toy = await toyArchive();
    opened.push(toy);
    const leaving = startProcess(toy, {
      owner: "a:1:a",
      takesOver,
      evaluators: pausingTable(5, () => void leaving.interruptAll()),
    });
    const { id } = await leaving.runs.startSearch(REQUEST);
    // Where others take over, a run that is left to them is never seen as interrupted.
    await leaving.close();
    const left = (await leaving.runs.run(id)).run.status.kind;
    expect(left).toBe(takesOver ? "running" : "interrupted");
    const other = startProcess(toy, { owner: "b:1:b", takesOver: true });
    void other.takeOver(watching());
    if (takesOver) await until(async () => (await toy.get("run", id))?.status.kind === "finished");
    else {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await toy.get("run", id))?.status.kind).toBe("interrupted");
    }
  }
});

it("a run between two servers is shown as running, and as interrupted only if none takes it over", async () => {
  const archive = await toyArchive();
  opened.push(archive);
  const dying = startProcess(archive, { owner: "gone:1:a", evaluators: pausingTable(5, hang) });
  const { id } = await dying.runs.startSearch({ ...REQUEST, parallel: 3 });
  await until(async () => (await archive.findings(id)).length === 5);
  // Of FAST: a server is gone after 5 s of silence, and its run is interrupted after 25 s.
  const shown = async (ahead: number, takesOver = true) => {
    const { runs } = startProcess(archive, { owner: "b:1:b", ahead, takesOver });
    return (await runs.run(id)).run.status.kind;
  };
  expect([await shown(0), await shown(20_000), await shown(40_000)]).toEqual([
    ...["running", "running", "interrupted"],
  ]);
  expect(await shown(20_000, false)).toBe("interrupted");
});

import { describe, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import { ended, type Process, pausingTable, REQUEST, startProcess, toyArchive } from "../harness.js";

/** An archive whose next answer about runs arrives only when `later` resolves, as it was when it was asked for. */
function slowOnce(archive: Archive): { archive: Archive; until: (later: Promise<unknown>) => void } {
  let later: Promise<unknown> | undefined;
  const delayed = async <T>(answer: Promise<T>): Promise<T> => {
    const wait = later;
    later = undefined;
    const value = await answer;
    await wait;
    return value;
  };
  const slow = new Proxy(archive, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      const call = member.bind(target);
      if (name === "listRuns") return (page: never) => delayed(call(page));
      if (name === "get")
        return (kind: string, id: string) => (kind === "run" ? delayed(call(kind, id)) : call(kind, id));
      return call;
    },
  });
  return {
    archive: slow,
    until: (promise) => {
      later = promise;
    },
  };
}

describe("the status of a run that ends while it is read", () => {
  const questions: readonly [string, (process: Process, id: string) => Promise<unknown>][] = [
    ["run", async ({ runs }, id) => (await runs.run(id)).run],
    ["evaluations", async ({ runs }, id) => (await runs.evaluations(id)).run],
    ["runs", async ({ runs }) => (await runs.runs({ limit: 5 }))[0]],
  ];

  it.each(questions)("is never shown as interrupted (%s)", async (_, ask) => {
    const { archive, until } = slowOnce(await toyArchive());
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const process = startProcess(archive, { evaluators: pausingTable(6, () => gate) });
    const { id } = await process.runs.startSearch(REQUEST);
    until(
      (async () => {
        go();
        await ended(process, id);
        await process.interruptAll();
      })(),
    );
    expect(await ask(process, id)).toMatchObject({ evaluations: 12, status: { kind: "finished" } });
  });
});

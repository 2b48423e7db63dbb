import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { zipOf } from "../../src/export/zip.js";
import { Journal } from "../../src/profiling/client/journal.js";
import { Unreachable } from "../../src/profiling/client/retry.js";
import { fileOfZip } from "../../src/profiling/client/unzip.js";
import { NotMeasured, Stopped } from "../../src/profiling/runners/runner.js";
import { FakeServer, session as fakeSession } from "./fake-session.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harmonic-session-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const session = (server: FakeServer, given?: Parameters<typeof fakeSession>[2]) =>
  fakeSession(folder, server, given);

describe("a session", () => {
  test("measures what is suggested until the time is over, and submits each network at once", async () => {
    const server = new FakeServer();
    const { report, lines } = await session(server);
    expect(report).toMatchObject({ ended: "time", submitted: 5, pending: 0, noiseFloor: 0.01, batch: 4 });
    expect(server.networks).toEqual([1, 2, 3, 4, 5]);
    expect([...server.stored.values()][1]).toEqual({
      architecture: { g: 2 },
      latency: 2,
      latencySd: 0,
      repeats: 5,
      batch: 4,
      runtime: "onnxruntime 1.0.0, 1 thread",
      powerMode: "governor performance",
      measuredAt: "2026-01-01T00:00:00.000Z",
    });
    expect(lines).toContain("noise floor of this machine: 1.0 %");
  });

  test("registers a device that the server does not know", async () => {
    const server = new FakeServer();
    server.known = undefined;
    expect((await session(server)).report).toMatchObject({ registered: true, batch: 1 });
    expect(server.registered).toEqual([{ id: "my-board", description: "a board", runtime: "onnxruntime" }]);
  });

  test("refuses a device of another runtime, before anything is measured", async () => {
    const server = new FakeServer();
    server.known = { runtime: "litert", batch: 1 };
    await expect(session(server)).rejects.toThrow(/runs networks with litert.*--command/);
    expect(server.downloads).toEqual([]);
  });

  test("goes on where the last one ended, and measures nothing twice", async () => {
    const server = new FakeServer();
    for (let i = 0; i < 3; i++) await session(server, { seconds: 45 });
    expect(server.networks).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(server.downloads).toHaveLength(15);
  });

  test("ends where nothing is left to measure", async () => {
    const server = new FakeServer();
    server.total = 3;
    const { report } = await session(server, { seconds: 1e6 });
    expect(report).toMatchObject({ ended: "nothing left", submitted: 3 });
  });

  test("waits for a lost server with growing pauses, and loses nothing", async () => {
    const server = new FakeServer();
    let lost = 4;
    server.fault = (what) => {
      if (what === "submit" && server.submissions === 1 && lost-- > 0) throw new Unreachable("gone");
    };
    const { report, lines, timing } = await session(server);
    expect(timing.slept.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(lines).toContain("gone; again in 0.5 s");
    expect(report).toMatchObject({ ended: "time", pending: 0 });
    expect(new Set(server.networks).size).toBe(server.networks.length);
  });

  test("keeps what a lost server could not take, and the next session submits it first", async () => {
    const server = new FakeServer();
    server.fault = (what) => {
      if (what === "submit" && server.submissions === 2) throw new Unreachable("gone");
    };
    const { report } = await session(server);
    expect(report).toMatchObject({ ended: "server unreachable", submitted: 2, pending: 1 });
    expect(report.notes.join()).toMatch(/gone.*1 measurements are kept in .*journal\.ndjson/);
    server.fault = () => undefined;
    const next = await session(server, { seconds: 5 });
    expect(next.report).toMatchObject({ pending: 0, submitted: 2 });
    expect(server.networks).toEqual([1, 2, 3, 4]);
    expect(server.downloads).toEqual(["n1", "n2", "n3", "n4"]);
  });

  test("that was killed between storing and noting it submits under the same key again", async () => {
    const server = new FakeServer();
    await session(server, { seconds: 5 });
    const file = join(folder, "journal.ndjson");
    const [measured] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, `${measured}\n{"type":"subm`);
    await session(server, { seconds: 5 });
    expect(server.submissions).toBe(3);
    expect(server.networks).toEqual([1, 2]);
    expect(readFileSync(file, "utf8")).not.toContain('"subm{');
  });

  test("an interrupt drops the network in hand only", async () => {
    const server = new FakeServer();
    const { report } = await session(server, {
      onBlocks: (network) => {
        if (network === 3) throw new Stopped();
      },
    });
    expect(report).toMatchObject({ ended: "interrupted", submitted: 2, pending: 0 });
    await session(server, { seconds: 5 });
    expect(server.networks).toEqual([1, 2, 3]);
  });

  test("passes over networks that cannot be measured, and ends after three in a row", async () => {
    const server = new FakeServer();
    const only = (bad: (network: number) => boolean) => (network: number) => {
      if (bad(network)) throw new NotMeasured(`too large: ${network}`);
    };
    const some = await session(server, { seconds: 25, onBlocks: only((network) => network === 2) });
    expect(some.report.failed).toEqual([{ id: "n2", reason: "too large: 2" }]);
    expect(some.report).toMatchObject({ ended: "time", submitted: 3 });
    const all = await session(server, { onBlocks: only(() => true) });
    expect(all.report).toMatchObject({ ended: "networks fail", submitted: 0 });
    expect(all.report.failed).toHaveLength(3);
  });

  test("measures the noise floor again where it is high, and says where it stays so", async () => {
    const once = await session(new FakeServer(), { seconds: 5, floors: [0.6, 0.02] });
    expect(once.report).toMatchObject({ noiseFloor: 0.02, notes: [] });
    const noisy = await session(new FakeServer(), { seconds: 5, floors: [0.6, 0.2, 0.3, 0] });
    expect(noisy.report.noiseFloor).toBe(0.2);
    expect(noisy.report.notes).toEqual([expect.stringContaining("noise floor of this machine: 20.0 %")]);
  });

  test("counts networks that have no energy although there is a meter", async () => {
    const { report } = await session(new FakeServer(), { seconds: 15, metersEnergy: true });
    expect(report.notes).toEqual([expect.stringContaining("2 of 2 networks have no energy")]);
  });

  test("fails soon where the server cannot be reached at the start", async () => {
    const server = new FakeServer();
    server.fault = () => {
      throw new Unreachable("http://nowhere cannot be reached");
    };
    await expect(session(server)).rejects.toThrow("http://nowhere cannot be reached");
  });
});

describe("points of fronts that are to be verified", () => {
  test("are measured before all others, also those that are asked for meanwhile", async () => {
    const server = new FakeServer();
    server.toVerify = [
      ["n9", "v1"],
      ["n2", "v1"],
      ["n9", "v2"],
    ];
    const { report } = await session(server, {
      seconds: 60,
      onBlocks: (network) => {
        if (network === 1) server.toVerify.push(["n7", "v3"]);
      },
    });
    expect(server.networks).toEqual([9, 2, 1, 7, 3, 4]);
    expect(report).toMatchObject({ ended: "time", submitted: 6 });
  });

  test("end the session once none waits, if it was asked for", async () => {
    const server = new FakeServer();
    server.toVerify = [["n4", "v1"]];
    const { report } = await session(server, { verifiesOnly: true, seconds: 1e6 });
    expect(server.networks).toEqual([4]);
    expect(report).toMatchObject({ ended: "nothing to verify", submitted: 1 });
    expect(report.notes).toEqual([expect.stringContaining("no point of a front waits")]);
    expect((await session(new FakeServer(), { verifiesOnly: true })).report.submitted).toBe(0);
  });

  test("are reported to those who wait if they cannot be measured and others can", async () => {
    const server = new FakeServer();
    server.toVerify = [
      ["n2", "v1"],
      ["n2", "v2"],
      ["n3", "v1"],
    ];
    const { report } = await session(server, {
      verifiesOnly: true,
      onBlocks: (network) => {
        if (network === 2) throw new NotMeasured("too large");
      },
    });
    expect(server.reported).toEqual(["v1: n2: too large", "v2: n2: too large"]);
    expect(report.failed).toEqual([{ id: "n2", reason: "too large" }]);
  });

  test("are not given up where one network after the other fails", async () => {
    const server = new FakeServer();
    server.toVerify = ["n1", "n2", "n3", "n4"].map((id) => [id, "v1"]);
    const { report } = await session(server, {
      onBlocks: () => {
        throw new NotMeasured("the program prints garbage");
      },
    });
    expect(report.ended).toBe("networks fail");
    expect(server.reported).toEqual([]);
  });
});

describe("the journal", () => {
  test("is open in one process at a time, and the lock of one that is gone does not count", () => {
    const journal = new Journal(folder);
    expect(() => new Journal(folder)).toThrow(/measures for this server, task and device already/);
    journal.close();
    writeFileSync(join(folder, "journal.lock"), "999999999");
    new Journal(folder).close();
  });

  test("that is damaged in the middle is refused with the line", () => {
    appendFileSync(join(folder, "journal.ndjson"), '{"type":"submitted","key":"a"}\nnonsense\n');
    expect(() => new Journal(folder)).toThrow(/line 2 of .*journal\.ndjson is damaged/);
    expect(() => new Journal(folder)).toThrow(/line 2/);
  });

  test("in a place that is no folder is refused by name", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => new Journal(file)).toThrow(/cannot make the folder/);
  });
});

test("a file of a zip file is found, and what is no zip file has none", () => {
  const zip = zipOf(
    new Map([
      ["a.txt", Buffer.from("first")],
      ["model.onnx", Uint8Array.from([1, 2, 3])],
    ]),
  );
  expect([...fileOfZip(Buffer.from(zip), "model.onnx")!]).toEqual([1, 2, 3]);
  expect(fileOfZip(Buffer.from(zip), "other")).toBeUndefined();
  expect(fileOfZip(Buffer.from(zip.subarray(0, 40)), "model.onnx")).toBeUndefined();
  expect(fileOfZip(Buffer.from("<html>"), "model.onnx")).toBeUndefined();
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/base/errors.js";
import { Unreachable } from "../../src/profiling/client/retry.js";
import { NotMeasured } from "../../src/profiling/runners/runner.js";
import { FakeServer, session } from "./fake-session.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harmonic-layers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEYS = ["a", "b", "c", "d", "e", "f"];

/** A server whose space has six layers. */
function serverWithLayers(): FakeServer {
  const server = new FakeServer();
  server.keys = KEYS;
  return server;
}
const layersOf = ({ profiles }: FakeServer): string[] =>
  profiles.flatMap(({ entries }) => Object.keys(entries).filter((key) => key !== "Identity"));

describe("a session with layers", () => {
  test("measures the empty model and then the layers, and submits each with the overhead beside it", async () => {
    const server = serverWithLayers();
    const { report, lines } = await session(folder, server, { seconds: 200, layers: true });
    expect(server.downloads.slice(0, 4)).toEqual(["Identity", "Identity", "a", "b"]);
    expect(server.profiles[0]).toEqual({
      space: "s",
      entries: { a: { lat: 100 }, Identity: { lat: 99 } },
      source: expect.stringContaining("onnxruntime 1.0.0, 1 thread, batch 4"),
    });
    expect(layersOf(server)).toEqual(KEYS);
    expect(server.batches.slice(1)).toEqual(Array(7).fill(4));
    expect(report.layers).toMatchObject({ needed: 6, before: 0, left: 0, failed: [], notes: [] });
    expect(report.layers?.overhead).toMatchObject({ latency: 99 });
    expect(report.layers?.measured.map(({ key, latency }) => [key, latency])).toEqual(
      KEYS.map((key, i) => [key, 100 + i]),
    );
    expect(lines).toContain("a call in which nothing is computed takes 99.0 ms");
    expect(report.measured).toHaveLength(14);
  });

  test("gives layers half of the time, says how many are left, and the next start goes on with them", async () => {
    const server = serverWithLayers();
    const { report } = await session(folder, server, { seconds: 80, layers: true });
    expect(layersOf(server)).toEqual(["a", "b", "c", "d"]);
    expect(server.networks).toHaveLength(4);
    expect(report.layers).toMatchObject({ before: 0, left: 2 });
    expect(report.notes.join()).toContain("2 of 6 layers are still to be measured");
    const next = await session(folder, server, { seconds: 80, layers: true });
    expect(layersOf(server)).toEqual(KEYS);
    expect(next.report.layers).toMatchObject({ before: 4, left: 0 });
  });

  test("gives layers the rest of the time where no networks are left", async () => {
    const server = serverWithLayers();
    server.total = 1;
    const { report } = await session(folder, server, { seconds: 80, layers: true });
    expect(report).toMatchObject({ ended: "nothing left", submitted: 7, layers: { left: 0 } });
  });

  test("keeps a layer that a lost server could not take, and a session without layers submits it", async () => {
    const server = serverWithLayers();
    server.fault = (what) => {
      if (what === "submit layer" && server.profiles.length === 1) throw new Unreachable("gone");
    };
    const { report } = await session(folder, server, { layers: true });
    expect(report).toMatchObject({ ended: "server unreachable", pending: 1 });
    server.fault = () => undefined;
    await session(folder, server, { seconds: 5 });
    expect(layersOf(server)).toEqual(["a", "b"]);
    expect(server.downloads.filter((key) => key === "b")).toHaveLength(1);
  });

  test("passes over layers that cannot be measured, with the reason, and stops after three in a row", async () => {
    const server = serverWithLayers();
    const failing = (bad: (model: number) => boolean) => (model: number) => {
      if (bad(model)) throw new NotMeasured(`no kernel for ${model}`);
    };
    const one = await session(folder, server, {
      seconds: 200,
      layers: true,
      onBlocks: failing((model) => model === 101),
    });
    expect(one.report.layers).toMatchObject({ left: 1, failed: [{ key: "b", reason: "no kernel for 101" }] });
    expect(one.report.notes.join()).toContain(
      "1 of 6 layers are still to be measured, 1 of them could not be",
    );
    server.keys = [...KEYS, "g", "h", "i", "j"];
    const many = await session(folder, server, {
      seconds: 400,
      layers: true,
      onBlocks: failing((model) => model > 100),
    });
    expect(many.report.layers?.failed).toHaveLength(3);
    expect(many.report.notes.join()).toContain("3 layers in a row could not be measured");
    expect(many.report.measured.length).toBeGreaterThan(0);
  });

  test("goes on without the overhead where the empty model cannot be measured", async () => {
    const server = serverWithLayers();
    const { report, lines } = await session(folder, server, {
      layers: true,
      onBlocks: (model) => {
        if (model === 99) throw new NotMeasured("no Identity");
      },
    });
    expect(report.layers?.overhead).toBeNull();
    expect(server.profiles[0].entries).toEqual({ a: { lat: 100 } });
    expect(lines.join()).toContain("the overhead of a call is not known");
  });

  test("submits energies in all entries of an import or in none", async () => {
    const energies = new Map([
      [99, 5],
      [100, 7],
    ]);
    const server = serverWithLayers();
    await session(folder, server, { layers: true, energyOf: (model) => energies.get(model) });
    expect(server.profiles.slice(0, 2).map(({ entries }) => entries)).toEqual([
      { a: { lat: 100, enrg: 7 }, Identity: { lat: 99, enrg: 5 } },
      { b: { lat: 101 }, Identity: { lat: 99 } },
    ]);
  });

  test("is refused before anything is registered where the layers cannot be exported", async () => {
    const server = serverWithLayers();
    server.known = undefined;
    server.fault = (what) => {
      if (what === "layer Identity") throw new InvalidInput("space", "nobody knows them");
    };
    await expect(session(folder, server, { layers: true })).rejects.toThrow(
      "none of the 6 keys of a profile of the space s can be measured: nobody knows them",
    );
    expect(server.registered).toEqual([]);
  });
});

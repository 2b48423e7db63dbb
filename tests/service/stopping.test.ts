import { afterEach, beforeEach, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
import type { HarmonicService } from "../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../support/service.js";

/** An archive that can be held: from the next call but one on, nobody gets an answer. The next one looks for resets. */
class HeldArchive {
  calls: string[] = [];
  #held: Promise<void> | undefined;
  #release: () => void = () => undefined;
  readonly archive: Archive;

  constructor(archive: Archive) {
    this.archive = new Proxy(archive, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          this.calls.push(String(name));
          const call = () => value.apply(target, given);
          return this.#held === undefined || this.calls.length === 1 ? call() : this.#held.then(call);
        };
      },
    });
  }

  hold(): void {
    this.#held = new Promise((resolve) => {
      this.#release = resolve;
    });
    this.calls = [];
  }

  release(): void {
    this.#held = undefined;
    this.#release();
  }
}

let held: HeldArchive;
let service: HarmonicService;
let exported = 0;
beforeEach(async () => {
  held = new HeldArchive(await openArchive("sqlite::memory:"));
  const exporter = () => {
    exported++;
    return new Promise<never>(() => undefined);
  };
  ({ service } = await testService(held.archive, undefined, exporter));
  await service.registerSearchSpace(TOY_SPACE);
  await service.importSamples({ name: "toy-table", space: "toy", source: toyTable() });
  for (const device of ["b-device", "c-device", "d-device"])
    await service.importSamples({
      name: `of-${device}`,
      space: "toy",
      source: toyTable().replaceAll("toy-device", device),
    });
  for (const metric of ["accuracy", "latency"])
    await service.trainPredictor({ task: "toy-task", device: "toy-device", metric, family: "ridge" });
});
afterEach(async () => {
  held.release();
  await service.close();
});

const ON = { task: "toy-task", device: "toy-device" };
/** A network of the built-in space `av-mnist`. */
const NETWORK = {
  ...Object.fromEntries(
    ["image", "audio"].flatMap((name) => [
      ...[1, 2].flatMap((i) => [
        [`${name}.kernel_${i}`, 3],
        [`${name}.expand_${i}`, 3],
      ]),
      [`${name}.depth_1`, 2],
    ]),
  ),
  ...{ "fusion.cells": 1, "fusion.nodes": 1, "fusion.input_1_1": "image.4", "fusion.input_1_2": "audio.4" },
  ...{ "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2", "fusion.operator_1_1": "ConcatFC" },
};
const SEARCH = {
  task: "toy-task",
  devices: ["toy-device"],
  evaluator: "table",
  samples: "toy-table",
} as const;
const uses: readonly (readonly [string, (signal: AbortSignal) => Promise<unknown>])[] = [
  ["suggestMeasurements", (signal) => service.suggestMeasurements({ ...ON, count: 3 }, signal)],
  ["a device's findings", (signal) => service.devicePage("toy-device", { parts: ["findings"], signal })],
  ["a device's page", (signal) => service.devicePage("toy-device", { signal })],
  ["verifyFront", (signal) => service.verifyFront(ON, signal)],
  ["startSearch", (signal) => service.startSearch({ ...SEARCH, budget: 5, seed: 1 }, signal)],
];

const settled = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (error: { readonly code?: string }) => error.code ?? error,
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const stored = async () => ({
  counts: await service.archiveInfo(),
  runs: await service.runs({ limit: 10 }),
  verifications: await service.verifications({}),
});

it.each(uses)("%s ends while the archive does not answer, and changes nothing", async (_, use) => {
  const before = await stored();
  const abort = new AbortController();
  held.hold();
  const ended = settled(use(abort.signal));
  await pause(20);
  abort.abort();
  const outcome = await Promise.race([ended, pause(1_000).then(() => "still at work")]);
  held.release();
  expect(outcome).toBe("CANCELLED");
  await pause(100);
  expect(await stored()).toEqual(before);
});

it.each(uses)("%s does not begin for whoever is gone, and reads no more once they are", async (_, use) => {
  const before = await stored();
  const abort = new AbortController();
  const began = held.calls.length;
  const ended = settled(use(abort.signal));
  abort.abort();
  expect(await ended).toBe("CANCELLED");
  await pause(150);
  const calls = held.calls.slice(began);
  expect(calls.filter((name) => name === "commit")).toEqual([]);
  expect(await stored()).toEqual(before);
});

it("findings of many devices are not compared any more once nobody waits for them", async () => {
  await service.devicePage("toy-device", { parts: ["findings"] });
  const began = held.calls.length;
  await service.devicePage("toy-device", { parts: ["findings"] });
  const whole = held.calls.length - began;
  const abort = new AbortController();
  const again = held.calls.length;
  const ended = settled(service.devicePage("toy-device", { parts: ["findings"], signal: abort.signal }));
  await Promise.resolve();
  abort.abort();
  expect(await ended).toBe("CANCELLED");
  await pause(150);
  expect(held.calls.length - again).toBeLessThan(whole / 2);
});

it("an export ends while the network is being made", async () => {
  const abort = new AbortController();
  await service.registerTask({ id: "toy-av", space: "av-mnist" });
  const before = exported;
  const ended = settled(service.exportArchitecture({ task: "toy-av", architecture: NETWORK }, abort.signal));
  await expect.poll(() => exported).toBe(before + 1);
  abort.abort();
  expect(await ended).toBe("CANCELLED");
});

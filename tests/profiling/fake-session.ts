import { expect } from "vitest";
import { Journal } from "../../src/profiling/client/journal.js";
import type { KnownDevice, MeasuredProfile, ProfileServer } from "../../src/profiling/client/server.js";
import type { ProfileInput } from "../../src/profiling/session/parts.js";
import { profile } from "../../src/profiling/session/session.js";
import { FakeTime } from "./support.js";

/** A server with the networks n1 ... n30, which suggests them in order, also those that it knows already. */
export class FakeServer implements ProfileServer {
  known: KnownDevice | undefined = { runtime: "", batch: 4 };
  registered: unknown[] = [];
  stored = new Map<string, object>();
  submissions = 0;
  downloads: string[] = [];
  /** The networks that verifications wait for, with the keys of these, and those that were reported as failed. */
  toVerify: (readonly [id: string, verification: string])[] = [];
  reported: string[] = [];
  /** Is called before each request, and may throw. */
  fault: (what: string) => void = () => undefined;
  total = 30;
  /** The keys of the space's layers; that at position i runs 100 + i ms, and the empty model 99 ms. */
  keys: string[] = [];
  batches: number[] = [];
  profiles: MeasuredProfile[] = [];

  async device() {
    this.fault("device");
    return this.known;
  }
  async register(device: object) {
    this.registered.push(device);
  }
  async suggest(_task: string, _device: string, count: number) {
    this.fault("suggest");
    return Array.from({ length: Math.min(count, this.total) }, (_, i) => ({
      id: `n${i + 1}`,
      genes: { g: i + 1 },
    }));
  }
  async waiting() {
    this.fault("waiting");
    const stored = new Set(this.networks.map((n) => `n${n}`));
    return this.toVerify
      .filter(([id]) => !stored.has(id))
      .map(([id, verification]) => ({ id, genes: { g: Number(id.slice(1)) }, verification }));
  }
  async fail({ id, verification }: { readonly id: string; readonly verification: string }, reason: string) {
    this.reported.push(`${verification}: ${id}: ${reason}`);
  }
  async model(_task: string, { id }: { readonly id: string }) {
    this.fault("model");
    this.downloads.push(id);
    return Uint8Array.from([Number(id.slice(1))]);
  }
  async submit(_task: string, _device: string, key: string, measurement: object) {
    this.fault("submit");
    this.submissions++;
    if (this.stored.has(key)) expect(this.stored.get(key)).toEqual(measurement);
    this.stored.set(key, measurement);
  }
  async layers() {
    this.fault("layers");
    return { space: "s", keys: this.keys };
  }
  async layerModel(_space: string, key: string, batch: number) {
    this.fault(`layer ${key}`);
    this.downloads.push(key);
    this.batches.push(batch);
    return Uint8Array.from([100 + this.keys.indexOf(key)]);
  }
  async submitLayer(_device: string, profile: MeasuredProfile) {
    this.fault("submit layer");
    this.profiles.push(profile);
  }
  get networks(): number[] {
    return [...this.stored.values()].map((one) => (one as { architecture: { g: number } }).architecture.g);
  }
}

/** Runs a session in which each model takes ten seconds to measure, and network n runs n ms. */
export async function session(
  folder: string,
  server: FakeServer,
  given: {
    readonly seconds?: number;
    readonly runtime?: string;
    readonly metersEnergy?: boolean;
    readonly floors?: number[];
    readonly verifiesOnly?: boolean;
    readonly layers?: boolean;
    /** Energy of a call by model [mJ]. */
    readonly energyOf?: (model: number) => number | undefined;
    readonly onBlocks?: (network: number, timing: FakeTime) => void;
  } = {},
) {
  const timing = new FakeTime();
  const journal = new Journal(folder);
  const lines: string[] = [];
  let ids = journal.pending.length;
  const input: ProfileInput = {
    task: "t",
    device: "my-board",
    limit: 1000 * (given.seconds ?? 50),
    description: "a board",
    metersEnergy: given.metersEnergy === true,
    verifiesOnly: given.verifiesOnly === true,
    deviceRuntime: given.runtime ?? "onnxruntime",
    ...(given.layers === undefined ? {} : { layers: given.layers }),
  };
  try {
    const report = await profile(
      {
        server,
        journal,
        timing,
        runner: {
          runtime: "onnxruntime 1.0.0, 1 thread",
          open: async ([network]) => ({
            async blocks() {
              given.onBlocks?.(network, timing);
              timing.time += 10_000;
              const energy = given.energyOf?.(network);
              const block = { latencies: [network, network], ...(energy === undefined ? {} : { energy }) };
              return [0, 1, 2, 3, 4].map(() => block);
            },
            close: async () => undefined,
          }),
        },
        noiseFloor: async () => given.floors?.shift() ?? 0.01,
        machineState: () => ({ load: 1, governor: "performance" }),
        clock: () => Date.UTC(2026, 0, 1),
        newId: () => `id-${server.submissions}-${++ids}`,
        onProgress: () => undefined,
        note: (line) => lines.push(line),
      },
      input,
    );
    return { report, lines, timing };
  } finally {
    journal.close();
  }
}

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type ArchitectureId, deviceId, taskId } from "../src/base/ids.js";
import { fraction, milliseconds } from "../src/base/units.js";
import type { Change } from "../src/records/changes.js";
import { contentId } from "../src/records/content-id.js";
import type { Fidelity, Measurement } from "../src/records/measurement.js";
import { toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { architectureId } from "../src/space/identity.js";
import { decodeNetwork } from "./network-code.js";
import { seedFile } from "./seed-file.js";

/**
 * A table of OFA-MobileNetV3 networks, each as `encodeNetwork` writes it, and one column of values per task or device.
 */
export interface OfaTable {
  readonly source: string;
  readonly licence: string;
  readonly networks: readonly string[];
  /** Top-1 accuracy as a fraction by task. */
  readonly accuracy?: Readonly<Record<string, readonly number[]>>;
  /** Latency in milliseconds by device. */
  readonly latency?: Readonly<Record<string, readonly number[]>>;
}

export const OFA_TABLES = ["ofa-accuracy", "ofa-latency"] as const;

const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);

/** Generates the architectures and measurements of the seeded OFA tables, one task or device after the other. */
export function* ofaChanges(): Generator<Change> {
  for (const name of OFA_TABLES) {
    const table = JSON.parse(gunzipSync(readFileSync(seedFile(`${name}.json.gz`))).toString()) as OfaTable;
    const genotypes = table.networks.map(decodeNetwork);
    const ids = genotypes.map((genotype) => architectureId(space, genotype));
    for (const [row, genotype] of genotypes.entries()) {
      const architecture = toArchitecture(space, genotype);
      yield { type: "architecture", record: { id: ids[row], space: space.spec.id, architecture } };
    }
    for (const record of measurements(name, table, ids)) yield { type: "measurement", record };
  }
}

function* measurements(
  name: string,
  table: OfaTable,
  ids: readonly ArchitectureId[],
): Generator<Measurement> {
  const shared = { space: space.spec.id, origin: table.source, retracted: false, repeats: 1 };
  for (const [task, values] of Object.entries(table.accuracy ?? {})) {
    const subject = { subject: "task", task: taskId(task), fidelity: FIDELITY } as const;
    for (const [row, accuracy] of values.entries()) {
      const id = contentId("seed", name, row, task);
      yield { ...shared, ...subject, id, architecture: ids[row], accuracy: fraction(accuracy) };
    }
  }
  for (const [device, values] of Object.entries(table.latency ?? {})) {
    const subject = { subject: "device", device: deviceId(device) } as const;
    for (const [row, latency] of values.entries()) {
      const id = contentId("seed", name, row, device);
      yield { ...shared, ...subject, id, architecture: ids[row], latency: milliseconds(latency) };
    }
  }
}

const FIDELITY: Fidelity = { split: "validation", training: "inherited supernet weights", seeds: [] };

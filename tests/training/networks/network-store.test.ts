import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FUSION_SETTINGS } from "../../../src/training/fusion/settings.js";
import { readNetwork, type StoredNetwork } from "../../../src/training/networks/network-file.js";
import { NetworkStore } from "../../../src/training/networks/network-store.js";
import { normals } from "../../support/gradient-cases.js";

const norms = (name: string) => ({ examples: 4, parts: [{ [name]: normals(name, 6) }] });
const network: StoredNetwork = {
  ...{ task: "digits", space: "av-mnist", seed: 7, backend: "none", dataset: "0123", targets: "class" },
  genes: { "fusion.cells": 1 },
  settings: FUSION_SETTINGS,
  validation: { accuracy: 0.5, crossEntropy: 1 },
  fusion: {
    genotype: [
      { inputs: ["image.1", "audio.1"], nodes: [{ inputs: ["input.1", "input.2"], operator: "Sum" }] },
    ],
    shape: { taps: ["image.1", "audio.1"], inChannels: 3, channels: 4, positions: 16, classes: 2 },
    values: normals("values", 2000),
    lateWeight: 1,
    moments: { mean: normals("mean", 6), covariance: normals("covariance", 18) },
    norms: norms("cell1.node1"),
  },
  backbones: [{ modality: "image", seed: 1, identity: [{ epochs: 2 }, "abc"], norms: norms("stem") }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "harmonic-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = () => readdirSync(folder).sort();
/** Keeps networks one after the other, each a minute younger than the one before. */
async function keepAll(store: NetworkStore, names: readonly string[]): Promise<void> {
  for (const [i, name] of names.entries()) {
    await store.keep(name, network);
    const minutes = 60 * (i - 1_000);
    utimesSync(join(folder, `${name}.network`), Date.now() / 1_000 + minutes, Date.now() / 1_000 + minutes);
  }
}

describe("a store of networks", () => {
  test("stores a network and returns its file name", async () => {
    expect(await new NetworkStore(folder, 1e6).keep("digits.00aa", network)).toBe("digits.00aa.network");
    expect(await readNetwork(join(folder, "digits.00aa.network"))).toEqual(network);
  });

  test("removes the networks of a front last, and then the oldest of them first", async () => {
    await keepAll(new NetworkStore(folder, 1e6), ["a", "b", "c", "d"]);
    const { size } = statSync(join(folder, "a.network"));
    const front = ["a.network", "b.network", "gone.network"];
    await new NetworkStore(folder, 3 * size).keep("e", network, front);
    expect(files()).toEqual(["a.network", "b.network", "e.network"]);
    await new NetworkStore(folder, 2 * size).keep("f", network, front);
    expect(files()).toEqual(["b.network", "f.network"].sort());
  });

  test("removes the oldest networks beyond its quota, and no other files", async () => {
    writeFileSync(join(folder, "digits.image.1.supernet"), new Uint8Array(100_000));
    await keepAll(new NetworkStore(folder, 1e6), ["b", "a", "c"]);
    const { size } = statSync(join(folder, "a.network"));
    await new NetworkStore(folder, 3 * size).keep("d", network);
    expect(files()).toEqual(["a.network", "c.network", "d.network", "digits.image.1.supernet"]);
    await new NetworkStore(folder, 2 * size).keep("e", network);
    expect(files()).toEqual(["d.network", "digits.image.1.supernet", "e.network"]);
  });

  test("never removes the newest network, however large, and stores none if the quota is 0", async () => {
    await keepAll(new NetworkStore(folder, 1e6), ["a", "b"]);
    expect(await new NetworkStore(folder, 1).keep("large", network)).toBe("large.network");
    expect(files()).toEqual(["large.network"]);
    expect(await new NetworkStore(folder, 0).keep("more", network)).toBeUndefined();
    expect(files()).toEqual(["large.network"]);
  });

  test("treats a network that is stored again as the newest", async () => {
    const store = new NetworkStore(folder, 1e6);
    await keepAll(store, ["a", "b", "c"]);
    await store.keep("a", network);
    const { size } = statSync(join(folder, "a.network"));
    await new NetworkStore(folder, 2 * size).keep("d", network);
    expect(files()).toEqual(["a.network", "d.network"]);
  });
});

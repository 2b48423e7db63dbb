import { expect, it } from "vitest";
import { Catalog } from "../../../src/projections/catalog.js";
import { SpaceNetworksStore } from "../../../src/projections/networks/stored-networks.js";
import { Snapshots } from "../../../src/projections/snapshots/snapshots.js";
import type { Archive } from "../../../src/records/archive.js";
import { measuredChanges, NETWORKS, toyArchive, toySpace } from "../fixtures.js";

it("the architectures of an archive are read in pages, and later only what is new", async () => {
  const archive = await toyArchive();
  const all = NETWORKS.slice(0, 14);
  await archive.commit(measuredChanges(all.slice(0, 11)));
  const pages: number[] = [];
  const watched = {
    ...archive,
    get: archive.get.bind(archive),
    architectures: async (...args: Parameters<Archive["architectures"]>) => {
      const found = await archive.architectures(...args);
      pages.push(found.length);
      return found;
    },
  } as Archive;
  const log = { info: () => undefined, warn: () => undefined };
  const store = new SpaceNetworksStore(watched, new Catalog(archive), new Snapshots(watched, log), 4);
  const genotypes = async () => {
    const networks = await store.of(toySpace.spec.id);
    return Array.from({ length: networks.count }, (_, row) => networks.genotype(row));
  };
  expect(await genotypes()).toEqual(all.slice(0, 11));
  expect(pages).toEqual([4, 4, 3]);
  await archive.commit(measuredChanges(all.slice(11)));
  expect(await genotypes()).toEqual(all);
  expect(pages.slice(3)).toEqual([3]);
  await archive.close();
});

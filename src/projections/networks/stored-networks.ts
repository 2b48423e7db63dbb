import { setImmediate } from "node:timers/promises";
import { Serial } from "../../base/async/serial.js";
import type { SpaceId } from "../../base/ids.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Archive } from "../../records/archive.js";
import { fromArchitecture } from "../../space/architecture.js";
import type { Space } from "../../space/space.js";
import type { Catalog } from "../catalog.js";
import { bytesOfId } from "../columns/id-index.js";
import { imageOfNetworks, networksOf } from "../snapshots/networks-image.js";
import type { Snapshots } from "../snapshots/snapshots.js";
import { emptyOf, NO_NETWORKS, type SpaceNetworks } from "./space-networks.js";

/** Architectures that are read together: the records of a page take 1 kB each for a moment. */
const PAGE = 20_000;

/** Keeps the architectures of each space that was asked for, and reads what the archive has stored since. */
export class SpaceNetworksStore {
  readonly #kept = new Map<SpaceId, SpaceNetworks>();
  readonly #reading = new Serial();

  constructor(
    private readonly archive: Archive,
    private readonly catalog: Catalog,
    private readonly snapshots: Snapshots,
    private readonly page = PAGE,
  ) {}

  /** The architectures of a space, up to date; they are read in pages, of which each is kept at once. */
  of(space: SpaceId): Promise<SpaceNetworks> {
    return this.#reading.run(async () => {
      let networks = this.#kept.get(space) ?? (await this.#restored(space));
      for (;;) {
        const records = await this.archive.architectures(space, networks?.count ?? 0, this.page);
        if (records.length > 0) networks = extended(networks, await this.catalog.space(space), records);
        if (networks === undefined) return NO_NETWORKS;
        const known = networks;
        this.#kept.set(space, known);
        this.snapshots.offer(nameOf(space), known.count, () => imageOfNetworks(known));
        if (records.length < this.page) return known;
        await setImmediate();
      }
    });
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#kept.clear();
  }

  /** The architectures of a snapshot, if there is one of this archive. */
  #restored(space: SpaceId): Promise<SpaceNetworks | undefined> {
    return this.snapshots.restored(
      nameOf(space),
      async (image) => networksOf(image, this.archive, await this.catalog.space(space)),
      ({ count }) => count,
    );
  }
}

const nameOf = (space: SpaceId): string => JSON.stringify({ space });

function extended(
  before: SpaceNetworks | undefined,
  space: Space,
  records: readonly ArchitectureRecord[],
): SpaceNetworks {
  const known = before ?? emptyOf(space);
  const ids = known.ids.with(records.map(({ id }) => requireBytes(id)));
  const genotypes = known.genotypes.with(
    records.map(({ architecture }) => fromArchitecture(space, architecture)),
  );
  return known.followedBy(ids, genotypes);
}

function requireBytes(id: string): Uint8Array {
  const bytes = bytesOfId(id);
  if (bytes === undefined) throw new Error(`the id "${id}" of an architecture is not a SHA-256`);
  return bytes;
}

import { Serial } from "../../base/async/serial.js";
import type { ArchitectureId, SpaceId } from "../../base/ids.js";
import type { ArchitectureRecord } from "../../records/architecture.js";
import type { Archive } from "../../records/archive.js";
import type { SizeMetric } from "../../search/constraints/constraints.js";
import { fromArchitecture } from "../../space/architecture.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import type { Catalog } from "../catalog.js";
import { ByteTable } from "../columns/byte-table.js";
import { FloatColumn } from "../columns/float-column.js";
import { bytesOfId, ID_BYTES, IdIndex, idOfRow } from "../columns/id-index.js";

/**
 * The architectures of a space in the order in which the archive stored them, one per row. An instance never changes;
 * a later one has the same rows and more.
 */
export class SpaceNetworks {
  constructor(
    readonly ids: ByteTable,
    readonly genotypes: ByteTable,
    readonly index: IdIndex,
    private readonly sizes: SizeColumns,
  ) {}

  get count(): number {
    return this.ids.count;
  }

  id(row: number): ArchitectureId {
    return idOfRow(this.ids, row);
  }

  /** The row of an architecture; undefined if it is not among these. */
  rowOf(id: ArchitectureId): number | undefined {
    return this.index.rowOf(this.ids, id);
  }

  genotype(row: number): Genotype {
    return this.genotypes.row(row);
  }

  /** The same rows, followed by the rest of these. */
  followedBy(ids: ByteTable, genotypes: ByteTable): SpaceNetworks {
    this.index.add(ids, this.count);
    return new SpaceNetworks(ids, genotypes, this.index, this.sizes);
  }

  /** The parameters or the MACs of every row, as `complexityOf` counts them; NaN where they cannot be counted. */
  size(metric: SizeMetric): FloatColumn {
    return this.sizes.of(this.genotypes, metric);
  }
}

/** The parameters and MACs of the networks of a space, counted when they are first asked for. */
export class SizeColumns {
  #count = 0;
  #columns = { params: FloatColumn.EMPTY, macs: FloatColumn.EMPTY };

  /** @param space undefined for a space of which nothing is stored */
  constructor(private readonly space: Space | undefined) {}

  of(genotypes: ByteTable, metric: SizeMetric): FloatColumn {
    if (this.space !== undefined && this.#count < genotypes.count) this.#extend(this.space, genotypes);
    return this.#columns[metric];
  }

  #extend(space: Space, genotypes: ByteTable): void {
    const [params, macs] = [this.#columns.params.edit(), this.#columns.macs.edit()];
    for (let row = this.#count; row < genotypes.count; row++) {
      const complexity = complexityOf(space, genotypes.row(row));
      params.set(row, complexity?.params ?? Number.NaN);
      macs.set(row, complexity?.macs ?? Number.NaN);
    }
    this.#columns = { params: params.done(), macs: macs.done() };
    this.#count = genotypes.count;
  }
}

/** Keeps the architectures of each space that was asked for, and reads what the archive has stored since. */
export class SpaceNetworksStore {
  readonly #kept = new Map<SpaceId, SpaceNetworks>();
  readonly #reading = new Serial();

  constructor(
    private readonly archive: Archive,
    private readonly catalog: Catalog,
  ) {}

  /** The architectures of a space, up to date. */
  of(space: SpaceId): Promise<SpaceNetworks> {
    return this.#reading.run(async () => {
      const before = this.#kept.get(space);
      const records = await this.archive.architectures(space, before?.count ?? 0);
      if (before !== undefined && records.length === 0) return before;
      if (records.length === 0) return EMPTY;
      const networks = extended(before, await this.catalog.space(space), records);
      this.#kept.set(space, networks);
      return networks;
    });
  }

  /** The architectures of a space as they were when they were last read; undefined before. */
  kept(space: SpaceId): SpaceNetworks | undefined {
    return this.#kept.get(space);
  }

  /** Takes over the architectures of a space that were read elsewhere, unless as many are known here. */
  take(space: SpaceId, networks: SpaceNetworks): void {
    if (networks.count > (this.#kept.get(space)?.count ?? 0)) this.#kept.set(space, networks);
  }

  /** Forgets everything. It is called after the archive was emptied. */
  forget(): void {
    this.#kept.clear();
  }
}

const EMPTY = new SpaceNetworks(
  ByteTable.empty(ID_BYTES),
  ByteTable.empty(0),
  new IdIndex(ByteTable.empty(ID_BYTES)),
  new SizeColumns(undefined),
);

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

/** No architectures of a space. */
const emptyOf = (space: Space): SpaceNetworks =>
  new SpaceNetworks(
    ByteTable.empty(ID_BYTES),
    ByteTable.empty(space.genes.length),
    new IdIndex(ByteTable.empty(ID_BYTES)),
    new SizeColumns(space),
  );

function requireBytes(id: string): Uint8Array {
  const bytes = bytesOfId(id);
  if (bytes === undefined) throw new Error(`the id "${id}" of an architecture is not a SHA-256`);
  return bytes;
}

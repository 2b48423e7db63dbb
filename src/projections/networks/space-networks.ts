import type { ArchitectureId } from "../../base/ids.js";
import type { SizeMetric } from "../../search/constraints/constraints.js";
import { complexityOf } from "../../space/network/index.js";
import type { Space } from "../../space/space.js";
import type { Genotype } from "../../space/types.js";
import { ByteTable } from "../columns/byte-table.js";
import { FloatColumn } from "../columns/float-column.js";
import { ID_BYTES, IdIndex, idOfRow } from "../columns/id-index.js";

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

/** No architectures. */
export const NO_NETWORKS = new SpaceNetworks(
  ByteTable.empty(ID_BYTES),
  ByteTable.empty(0),
  new IdIndex(ByteTable.empty(ID_BYTES)),
  new SizeColumns(undefined),
);

/** No architectures of a space. */
export const emptyOf = (space: Space): SpaceNetworks =>
  new SpaceNetworks(
    ByteTable.empty(ID_BYTES),
    ByteTable.empty(space.genes.length),
    new IdIndex(ByteTable.empty(ID_BYTES)),
    new SizeColumns(space),
  );

import type { SizeMetric } from "../../search/constraints/constraints.js";
import { INACTIVE } from "../../space/types.js";
import type { StructureColumns } from "./structure-rows.js";

/** Genes of which the choices are kept: of a million rows, each takes 1 MB. */
const MOST_GENES = 8;

/** The parameters or the MACs of the rows. */
interface PlacedSize {
  /** Values by place, rounded, in single precision: rounding never changes which of two is larger, only makes equal. */
  values: Float32Array;
  /** The least value of each block; minus infinity where it is not known of a row. */
  least: Float64Array;
  filled: number;
}

/**
 * The choices of genes and the sizes of the rows of an index in the order of its places, so that the rows of a block
 * which keep limits are found without a look at the columns of networks. What it says is approximate in one direction:
 * every row that keeps the limits is among those that it selects, and few others are.
 */
export class PlacedStructure {
  readonly #genes = new Map<number, { values: Uint8Array; filled: number }>();
  readonly #sizes = new Map<SizeMetric, PlacedSize>();
  /** The largest number of rows that columns had. */
  #known = 0;

  /** @param block the number of places of a block */
  constructor(private readonly block: number) {}

  /**
   * Makes what limits need ready for the first `count` places.
   * @param rows the row of each place; a place never gets another row
   */
  prepare(
    { count: known, genotypes, genes, sizes }: StructureColumns,
    rows: Int32Array,
    count: number,
  ): void {
    this.#known = Math.max(this.#known, known);
    for (const { position } of genes) {
      const own = this.#genes.get(position) ?? { values: new Uint8Array(0), filled: 0 };
      this.#genes.delete(position);
      this.#genes.set(position, own);
      if (own.values.length < count) {
        const longer = new Uint8Array(rows.length);
        longer.set(own.values);
        own.values = longer;
      }
      for (let k = own.filled; k < count; k++)
        own.values[k] = rows[k] < known ? genotypes.at(rows[k], position) : INACTIVE;
      own.filled = count;
    }
    for (const { size, values } of sizes) {
      const own = this.#sizes.get(size) ?? emptySize();
      this.#sizes.set(size, own);
      this.#fill(own, (row) => (row < known ? values.at(row) : Number.NEGATIVE_INFINITY), rows, count);
    }
    for (const position of this.#genes.keys()) {
      if (this.#genes.size <= Math.max(MOST_GENES, genes.length)) break;
      this.#genes.delete(position);
    }
  }

  /**
   * Writes the places from `first` to before `end` whose rows may keep the limits, in order; returns their number. The
   * limits have been prepared.
   */
  select(limits: StructureColumns, first: number, end: number, places: Int32Array): number {
    let found = 0;
    for (let k = first; k < end; k++) places[found++] = k;
    if (this.#isEarlier(limits)) return found;
    const { genes, sizes } = limits;
    for (const { position, isAllowed } of genes) {
      const { values } = this.#genes.get(position) as { values: Uint8Array };
      const before = found;
      found = 0;
      for (let i = 0; i < before; i++) if (isAllowed[values[places[i]]] === 1) places[found++] = places[i];
    }
    for (const { size, most } of sizes) {
      const { values } = this.#sizes.get(size) as PlacedSize;
      const [limit, before] = [Math.fround(most), found];
      found = 0;
      for (let i = 0; i < before; i++) if (!(values[places[i]] > limit)) places[found++] = places[i];
    }
    return found;
  }

  /** The least value of each of some sizes in a block; minus infinity where it is not known of a row. */
  readLeast(limits: StructureColumns, block: number, least: Float64Array): void {
    if (this.#isEarlier(limits)) least.fill(Number.NEGATIVE_INFINITY);
    else
      for (const [i, { size }] of limits.sizes.entries())
        least[i] = (this.#sizes.get(size) as PlacedSize).least[block];
  }

  /** Whether limits are those of an earlier moment, when other networks may have had the rows behind the known ones. */
  #isEarlier({ count }: StructureColumns): boolean {
    return count < this.#known;
  }

  #fill(own: PlacedSize, valueAt: (row: number) => number, rows: Int32Array, count: number): void {
    if (own.values.length < count) {
      const [values, least] = [
        new Float32Array(rows.length),
        new Float64Array(Math.ceil(rows.length / this.block)).fill(Number.POSITIVE_INFINITY),
      ];
      values.set(own.values);
      least.set(own.least);
      [own.values, own.least] = [values, least];
    }
    for (let k = own.filled; k < count; k++) {
      const value = valueAt(rows[k]);
      own.values[k] = value;
      const block = Math.floor(k / this.block);
      if (!(value >= own.least[block]))
        own.least[block] = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
    }
    own.filled = count;
  }
}

const emptySize = (): PlacedSize => ({ values: new Float32Array(0), least: new Float64Array(0), filled: 0 });

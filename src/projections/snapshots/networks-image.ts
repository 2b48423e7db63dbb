import type { Archive } from "../../records/archive.js";
import type { Space } from "../../space/space.js";
import { ByteTable } from "../columns/byte-table.js";
import { ID_BYTES, IdIndex } from "../columns/id-index.js";
import { SizeColumns, SpaceNetworks } from "../networks/space-networks.js";
import type { Image } from "./image.js";

interface Meta {
  readonly count: number;
  /** The number of rows in the index of ids. */
  readonly indexed: number;
}

/** The image of the architectures of a space: their ids, genotypes and the index of ids. */
export function imageOfNetworks({ ids, genotypes, index }: SpaceNetworks): Image {
  const { slots, count } = index.shared;
  const meta: Meta = { count: ids.count, indexed: count };
  return { meta, arrays: [slots, ...ids.chunks, ...genotypes.chunks] };
}

/**
 * The architectures of an image.
 * @throws Error if the archive does not have them in the same places
 */
export async function networksOf(
  { meta, arrays }: Image,
  archive: Pick<Archive, "architectures">,
  space: Space,
): Promise<SpaceNetworks> {
  const { count, indexed } = meta as Meta;
  const [slots, ...chunks] = arrays as [Int32Array, ...Uint8Array[]];
  const ids = new ByteTable(ID_BYTES, count, chunks.slice(0, chunks.length / 2));
  const genotypes = new ByteTable(space.genes.length, count, chunks.slice(chunks.length / 2));
  const index = new IdIndex(ids, { slots, count: indexed });
  const networks = new SpaceNetworks(ids, genotypes, index, new SizeColumns(space));
  const [last] = count === 0 ? [] : await archive.architectures(space.spec.id, count - 1);
  if (last?.id !== networks.id(count - 1)) throw new Error("the archive has other architectures");
  return networks;
}

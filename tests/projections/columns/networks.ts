import { createHash } from "node:crypto";
import { ByteTable } from "../../../src/projections/columns/byte-table.js";
import { ID_BYTES, IdIndex } from "../../../src/projections/columns/id-index.js";
import { SizeColumns, SpaceNetworks } from "../../../src/projections/networks/space-networks.js";

/** The bytes of an id that follows from a number. */
export const bytesOf = (number: number): Uint8Array => createHash("sha256").update(String(number)).digest();

/** Some networks with ids and without genes. */
export function networksOf(count: number): SpaceNetworks {
  const ids = ByteTable.empty(ID_BYTES).with(Array.from({ length: count }, (_, i) => bytesOf(i)));
  return new SpaceNetworks(ids, ByteTable.empty(0), new IdIndex(ids), new SizeColumns(undefined));
}

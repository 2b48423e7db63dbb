import { Binary, type ClientSession } from "mongodb";
import { checksum, Damaged, WRONG_CHECKSUM } from "../damage.js";
import type { Collections, PieceDocument } from "./collections.js";

const PIECE_BYTES = 4 * 1024 * 1024;

type Owner = PieceDocument["owner"];

/** Replaces the value of `key`. An empty value is stored as one empty piece. */
export async function writePieces(
  { pieces }: Collections,
  session: ClientSession,
  owner: Owner,
  key: string,
  bytes: Uint8Array,
): Promise<void> {
  await pieces.deleteMany({ owner, key }, { session });
  for (let number = 0; number === 0 || number * PIECE_BYTES < bytes.length; number++) {
    const piece = bytes.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES);
    const document = { owner, key, number, bytes: new Binary(piece) };
    await pieces.insertOne({ ...document, sum: checksum(piece) }, { session });
  }
}

/** The value of `key`; undefined if there is none. */
export async function readPieces(
  { pieces }: Collections,
  session: ClientSession,
  owner: Owner,
  key: string,
): Promise<Uint8Array | undefined> {
  const found = await pieces.find({ owner, key }, { session }).sort({ number: 1 }).toArray();
  if (found.length === 0) return undefined;
  const pieceBytes = found.map((piece, number) => {
    const bytes = piece.bytes.value();
    if (piece.number !== number) throw new Damaged(owner, key, "a piece of it is missing");
    if (piece.sum !== undefined && piece.sum !== checksum(bytes))
      throw new Damaged(owner, key, WRONG_CHECKSUM);
    return bytes;
  });
  return new Uint8Array(Buffer.concat(pieceBytes));
}

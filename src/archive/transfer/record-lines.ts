import type { Change } from "../../records/changes.js";
import { decode, encode } from "../codec.js";
import { inOrder } from "../measurement-parts.js";
import { badFile } from "./lines.js";

/** Bytes of a blob per line. */
const PIECE_BYTES = 1024 * 1024;

/** Kinds of lines that are no records with an id. */
const OTHERS = ["finding", "architecture", "measurement"] as const;
type Other = (typeof OTHERS)[number];

/** The kind and the further fields of one line. */
export interface LineParts {
  readonly kind: string;
  /** JSON without braces. */
  readonly fields: string;
}

/** The lines of a change; a blob has one for each piece. */
export function* linesOf(change: Change): Generator<LineParts> {
  switch (change.type) {
    case "put":
    case "insert":
      yield { kind: change.kind, fields: recordField(change.record) };
      break;
    case "measurement":
      yield { kind: change.type, fields: recordField(inOrder(change.record)) };
      break;
    case "finding":
    case "architecture":
      yield { kind: change.type, fields: recordField(change.record) };
      break;
    case "blob": {
      const pieces = Math.max(1, Math.ceil(change.bytes.length / PIECE_BYTES));
      const bytes = Buffer.from(change.bytes.buffer, change.bytes.byteOffset, change.bytes.length);
      const key = JSON.stringify(change.key);
      for (let piece = 0; piece < pieces; piece++) {
        const text = bytes.toString("base64", piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
        yield { kind: "blob", fields: `"key":${key},"piece":${piece},"pieces":${pieces},"bytes":"${text}"` };
      }
      break;
    }
    default:
      throw new Error(`contents have no change of type ${change.type}`);
  }
}

/** Numbers that JSON lacks are spelled as the archive's codec does, and the line says so. */
function recordField(record: unknown): string {
  const text = encode(record);
  return text.startsWith("!") ? `"spelled":true,"record":${text.slice(1)}` : `"record":${text}`;
}

interface Parsed {
  readonly kind?: unknown;
  readonly record?: unknown;
  readonly spelled?: unknown;
  readonly key?: unknown;
  readonly piece?: unknown;
  readonly pieces?: unknown;
  readonly bytes?: unknown;
}

/** Makes changes of lines again, in their order. */
export class ChangeReader {
  #pieces: Buffer[] = [];

  constructor(private readonly file: string) {}

  /** Whether all pieces of the blobs that were read are there. */
  get isWhole(): boolean {
    return this.#pieces.length === 0;
  }

  /** The change of a line; undefined where further pieces of a blob follow. */
  read(line: Buffer, number: number): Change | undefined {
    const parsed = JSON.parse(line.toString()) as Parsed;
    const { kind } = parsed;
    if (typeof kind !== "string") throw badFile(this.file, `has no kind in line ${number}`);
    if (kind === "blob") return this.#blob(parsed, number);
    const record = parsed.spelled === true ? decode(`!${JSON.stringify(parsed.record)}`) : parsed.record;
    if (typeof record !== "object" || record === null)
      throw badFile(this.file, `has no record in line ${number}`);
    if (OTHERS.includes(kind as Other)) return { type: kind as Other, record } as Change;
    return { type: kind === "audit" || kind === "token" ? "insert" : "put", kind, record } as Change;
  }

  #blob({ key, piece, pieces, bytes }: Parsed, number: number): Change | undefined {
    if (typeof key !== "string" || typeof bytes !== "string" || piece !== this.#pieces.length) {
      throw badFile(this.file, `has a piece of bytes out of place in line ${number}`);
    }
    this.#pieces.push(Buffer.from(bytes, "base64"));
    if (this.#pieces.length !== pieces) return undefined;
    const whole = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return { type: "blob", key, bytes: new Uint8Array(whole) };
  }
}

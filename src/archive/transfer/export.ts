import { createHash, type Hash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { ExportReport, OnTransferred } from "../../records/whole/archive-transfer.js";
import { writeNewFile } from "../new-file.js";
import { FORMAT, lineOf, VERSION } from "./lines.js";
import { isOwnReceipt } from "./progress.js";
import { linesOf } from "./record-lines.js";

/** Characters that are collected before they are written. */
const CHUNK = 256 * 1024;

/** Writes the whole content of an archive to a new file; see `ArchiveTransfer`. */
export async function exportArchive(
  archive: Archive,
  file: string,
  access: boolean,
  onDone: OnTransferred,
): Promise<ExportReport> {
  const exporting = new Exporting(archive, access, onDone);
  await writeNewFile(file, async (temporary) => {
    const bytes = Readable.from(exporting.chunks(), { objectMode: true });
    const target = createWriteStream(temporary);
    await (file.endsWith(".gz") ? pipeline(bytes, createGzip(), target) : pipeline(bytes, target));
  });
  const { lines, records, sha256 } = exporting;
  return { file, location: archive.description, records, access, lines, sha256 };
}

/** The text of an export and what it says of itself; `chunks` is to be read once. */
class Exporting {
  lines = 0;
  readonly records: Record<string, number> = {};
  sha256 = "";
  #sum = 0;
  readonly #hash: Hash = createHash("sha256");

  constructor(
    private readonly archive: Archive,
    private readonly access: boolean,
    private readonly onDone: OnTransferred,
  ) {}

  async *chunks(): AsyncGenerator<Buffer> {
    const about = {
      format: FORMAT,
      version: VERSION,
      exportedAt: new Date().toISOString(),
      location: this.archive.description,
      access: this.access,
    };
    yield Buffer.from(`${lineOf("header", inner(about), 0).text}\n`);
    let done = 0;
    for await (const { changes, total } of this.archive.contents()) {
      for (const chunk of this.#chunksOf(changes)) yield chunk;
      done += changes.length;
      this.onDone(done, `of ${total} read`);
    }
    this.sha256 = this.#hash.digest("hex");
    const end = { lines: this.lines, records: this.records, sha256: this.sha256 };
    yield Buffer.from(`${lineOf("end", inner(end), this.#sum).text}\n`);
  }

  *#chunksOf(changes: readonly Change[]): Generator<Buffer> {
    let text = "";
    for (const change of changes) {
      if (!this.#isMoved(change)) continue;
      let kind = "";
      for (const parts of linesOf(change)) {
        const line = lineOf(parts.kind, parts.fields, this.#sum);
        kind = parts.kind;
        this.#sum = line.sum;
        this.lines++;
        text += `${line.text}\n`;
        if (text.length < CHUNK) continue;
        yield this.#hashed(text);
        text = "";
      }
      this.records[kind] = (this.records[kind] ?? 0) + 1;
    }
    if (text !== "") yield this.#hashed(text);
  }

  #hashed(text: string): Buffer {
    const bytes = Buffer.from(text);
    this.#hash.update(bytes);
    return bytes;
  }

  /** Tokens and the audit trail move only where that is asked for; what the archive notes of itself never does. */
  #isMoved(change: Change): boolean {
    if (!("kind" in change) || !("record" in change)) return true;
    const isAccess = change.kind === "token" || change.kind === "audit";
    return isAccess ? this.access : !isOwnReceipt(change);
  }
}

/** The JSON of an object without its braces. */
const inner = (value: object): string => JSON.stringify(value).slice(1, -1);

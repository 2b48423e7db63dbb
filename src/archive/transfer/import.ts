import { randomUUID } from "node:crypto";
import { Conflict, Overtaken } from "../../base/errors.js";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { Archive } from "../../records/archive.js";
import type { Change } from "../../records/changes.js";
import type { ImportReport, OnTransferred } from "../../records/whole/archive-transfer.js";
import { resetChange } from "../../records/whole/reset-receipt.js";
import { type Checked, checkedLines } from "./checked-lines.js";
import type { Header, Trailer } from "./lines.js";
import { type ImportProgress, isOwnReceipt, progressAt, progressOf } from "./progress.js";
import { ChangeReader } from "./record-lines.js";

/** Who imports, for the audit trail. */
export type Author = Pick<AuditEntry, "viewer" | "name">;

/** A batch ends at so many lines or bytes, so that memory and the transactions of small databases stay bounded. */
const BATCH_LINES = 20_000;
const BATCH_BYTES = 16 * 1024 * 1024;

/** An exported file that was read to its end and is whole. */
export interface WholeFile {
  readonly file: string;
  readonly header: Header;
  readonly trailer: Trailer;
}

/** Stores the content of an exported file that was checked; see `ArchiveTransfer`. */
export async function importArchive(
  archive: Archive,
  { file, header, trailer }: WholeFile,
  author: Author,
  onDone: OnTransferred,
): Promise<ImportReport> {
  const { sha256 } = trailer;
  const before = await progressOf(archive, sha256);
  if (before === undefined) await requireEmpty(archive);
  const storing = new Storing(archive, sha256, before);
  const reader = new ChangeReader(file);
  const end = [resetChange(randomUUID()), auditOf(author, sha256)];
  for await (const { first, lines } of checkedLines(file)) {
    for (const [i, line] of lines.entries()) {
      if (first + i <= storing.start) continue;
      await storing.add(reader.read(line, first + i), line.length);
      if (storing.isFull && reader.isWhole) await storing.store(first + i);
    }
    onDone(first + lines.length - 1, `of ${trailer.lines} stored`);
  }
  await storing.finish(end);
  const { lines, records } = trailer;
  return {
    ...{ file, location: archive.description, records, access: header.access, lines, sha256 },
    resumedAt: storing.start,
    alreadyThere: storing.alreadyThere,
  };
}

/** Reads the whole file, so that nothing is stored of one that is damaged; throws as `checkedLines` does. */
export async function checkWhole(file: string, onDone: OnTransferred): Promise<WholeFile> {
  let last: Checked | undefined;
  for await (const group of checkedLines(file)) {
    last = group;
    onDone(group.first + group.lines.length - 1, "checked");
  }
  return { file, header: last!.header, trailer: last!.trailer! };
}

async function requireEmpty(archive: Archive): Promise<void> {
  for await (const { changes } of archive.contents()) {
    if (changes.every((change) => isAccess(change) || isOwnReceipt(change))) continue;
    throw new Conflict(
      "ARCHIVE",
      `the archive (${archive.description}) is not empty; import into a new one, or empty it with ` +
        '"harmonic archive reset --yes" first (an interrupted import goes on with the same file)',
    );
  }
}

const isAccess = (change: Change): boolean =>
  "kind" in change && (change.kind === "token" || change.kind === "audit");

const auditOf = ({ viewer, name }: Author, sha256: string): Change => {
  const at = new Date().toISOString();
  const record = { id: `${at}/000000/${randomUUID()}`, at, viewer, name } as const;
  const change = { operation: "importArchive", subject: sha256, outcome: "done" } as const;
  return { type: "insert", kind: "audit", record: { ...record, ...change } };
};

/** Stores changes in batches, each with a note of how far they reach. */
class Storing {
  alreadyThere = 0;
  /** Number of lines that were stored before. */
  readonly start: number;
  #batch: Change[] = [];
  #bytes = 0;
  #progress: ImportProgress | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly sha256: string,
    before: ImportProgress | undefined,
  ) {
    this.#progress = before;
    this.start = before?.answer.lines ?? 0;
  }

  get isFull(): boolean {
    return this.#batch.length >= BATCH_LINES || this.#bytes >= BATCH_BYTES;
  }

  /** Adds a change. Of a token or an entry of the audit trail that the archive has, its own stays. */
  async add(change: Change | undefined, bytes: number): Promise<void> {
    this.#bytes += bytes;
    if (change === undefined) return;
    if (isAccess(change) && "kind" in change && "record" in change) {
      if ((await this.archive.get(change.kind, change.record.id)) !== undefined) {
        this.alreadyThere++;
        return;
      }
    }
    this.#batch.push(change);
  }

  async store(lines: number): Promise<void> {
    const record = progressAt(this.sha256, lines);
    const was = this.#progress;
    await this.#commit([
      ...this.#batch,
      was === undefined
        ? { type: "insert", kind: "receipt", record }
        : { type: "replace", kind: "receipt", record, was },
    ]);
    this.#progress = record;
    this.#batch = [];
    this.#bytes = 0;
  }

  /** Stores the rest, and forgets how far the import has come. */
  async finish(end: readonly Change[]): Promise<void> {
    const was = this.#progress;
    const noted: Change[] =
      was === undefined
        ? []
        : [
            { type: "replace", kind: "receipt", record: was, was },
            { type: "delete", kind: "receipt", id: was.id },
          ];
    await this.#commit([...noted, ...this.#batch, ...end]);
  }

  async #commit(changes: readonly Change[]): Promise<void> {
    try {
      await this.archive.commit(changes);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      throw new Conflict(
        "FILE",
        "another process imports the same content into this archive; wait until it is done",
      );
    }
  }
}

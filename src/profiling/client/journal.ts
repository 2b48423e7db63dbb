import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import { takeLock } from "./lock.js";
import type { MeasuredProfile } from "./server.js";

/** A measured network in the form of `MeasurementInput`, and the key under which it is submitted. */
interface NetworkEntry {
  /** Idempotency key of the submission. */
  readonly key: string;
  /** Id of the network. */
  readonly network: string;
  readonly measurement: Readonly<Record<string, unknown>>;
}

/** A measured layer as it is submitted. */
interface LayerEntry {
  readonly key: string;
  /** Name of the layer in this journal: its key in a profile. */
  readonly network: string;
  readonly layer: MeasuredProfile;
}

/** What was measured of a network or of a layer. */
export type JournalEntry = NetworkEntry | LayerEntry;

type Line =
  | ({ readonly type: "measured" } & JournalEntry)
  | { readonly type: "submitted"; readonly key: string };

/**
 * What was measured, and what of it the server has, in a file of JSON lines. A line is on the disk before the work goes
 * on; a line that a killed process left unfinished is dropped. One process at a time has it open.
 */
export class Journal {
  readonly #networks = new Set<string>();
  readonly #pending = new Map<string, JournalEntry>();
  readonly #descriptor: number;
  readonly #unlock: () => void;

  /**
   * Opens the journal of a folder, which is made if need be.
   * @throws InvalidInput on `--journal` if the folder cannot be used, or holds a file that is no journal
   * @throws Conflict on `--journal` if another process has it open
   */
  constructor(folder: string) {
    const file = join(folder, "journal.ndjson");
    this.file = file;
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw new InvalidInput("--journal", `cannot make the folder ${folder}: ${(error as Error).message}`);
    }
    this.#unlock = takeLock(join(folder, "journal.lock"), "--journal");
    try {
      for (const line of finishedLines(file)) this.#take(line);
      this.#descriptor = openSync(file, "a");
    } catch (error) {
      this.#unlock();
      if (error instanceof InvalidInput) throw error;
      throw new InvalidInput("--journal", `cannot use ${file}: ${(error as Error).message}`);
    }
  }

  readonly file: string;

  /** Whether a network, or a layer by its key, was measured before. */
  has(network: string): boolean {
    return this.#networks.has(network);
  }

  /** What the server does not have yet, in the order of measuring. */
  get pending(): readonly JournalEntry[] {
    return [...this.#pending.values()];
  }

  /** Keeps a measurement. */
  measured(entry: JournalEntry): void {
    this.#append({ type: "measured", ...entry });
  }

  /** Keeps that the server has a measurement. */
  submitted(key: string): void {
    this.#append({ type: "submitted", key });
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#unlock();
  }

  #append(line: Line): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
    fsyncSync(this.#descriptor);
    this.#take(line);
  }

  #take(line: Line): void {
    if (line.type === "submitted") {
      this.#pending.delete(line.key);
      return;
    }
    const { type: _, ...entry } = line;
    this.#networks.add(line.network);
    this.#pending.set(line.key, entry);
  }
}

/** The lines of a journal that were written to their end; what comes after the last of them is cut off. */
function finishedLines(file: string): readonly Line[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(file, end);
  const lines = bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line, i) => {
    try {
      const value = JSON.parse(line) as Line;
      if (value.type === "submitted" || (value.type === "measured" && typeof value.network === "string"))
        return value;
    } catch {
      // Reported below, as any other line that is none.
    }
    throw new InvalidInput(
      "--journal",
      `line ${i + 1} of ${file} is damaged; move the file away to start anew`,
    );
  });
}

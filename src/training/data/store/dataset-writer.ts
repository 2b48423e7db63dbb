import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { modalityNamed } from "../../modalities/registry.js";
import { type InputShape, SPLITS, type SplitName } from "../dataset.js";
import { sizeOf } from "../shape.js";
import { RunningStandardisation } from "../standardise.js";
import { STORE_MAGIC, type StoreHeader } from "./header.js";
import { RowSpool } from "./row-spool.js";

/** What `DatasetWriter.finish` needs beside the examples. */
export type Described = Pick<StoreHeader, "id" | "targets" | "preparation">;

/**
 * Writes a data set example by example: the values go to files beside the final one, and memory holds labels and names
 * only.
 */
export class DatasetWriter {
  readonly #spools = new Map<string, RowSpool>();
  readonly #statistics: Readonly<Record<string, RunningStandardisation>>;
  readonly #splits: Record<SplitName, { labels: (number | readonly number[])[]; keys: string[] }> = {
    train: { labels: [], keys: [] },
    validation: { labels: [], keys: [] },
    test: { labels: [], keys: [] },
  };

  private constructor(
    private readonly file: string,
    private readonly shapes: Readonly<Record<string, InputShape>>,
  ) {
    this.#statistics = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        new RunningStandardisation(modalityNamed(name).grouping(shape)),
      ]),
    );
  }

  static async create(file: string, shapes: Readonly<Record<string, InputShape>>): Promise<DatasetWriter> {
    await mkdir(dirname(file), { recursive: true });
    const writer = new DatasetWriter(file, shapes);
    for (const split of SPLITS)
      for (const modality of Object.keys(shapes))
        writer.#spools.set(
          `${split}.${modality}`,
          await RowSpool.create(`${file}.${split}.${modality}.dataset.${process.pid}.part`),
        );
    return writer;
  }

  /** @param values by modality, before standardisation */
  async add(
    split: SplitName,
    target: number | readonly number[],
    key: string,
    values: Readonly<Record<string, Float32Array>>,
  ): Promise<void> {
    for (const modality of Object.keys(this.shapes)) {
      await this.#spool(split, modality).append(values[modality]);
      if (split === "train") this.#statistics[modality].add(values[modality]);
    }
    this.#splits[split].labels.push(target);
    this.#splits[split].keys.push(key);
  }

  /**
   * Completes the file, unless `isWelcome` says no to its checksum. It appears whole or not at all.
   *
   * @returns its checksum
   */
  async finish(described: Described, isWelcome: (checksum: string) => Promise<void>): Promise<string> {
    const header: StoreHeader = {
      ...described,
      modalities: this.shapes,
      splits: this.#splits,
      standardisation: Object.fromEntries(
        Object.entries(this.#statistics).map(([name, statistics]) => [name, statistics.result()]),
      ),
      arrays: SPLITS.flatMap((split) =>
        Object.entries(this.shapes).map(([modality, shape]) => {
          const { type, rows } = this.#spool(split, modality);
          return { split, modality, type, rows, size: sizeOf(shape) };
        }),
      ),
    };
    const first = Buffer.from(`${JSON.stringify(header)}\n`);
    const hash = createHash("sha256").update(first);
    for (const { split, modality } of header.arrays)
      await this.#spool(split, modality).forEachChunk(async (chunk) => void hash.update(chunk));
    const checksum = hash.digest("hex");
    await isWelcome(checksum);
    const unfinished = `${this.file}.${process.pid}.part`;
    const handle = await open(unfinished, "w");
    try {
      await handle.appendFile(`${STORE_MAGIC}\n${checksum}\n`);
      await handle.appendFile(first);
      for (const { split, modality } of header.arrays)
        await this.#spool(split, modality).forEachChunk((chunk) => handle.appendFile(chunk));
      await handle.sync();
      await handle.close();
      await rename(unfinished, this.file);
    } catch (error) {
      await handle.close().catch(() => {});
      await rm(unfinished, { force: true });
      throw error;
    }
    return checksum;
  }

  /** Removes the files that were needed meanwhile. */
  async close(): Promise<void> {
    for (const spool of this.#spools.values()) await spool.remove();
  }

  #spool(split: SplitName, modality: string): RowSpool {
    return this.#spools.get(`${split}.${modality}`) as RowSpool;
  }
}

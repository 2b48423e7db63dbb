import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import type { FusionGenotype } from "../space/network/fusion-genotype.js";
import { readArrayFile, writeArrayFile } from "./array-file.js";
import type { OnEpoch } from "./fusion/progress.js";
import type { FusionCheckpoint } from "./fusion-lab.js";

const MAGIC = "harmonic fusion checkpoint 2";
/** The shortest time between two checkpoints, because writing one may take as long as an epoch. */
const INTERVAL_MS = 15_000;
const PARTS = ["values", "first", "second"] as const;

interface Header {
  readonly epochs: number;
  readonly steps: readonly number[];
  readonly seconds: number;
  readonly genotype?: FusionGenotype;
}

/** Returns 16 hexadecimal digits of the SHA-256 of a JSON value. */
export const hashOf = (terms: unknown): string =>
  createHash("sha256").update(JSON.stringify(terms)).digest("hex").slice(0, 16);

/** The checkpoint file of one evaluation. `hash` must identify everything that the result depends on. */
export class FusionCheckpointFile {
  readonly #file: string;
  readonly #started: number;
  #written: number;
  /** Duration of the evaluation before this process continued it [s]. */
  #earlierSeconds = 0;

  constructor(
    folder: string,
    task: string,
    hash: string,
    private readonly clock: Clock,
    private readonly note: (line: string) => void,
  ) {
    this.#file = join(folder, `${task}.fusion.${hash}.checkpoint`);
    this.#started = clock();
    this.#written = this.#started;
  }

  /** Returns the stored checkpoint, or an empty one if there is no file or it is damaged, which is noted. */
  async read(): Promise<FusionCheckpoint> {
    const found = await readArrayFile<Header>(this.#file, MAGIC, "checkpoint", this.note);
    if (found === undefined) return {};
    const { epochs, steps, seconds, genotype } = found.header;
    this.#earlierSeconds = seconds;
    const optimisers = steps.map((taken, i) => {
      const [values, first, second] = PARTS.map((part) => found.arrays[`${part}.${i}`]);
      return { values, first, second, steps: taken };
    });
    return { state: { epochs, optimisers }, seconds, ...(genotype === undefined ? {} : { genotype }) };
  }

  /** Stores the state. Unless `isForced`, it does nothing within 15 s of the last checkpoint. */
  async keep({ state, genotype }: Parameters<OnEpoch>[0], isForced: boolean): Promise<void> {
    if (!isForced && this.clock() - this.#written < INTERVAL_MS) return;
    const { epochs, optimisers } = state();
    const header: Header = {
      epochs,
      steps: optimisers.map(({ steps }) => steps),
      seconds: this.#earlierSeconds + (this.clock() - this.#started) / 1000,
      ...(genotype === undefined ? {} : { genotype }),
    };
    const arrays = Object.fromEntries(
      optimisers.flatMap((optimiser, i) => PARTS.map((part) => [`${part}.${i}`, optimiser[part]])),
    );
    await writeArrayFile(this.#file, MAGIC, { header, arrays }, 1);
    this.#written = this.clock();
  }

  remove(): Promise<void> {
    return rm(this.#file, { force: true });
  }
}

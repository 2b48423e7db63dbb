import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../base/clock.js";
import { readArrayFile, writeArrayFile } from "./array-file.js";
import type { FusionGenotype } from "./fusion/genotype.js";
import type { OnEpoch } from "./fusion/progress.js";
import type { FusionCheckpoint } from "./fusion-lab.js";

const MAGIC = "harmonic fusion checkpoint 2";
/** The least time between two checkpoints: writing one takes about as long as an epoch of a large network. */
const GAP_MS = 15_000;
const PARTS = ["values", "first", "second"] as const;

interface Header {
  readonly epochs: number;
  readonly steps: readonly number[];
  readonly seconds: number;
  readonly genotype?: FusionGenotype;
}

/** Names what follows from some terms, a JSON value: other terms have another name. */
export const hashOf = (terms: unknown): string =>
  createHash("sha256").update(JSON.stringify(terms)).digest("hex").slice(0, 16);

/** The checkpoint of one evaluation: its name follows from all that its result follows from. */
export class FusionFile {
  readonly #file: string;
  readonly #started: number;
  #written: number;
  /** Spent before this process took up the work. */
  #earlier = 0;

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

  /** An unreadable one counts as none: it costs the time that it took, not a person to delete it. */
  async read(): Promise<FusionCheckpoint> {
    const found = await readArrayFile<Header>(this.#file, MAGIC, "checkpoint", this.note);
    if (found === undefined) return {};
    const { epochs, steps, seconds, genotype } = found.header;
    this.#earlier = seconds;
    const optimisers = steps.map((taken, i) => {
      const [values, first, second] = PARTS.map((part) => found.arrays[`${part}.${i}`]);
      return { values, first, second, steps: taken };
    });
    return { state: { epochs, optimisers }, seconds, ...(genotype === undefined ? {} : { genotype }) };
  }

  /** Stores the state, unless the last one is recent and this one is not asked for. */
  async keep({ state, genotype }: Parameters<OnEpoch>[0], isAsked: boolean): Promise<void> {
    if (!isAsked && this.clock() - this.#written < GAP_MS) return;
    const { epochs, optimisers } = state();
    const header: Header = {
      epochs,
      steps: optimisers.map(({ steps }) => steps),
      seconds: this.#earlier + (this.clock() - this.#started) / 1000,
      ...(genotype === undefined ? {} : { genotype }),
    };
    const arrays = Object.fromEntries(
      optimisers.flatMap((own, i) => PARTS.map((part) => [`${part}.${i}`, own[part]])),
    );
    await writeArrayFile(this.#file, MAGIC, { header, arrays }, 1);
    this.#written = this.clock();
  }

  remove(): Promise<void> {
    return rm(this.#file, { force: true });
  }
}

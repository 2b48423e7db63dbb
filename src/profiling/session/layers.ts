import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { JournalEntry } from "../client/journal.js";
import type { MeasuredProfile } from "../client/server.js";
import type { Measured } from "../protocol/block.js";
import { NotMeasured } from "../runners/runner.js";
import { measureModel } from "./measure.js";
import type { Ask, ProfileParts } from "./parts.js";
import type { LayerReport, MeasuredLayer } from "./report.js";

/** The key of the empty model. */
const EMPTY = "Identity";
/** After so many layers in a row that cannot be measured, no further ones are tried. */
const MOST_FAILURES = 3;

/** What the measuring of layers needs of the session that it is a part of. */
interface SessionCalls {
  readonly ask: Ask;
  /** Submits what is in the journal. */
  readonly submit: (entry: JournalEntry) => Promise<void>;
  readonly onProgress: () => void;
  /** Time since measuring began [ms]. */
  readonly elapsed: () => number;
}

/**
 * Measures the layers of a search space that the journal does not have yet, each as a model of its own, and submits
 * each as an entry of the device's operator profile as soon as it is measured.
 */
export class LayerPass {
  readonly #measured: MeasuredLayer[] = [];
  readonly #failed: { readonly key: string; readonly reason: string }[] = [];
  #space = "";
  #keys: readonly string[] = [];
  #before = 0;
  #queue: string[] = [];
  #overhead: Measured | null = null;
  #batch = 1;
  #floor = 0;
  #failures = 0;

  constructor(
    private readonly parts: ProfileParts,
    private readonly calls: SessionCalls,
  ) {}

  /**
   * Finds the keys that are to be measured.
   * @throws InvalidInput on `--layers` if the layers of the task's space cannot be exported
   */
  async find(task: string): Promise<void> {
    const { server, journal } = this.parts;
    const { space, keys } = await this.calls.ask(() => server.layers(task));
    this.#space = space;
    this.#keys = keys;
    this.#queue = keys.filter((key) => !journal.has(key));
    this.#before = keys.length - this.#queue.length;
    try {
      await this.calls.ask(() => server.layerModel(space, EMPTY, 1));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      throw new InvalidInput(
        "--layers",
        `none of the ${keys.length} keys of a profile of the space ${space} can be measured: ${error.text}`,
      );
    }
  }

  /** Measures the overhead of a call, with the batch of the device. */
  async begin(batch: number, floor: number): Promise<void> {
    this.#batch = batch;
    this.#floor = floor;
    if (this.#queue.length === 0) return;
    try {
      this.#overhead = await measureModel(this.parts, await this.#model(EMPTY), batch, floor);
      this.parts.note(`a call in which nothing is computed takes ${shown(this.#overhead.latency)} ms`);
    } catch (error) {
      if (!(error instanceof NotMeasured)) throw error;
      this.parts.note(
        `the overhead of a call is not known, the empty model was not measured: ${error.message}`,
      );
    }
  }

  /** Measures layers until this time since measuring began [ms], or until none is left. */
  async run(limit: number): Promise<void> {
    while (this.calls.elapsed() < limit && this.#failures < MOST_FAILURES) {
      const key = this.#queue.shift();
      if (key === undefined) return;
      try {
        await this.#measure(key);
        this.#failures = 0;
      } catch (error) {
        if (!(error instanceof NotMeasured)) throw error;
        this.#failed.push({ key, reason: error.message });
        this.#failures++;
        this.parts.note(`layer ${key} was not measured: ${error.message}`);
      }
      this.calls.onProgress();
    }
  }

  report(): LayerReport {
    const left = this.#keys.length - this.#before - this.#measured.length;
    return {
      space: this.#space,
      needed: this.#keys.length,
      before: this.#before,
      measured: this.#measured,
      failed: this.#failed,
      left,
      overhead: this.#overhead,
      notes: this.#notes(left),
    };
  }

  async #measure(key: string): Promise<void> {
    const { journal } = this.parts;
    const measured = await measureModel(this.parts, await this.#model(key), this.#batch, this.#floor);
    const entry = { key: `layer ${this.parts.newId()}`, network: key, layer: this.#profileOf(key, measured) };
    journal.measured(entry);
    this.#measured.push({ key, ...measured });
    await this.calls.submit(entry);
  }

  async #model(key: string): Promise<Uint8Array> {
    try {
      return await this.calls.ask(() => this.parts.server.layerModel(this.#space, key, this.#batch));
    } catch (error) {
      if (error instanceof InvalidInput) throw new NotMeasured(error.text);
      throw error;
    }
  }

  /**
   * The entry of a layer, and beside it that of the empty model. An import has energies in all entries or in none, so
   * the empty model is left out where only it has none, and has none where the layer has none.
   */
  #profileOf(key: string, layer: Measured): MeasuredProfile {
    const overhead = this.#overhead;
    const isKept = overhead !== null && (layer.energy === undefined || overhead.energy !== undefined);
    const energies = layer.energy !== undefined;
    return {
      space: this.#space,
      entries: {
        [key]: costOf(layer, energies),
        ...(isKept ? { [EMPTY]: costOf(overhead, energies) } : {}),
      },
      source: `harmonic profile --layers: each layer alone, ${this.parts.runner.runtime}, batch ${this.#batch}`,
    };
  }

  #notes(left: number): readonly string[] {
    const doubtful = this.#measured.filter(({ notes }) => notes.length > 0).length;
    const energies = this.#measured.filter(({ energy }) => energy !== undefined).length;
    return [
      ...(left === 0
        ? []
        : [
            `${left} of ${this.#keys.length} layers are still to be measured, ` +
              `${this.#failed.length} of them could not be; the next start goes on with them`,
          ]),
      ...(this.#failures === MOST_FAILURES
        ? [`${MOST_FAILURES} layers in a row could not be measured, so no others were tried`]
        : []),
      ...(doubtful === 0
        ? []
        : [`${doubtful} of ${this.#measured.length} measurements of layers are doubtful; see their notes`]),
      ...(energies === 0 || energies === this.#measured.length
        ? []
        : [`${this.#measured.length - energies} of ${this.#measured.length} layers have no energy`]),
    ];
  }
}

const costOf = ({ latency, energy }: Measured, energies: boolean) => ({
  lat: latency,
  ...defined({ enrg: energies ? energy : undefined }),
});

const shown = (ms: number): string => ms.toPrecision(3);

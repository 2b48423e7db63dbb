import { defined } from "../../base/defined.js";
import { InvalidInput, Unavailable } from "../../base/errors.js";
import type { JournalEntry } from "../client/journal.js";
import { withRetries } from "../client/retry.js";
import type { Network } from "../client/server.js";
import type { MachineState } from "../machine/state.js";
import type { Measured } from "../protocol/block.js";
import { NotMeasured, Stopped } from "../runners/runner.js";
import { LayerPass } from "./layers.js";
import { measureModel } from "./measure.js";
import type { ProfileInput, ProfileParts } from "./parts.js";
import type { Ending, FailedNetwork, MeasuredNetwork, ProfileReport } from "./report.js";
import { WaitingPoints } from "./waiting.js";

/** Number of suggestions that are asked for at once, beside those that were measured before. */
const SUGGESTIONS = 10;
const MOST_SUGGESTIONS = 1000;
/** After so many networks in a row that cannot be measured, something else is wrong than the network. */
const MOST_FAILURES = 3;
/** Noise floor above which it is measured again, so often in all, and the user is told. */
const NOISY = 0.05;
const FLOOR_ATTEMPTS = 3;
/** How long a lost server is waited for [ms]: at the start, when its address may be wrong, and later. */
const FIRST_PATIENCE_MS = 3_000;
const PATIENCE_MS = 300_000;
/** Share of the time that layers take at most while there are networks to measure. */
const LAYER_SHARE = 0.5;

/**
 * Measures what a server suggests until the time is over, and submits each network as soon as it is measured. Points of
 * fronts that are to be verified come before all others, also those that are asked for meanwhile. What was
 * measured is kept in the journal first; what an earlier session could not submit is submitted at the start.
 *
 * @throws HarmonicError if the server refuses the task or device, or cannot be reached at the start
 */
export async function profile(parts: ProfileParts, input: ProfileInput): Promise<ProfileReport> {
  return new Session(parts, input).run();
}

class Session {
  readonly #measured: MeasuredNetwork[] = [];
  readonly #failed: FailedNetwork[] = [];
  readonly #notes: string[] = [];
  /** When the first network was begun; until then, when the session was. */
  #started: number;
  #submitted = 0;
  #floor: number | null = null;
  #batch = 1;
  #registered = false;
  readonly #waiting: WaitingPoints;
  readonly #layers: LayerPass | undefined;

  constructor(
    private readonly parts: ProfileParts,
    private readonly input: ProfileInput,
  ) {
    this.#waiting = new WaitingPoints(parts.server, (work) => this.#ask(work), input);
    this.#started = parts.timing.now();
    if (input.layers === true) {
      this.#layers = new LayerPass(parts, {
        ask: (work, patience) => this.#ask(work, patience),
        submit: (entry) => this.#submit(entry),
        onProgress: () => this.#showProgress(),
        elapsed: () => this.#elapsed(),
      });
    }
  }

  async run(): Promise<ProfileReport> {
    let ended: Ending;
    try {
      await this.#begin();
      this.#started = this.parts.timing.now();
      ended = await this.#measure();
    } catch (error) {
      if (error instanceof Stopped) ended = "interrupted";
      else if (error instanceof Unavailable && this.#floor !== null) {
        ended = "server unreachable";
        this.#notes.push(error.message);
      } else throw error;
    }
    return this.#report(ended);
  }

  /** Measures layers for at most half of the time, then networks, and layers again where no networks are left. */
  async #measure(): Promise<Ending> {
    const { limit } = this.input;
    await this.#layers?.run(LAYER_SHARE * limit);
    const ended = await this.#measureNetworks();
    if (ended === "nothing left") await this.#layers?.run(limit);
    if (ended !== "networks fail") await this.#waiting.report();
    return ended;
  }

  /** Finds or registers the device, submits what is left of earlier sessions, and measures the noise floor. */
  async #begin(): Promise<void> {
    const { server } = this.parts;
    const { task, device, description, deviceRuntime } = this.input;
    const known = await this.#ask(() => server.device(device, task), FIRST_PATIENCE_MS);
    if (known !== undefined) {
      requireRuntime(device, known.runtime, deviceRuntime);
      this.#batch = known.batch;
    }
    await this.#layers?.find(task);
    if (known === undefined) {
      await this.#ask(() =>
        server.register({ id: device, description, ...defined({ runtime: deviceRuntime }) }),
      );
      this.#registered = true;
    }
    for (const entry of this.parts.journal.pending) await this.#submit(entry);
    this.#floor = await this.#noiseFloor();
    const floor = `noise floor of this machine: ${(100 * this.#floor).toFixed(1)} %`;
    this.parts.note(floor);
    if (this.#floor > NOISY) this.#notes.push(`${floor}; other programs should not run while it measures`);
    await this.#layers?.begin(this.#batch, this.#floor);
  }

  /** The noise floor; that of the quietest of three moments where the first is noisy. */
  async #noiseFloor(): Promise<number> {
    let floor = await this.parts.noiseFloor();
    for (let i = 1; i < FLOOR_ATTEMPTS && floor > NOISY; i++)
      floor = Math.min(floor, await this.parts.noiseFloor());
    return floor;
  }

  async #measureNetworks(): Promise<Ending> {
    let queue: Network[] = [];
    let failures = 0;
    while (this.#elapsed() < this.input.limit) {
      const waiting = await this.#waiting.next((network) => this.#isOpen(network));
      if (waiting === undefined && this.input.verifiesOnly === true) return "nothing to verify";
      if (waiting === undefined && queue.length === 0) queue = await this.#suggestions();
      const network = waiting ?? queue.shift();
      if (network === undefined) return "nothing left";
      queue = queue.filter(({ id }) => id !== network.id);
      try {
        await this.#measureNetwork(network);
        failures = 0;
        await this.#waiting.report();
      } catch (error) {
        if (!(error instanceof NotMeasured)) throw error;
        this.#failed.push({ id: network.id, reason: error.message });
        this.parts.note(`network ${network.id.slice(0, 12)} was not measured: ${error.message}`);
        this.#waiting.failed(network, error.message);
        if (++failures === MOST_FAILURES) return "networks fail";
      }
      this.#showProgress();
    }
    return "time";
  }

  /** Suggested networks that were neither measured nor failed before. */
  async #suggestions(): Promise<Network[]> {
    const { server } = this.parts;
    const { task, device } = this.input;
    for (let count = SUGGESTIONS; ; count = Math.min(4 * count, MOST_SUGGESTIONS)) {
      const found = await this.#ask(() => server.suggest(task, device, count));
      const open = found.filter((network) => this.#isOpen(network));
      if (open.length > 0 || found.length < count || count === MOST_SUGGESTIONS)
        return open.slice(0, SUGGESTIONS);
    }
  }

  /** Whether a network was neither measured, here or in an earlier session, nor has failed in this one. */
  #isOpen({ id }: Network): boolean {
    return !this.parts.journal.has(id) && !this.#failed.some((failed) => failed.id === id);
  }

  async #measureNetwork(network: Network): Promise<void> {
    const { server, journal, machineState } = this.parts;
    const bytes = await this.#ask(() => server.model(this.input.task, network, this.#batch));
    const measured = await measureModel(this.parts, bytes, this.#batch, this.#floor ?? 0);
    const machine = machineState();
    const entry = {
      key: `profile ${this.parts.newId()}`,
      network: network.id,
      measurement: this.#measurementOf(network, measured, machine),
    };
    journal.measured(entry);
    this.#measured.push({ id: network.id, ...measured, machine });
    await this.#submit(entry);
  }

  #measurementOf({ genes }: Network, measured: Measured, { governor }: MachineState) {
    const { latency, latencySd, energy, energySd, repeats } = measured;
    return {
      architecture: genes,
      latency,
      latencySd,
      repeats,
      batch: this.#batch,
      runtime: this.parts.runner.runtime,
      measuredAt: new Date(this.parts.clock()).toISOString(),
      ...defined({
        energy,
        energySd,
        powerMode: governor === undefined ? undefined : `governor ${governor}`.slice(0, 100),
      }),
    };
  }

  async #submit(entry: JournalEntry): Promise<void> {
    const { server, journal } = this.parts;
    const { task, device } = this.input;
    await this.#ask(() =>
      "layer" in entry
        ? server.submitLayer(device, entry.layer)
        : server.submit(task, device, entry.key, entry.measurement),
    );
    journal.submitted(entry.key);
    this.#submitted++;
  }

  #ask<T>(work: () => Promise<T>, patience = PATIENCE_MS): Promise<T> {
    const onWait = (reason: string, ms: number) => this.parts.note(`${reason}; again in ${ms / 1000} s`);
    return withRetries(work, { sleep: this.parts.timing.sleep, onWait, patience });
  }

  #elapsed(): number {
    return this.parts.timing.now() - this.#started;
  }

  #showProgress(): void {
    this.parts.onProgress(this.#elapsed(), { networks: this.#measured, layers: this.#layers?.report() });
  }

  /** Says how many networks have no energy although there is a meter. */
  #withoutEnergy(): readonly string[] {
    const lacking = this.#measured.filter(({ energy }) => energy === undefined).length;
    if (lacking === 0 || this.input.metersEnergy !== true) return [];
    return [
      `${lacking} of ${this.#measured.length} networks have no energy: the meter showed none above what is idle`,
    ];
  }

  #report(ended: Ending): ProfileReport {
    const pending = this.parts.journal.pending.length;
    const doubtful = this.#measured.filter(({ notes }) => notes.length > 0).length;
    const layers = this.#layers?.report() ?? null;
    const notes = [
      ...this.#notes,
      ...(layers?.notes ?? []),
      ...(doubtful === 0
        ? []
        : [`${doubtful} of ${this.#measured.length} measurements are doubtful; see their notes`]),
      ...this.#withoutEnergy(),
      ...(ended === "nothing left" ? ["the server suggests no other network that was not measured yet"] : []),
      ...(ended === "nothing to verify"
        ? ["no point of a front waits to be verified that the journal does not have"]
        : []),
      ...(ended === "networks fail" ? [`${MOST_FAILURES} networks in a row could not be measured`] : []),
      ...(pending === 0
        ? []
        : [`${pending} measurements are kept in ${this.parts.journal.file}; the next start submits them`]),
    ];
    return {
      ended,
      registered: this.#registered,
      runtime: this.parts.runner.runtime,
      batch: this.#batch,
      noiseFloor: this.#floor,
      measured: this.#measured,
      failed: this.#failed,
      layers,
      submitted: this.#submitted,
      pending,
      notes,
    };
  }
}

/** Throws `InvalidInput` on `--device` if the device is one of another runtime than the one that measures. */
function requireRuntime(device: string, known: string, measuring: string | undefined): void {
  if (measuring === undefined || known === "" || known.toLowerCase().includes(measuring)) return;
  throw new InvalidInput(
    "--device",
    `the device ${device} runs networks with ${known}, not ${measuring}: name another device, ` +
      "or measure with --command",
  );
}

import { Random } from "../../base/random.js";
import { ADAM, Adam, type AdamState } from "./adam.js";
import { DropoutMasks } from "./dropout.js";
import type { ParameterLayout } from "./parameters.js";
import { cosineRate } from "./schedule.js";

/** How long, how fast and with how much regularisation something is trained. */
export interface EpochSettings {
  readonly epochs: number;
  readonly batch: number;
  /** Learning rate after the warm-up. */
  readonly rate: number;
  readonly warmupEpochs: number;
  readonly weightDecay: number;
  /** Probability of dropping a value. */
  readonly dropout: number;
}

/** The state of a training after `epoch` whole epochs. Training that continues from it is bit-identical. */
export interface TrainingCheckpoint {
  readonly epoch: number;
  readonly optimiser: AdamState;
}

/** What is trained, and where an earlier training of it stopped. */
export interface EpochRequest {
  readonly layout: ParameterLayout;
  /** Number of training examples. */
  readonly examples: number;
  readonly settings: EpochSettings;
  readonly seed: number;
  readonly from?: TrainingCheckpoint | undefined;
}

/**
 * Trains parameters with Adam, epoch by epoch, in batches of shuffled examples. Each epoch has a separate stream of
 * random numbers, so that a resumed training gives the same result as an uninterrupted one. `dispose` frees tensors.
 */
export abstract class EpochTrainer {
  readonly #random: Random;
  protected readonly adam: Adam;
  protected readonly masks: DropoutMasks;
  #epoch: number;

  constructor(private readonly training: EpochRequest) {
    const { layout, settings, seed, from } = training;
    this.#random = new Random(seed);
    this.adam = new Adam(
      from?.optimiser ?? Adam.initial(layout.initial(this.#random.fork("weights"))),
      layout.decayMask(),
      { ...ADAM, weightDecay: settings.weightDecay },
    );
    this.masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
    this.#epoch = from?.epoch ?? 0;
  }

  /** Takes one step on some examples at a learning rate. Returns the loss [nats]. */
  protected abstract step(rows: readonly number[], rate: number, random: Random): number;

  /** Trains one epoch and returns the mean loss [nats]. */
  epoch(): number {
    const { examples, settings } = this.training;
    const stream = this.#random.fork(`epoch ${this.#epoch}`);
    const order = stream.shuffle([...Array(examples).keys()]);
    const length = Math.min(settings.batch, order.length);
    const steps = Math.floor(order.length / length);
    const schedule = {
      start: settings.rate,
      end: settings.rate / 100,
      steps: steps * settings.epochs,
      warmup: steps * settings.warmupEpochs,
    };
    let loss = 0;
    for (let step = 0; step < steps; step++) {
      const rows = order.slice(step * length, (step + 1) * length);
      loss += this.step(rows, cosineRate(this.#epoch * steps + step, schedule), stream);
    }
    this.#epoch++;
    return loss / steps;
  }

  checkpoint(): TrainingCheckpoint {
    return { epoch: this.#epoch, optimiser: this.adam.state() };
  }

  dispose(): void {
    this.adam.dispose();
    this.masks.dispose();
  }
}

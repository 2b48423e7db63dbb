import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../../base/random.js";
import type { FusionForm } from "../../../space/network/fusion-form.js";
import type { FusionGenotype } from "../../../space/network/fusion-genotype.js";
import { ADAM, Adam } from "../../nn/adam.js";
import { DropoutMasks } from "../../nn/dropout.js";
import type { Weights } from "../../nn/parameters.js";
import { cosineRate } from "../../nn/schedule.js";
import { objectiveOf } from "../../targets/objective.js";
import { type Batch, type BatchRows, batches, stepDown, stepsPerEpoch, upload } from "../batches.js";
import type { FusionSplit } from "../data.js";
import type { Pass } from "../operators.js";
import type { FusionWork } from "../progress.js";
import { momentTensors } from "../projection.js";
import { costTerm, type OperatorCosts } from "./cost.js";
import { type ArchitectureValues, derive } from "./derive.js";
import { SearchNetwork } from "./search-network.js";

/** A search for the fusion network with a given number of cells and of nodes per cell. */
export interface FusionSearchRequest extends FusionWork {
  readonly cells: number;
  readonly nodes: number;
  readonly costs: OperatorCosts;
  /** The channels and operators of the networks to derive; their positions are those of the data. */
  readonly form: Pick<FusionForm, "channels" | "operators">;
}

/**
 * Searches a fusion network (tier 2) with first-order DARTS (Liu et al., 2019): steps of the weights on the training
 * split alternate with steps of the architecture parameters on the validation split, whose loss includes the cost term.
 * Returns the genotype derived from the result.
 *
 * @throws what `onEpoch` throws, after freeing all tensors
 */
export async function searchFusion(request: FusionSearchRequest): Promise<FusionGenotype> {
  const { data, cells, nodes, settings, onEpoch, from, form } = request;
  const total = settings.searchEpochs;
  const search = new FusionSearch(request);
  try {
    for (let epoch = from?.epochs ?? 0; epoch < total; epoch++) {
      search.epoch(epoch);
      const done = epoch + 1;
      const state = () => ({ epochs: done, optimisers: search.state() });
      await onEpoch({ stage: "searching", done, total, state });
    }
    return derive(search.choices(), data.train.features.names, cells, nodes, form.operators);
  } finally {
    search.dispose();
  }
}

type Drop = Pass["drop"];

/** A search in progress: the search network, the optimisers of weights and architecture parameters, and the data. */
class FusionSearch {
  readonly #network: SearchNetwork;
  readonly #cost: (choices: Weights) => tf.Tensor;
  readonly #random: Random;
  readonly #masks: DropoutMasks;
  readonly #weights: Adam;
  readonly #choices: Adam;
  readonly #moments;
  readonly #taps: readonly number[];

  constructor(private readonly request: FusionSearchRequest) {
    const { data, cells, nodes, costs, settings, seed, from, form } = request;
    const { names, channels: inChannels, positions } = data.train.features;
    const channels = Math.min(settings.searchChannels, form.channels);
    const shape = { taps: names, inChannels, channels, positions, classes: data.classes };
    this.#network = new SearchNetwork(cells, nodes, shape, form.operators);
    const cost = costTerm(costs, settings.costWeights, form.operators);
    this.#cost = (choices) => cost(choices, cells, nodes);
    this.#random = new Random(seed).fork("fusion search");
    this.#masks = new DropoutMasks(settings.dropout, `${seed}/dropout`);
    const { weights, architecture } = this.#network;
    this.#weights = new Adam(
      from?.optimisers[0] ?? Adam.initial(weights.initial(this.#random.fork("weights"))),
      weights.decayMask(),
      { ...ADAM, weightDecay: settings.weightDecay },
    );
    this.#choices = new Adam(
      from?.optimisers[1] ?? Adam.initial(architecture.initial(this.#random.fork("choices"))),
      new Float32Array(architecture.size).fill(1),
      { ...ADAM, beta1: 0.5, weightDecay: 1e-3 },
    );
    this.#taps = [...names.keys()];
    this.#moments = momentTensors(data.moments, this.#taps, inChannels);
  }

  /** Trains one epoch. The architecture parameters take a step after every `architectureEvery` steps of the weights. */
  epoch(epoch: number): void {
    const { data, settings } = this.request;
    const stream = this.#random.fork(`epoch ${epoch}`);
    const validationBatches = endlessBatches(data.validation, settings.searchBatch, stream);
    const steps = stepsPerEpoch(data.train, settings.searchBatch);
    const schedule = {
      start: settings.searchRate,
      end: settings.searchRate / 50,
      steps: steps * settings.searchEpochs,
      warmup: 3,
    };
    const drop: Drop = (x) => this.#masks.apply(x, stream);
    let step = steps * epoch;
    for (const rows of batches(data.train, settings.searchBatch, stream)) {
      this.#stepWeights(rows, drop, cosineRate(step, schedule));
      if (++step % settings.architectureEvery === 0)
        this.#stepChoices(validationBatches.next().value as BatchRows);
    }
  }

  #stepWeights(rows: BatchRows, drop: Drop, rate: number): void {
    const { data, settings } = this.request;
    const network = this.#network;
    const batch = upload(data.train, this.#taps, rows, data.classes, settings.smoothing);
    const loss = (flat: tf.Tensor1D) =>
      this.#loss(network.weights.view(flat), network.architecture.view(this.#choices.values), batch, drop);
    stepDown(this.#weights, batch, loss, rate);
  }

  #stepChoices(rows: BatchRows): void {
    const { data, settings } = this.request;
    const network = this.#network;
    const batch = upload(data.validation, this.#taps, rows, data.classes, 0);
    const loss = (flat: tf.Tensor1D) => {
      const weights = network.weights.view(this.#weights.values);
      const choices = network.architecture.view(flat);
      return tf.add(
        this.#loss(weights, choices, batch, (x) => x),
        this.#cost(choices),
      );
    };
    stepDown(this.#choices, batch, loss, settings.architectureRate);
  }

  #loss(weights: Weights, choices: Weights, batch: Batch, drop: Drop): tf.Tensor {
    const { data } = this.request;
    const { channels, positions } = this.#network.shape;
    const pass: Pass = { weights, channels, positions, drop };
    const logits = this.#network.logits(pass, choices, batch.maps, this.#moments);
    return objectiveOf(data.train.targets.kind).loss(logits, batch.targets);
  }

  /** Returns the optimiser states of the weights and of the architecture parameters. */
  state() {
    return [this.#weights.state(), this.#choices.state()] as const;
  }

  /** Returns the current architecture parameters. */
  choices(): ArchitectureValues {
    return valuesOf(this.#network.architecture.kept(this.#choices.state().values));
  }

  dispose(): void {
    this.#weights.dispose();
    this.#choices.dispose();
    this.#masks.dispose();
    tf.dispose([this.#moments.mean, this.#moments.covariance]);
  }
}

/** Yields batches of a split without end, in a new order in every round. */
function* endlessBatches(split: FusionSplit, size: number, random: Random): Generator<BatchRows> {
  for (let round = 0; ; round++) yield* batches(split, size, random.fork(`validation ${round}`));
}

function valuesOf(tensors: Weights): ArchitectureValues {
  const values = new Map([...tensors].map(([name, tensor]) => [name, tensor.dataSync() as Float32Array]));
  tf.dispose([...tensors.values()]);
  return values;
}

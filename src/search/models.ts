import { familyNamed } from "../../predictors/families/index.js";
import { createEncoder, type Encoder } from "../../predictors/features/encoder.js";
import type { Matrix, Regressor } from "../../predictors/port.js";
import { fitTransform, type Transform, transformKinds } from "../../predictors/transforms.js";
import { isMaximised, type Metric } from "../base/metric.js";
import type { Genotype } from "../space/types.js";
import type { Belief } from "./acquisition.js";
import type { Problem } from "./ports.js";
import type { Evaluated } from "./survival.js";

/** The strongest family below 300 networks; its intervals come from the marginal likelihood, without calibration. */
const FAMILY = familyNamed("gaussian-process");
/** Fewest networks that a model is fitted to. */
export const LEAST_KNOWN = 4;
const FIRST_CHECKPOINT = 10;
const CHECKPOINT_GROWTH = 1.5;
const ABYSS = 2;

interface Model {
  readonly regressor: Regressor;
  readonly transform: Transform;
}

/**
 * One model per objective of a problem, refitted as more is known. Each fit starts from the one at the last checkpoint
 * (10 networks, 15, 23, ...), not from the last fit: so the models depend on what is known only, and a resumed search
 * needs a handful of fits, not all of them again.
 */
export class SurrogateModels {
  readonly #metrics: readonly Metric[];
  readonly #seed: number;
  readonly #encoder: Encoder;
  readonly #checkpoints = new Map<number, readonly Model[]>();

  constructor(problem: Problem, seed: number) {
    this.#metrics = problem.objectives.map((objective) => objective.metric);
    this.#seed = seed;
    this.#encoder = createEncoder(problem.space, []);
  }

  encode(networks: readonly Genotype[]): Matrix {
    return this.#encoder.encode(networks);
  }

  /** What models fitted to `known` (at least four, in the order of the history) say of encoded networks. */
  fit(known: readonly Evaluated[]): (pool: Matrix) => Belief[] {
    const models = this.#fitFromCheckpoint(known);
    return (pool) => models.map((model, m) => beliefOf(model, pool, isMaximised(this.#metrics[m])));
  }

  #fitFromCheckpoint(known: readonly Evaluated[]): readonly Model[] {
    let models: readonly Model[] | undefined;
    for (let count = FIRST_CHECKPOINT; count <= known.length; count = Math.ceil(count * CHECKPOINT_GROWTH)) {
      const checkpoint = this.#checkpoints.get(count) ?? this.#fitAll(known.slice(0, count), models);
      this.#checkpoints.set(count, checkpoint);
      models = checkpoint;
    }
    return this.#checkpoints.get(known.length) ?? this.#fitAll(known, models);
  }

  #fitAll(known: readonly Evaluated[], earlier: readonly Model[] | undefined): readonly Model[] {
    const features = this.encode(known.map((network) => network.genotype));
    return this.#metrics.map((metric, m) => {
      const values = Float64Array.from(known, (network) => network.values[m]);
      const transform = fitTransform(transformKinds(metric)[0], values);
      const latent = transform.toLatent(values);
      const regressor = FAMILY.fit(features, isMaximised(metric) ? withoutAbyss(latent) : latent, {
        seed: this.#seed,
        groups: this.#encoder.coarseGroups,
        ...(earlier === undefined ? {} : { warmStart: earlier[m].regressor.state }),
      });
      return { regressor, transform };
    });
  }
}

/**
 * Latent accuracies (smaller is better), none farther below the median than twice what the best is above it. Networks that
 * learn nothing would otherwise set the scale, and how bad they are does not matter.
 */
function withoutAbyss(latent: Float64Array): Float64Array {
  const sorted = latent.slice().sort();
  const median = sorted[sorted.length >> 1];
  const bottom = median + ABYSS * (median - sorted[0]);
  return latent.map((value) => Math.min(value, bottom));
}

function beliefOf({ regressor, transform }: Model, pool: Matrix, maximised: boolean): Belief {
  const { mean, sd } = regressor.predict(pool);
  return {
    at: (z) => {
      const natural = transform.toNatural(mean.map((value, i) => value + z * sd[i]));
      return maximised ? natural.map((value) => -value) : natural;
    },
  };
}

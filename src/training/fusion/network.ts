import * as tf from "@tensorflow/tfjs-core";
import type { FusionGenotype } from "../../space/network/fusion-genotype.js";
import { ParameterLayout, weightOf } from "../nn/parameters.js";
import { layerNorm } from "./norms.js";
import { declareNorm, exampleNorm, type MapShape, OPERATORS, type Pass } from "./operators.js";
import { declareProjections, type MomentTensors, project } from "./projection.js";

/** Number of the last cells that the classifier reads. */
const READ_CELLS = 2;

/** The sizes of a fusion network and the taps that it may read. */
export interface FusionShape extends MapShape {
  /** Names of all taps, as in the genes. */
  readonly taps: readonly string[];
  /** Channels of the widest tap. */
  readonly inChannels: number;
  readonly classes: number;
}

/** The fusion network of a genotype. It has parameters only for what the genotype reads and computes. */
export class FusionNetwork {
  readonly layout = new ParameterLayout();
  /** The taps that the network reads, as positions in `shape.taps`. */
  readonly taps: readonly number[];
  readonly #tapAt: ReadonlyMap<string, number>;

  constructor(
    readonly genotype: FusionGenotype,
    readonly shape: FusionShape,
  ) {
    const used = new Set(genotype.flatMap(({ inputs }) => inputs));
    this.taps = shape.taps.flatMap((name, i) => (used.has(name) ? [i] : []));
    this.#tapAt = new Map(this.taps.map((tap, i) => [shape.taps[tap], i]));
    declareProjections(this.layout, this.taps.length, shape.inChannels, shape.channels);
    genotype.forEach(({ nodes }, c) => {
      for (const [n, { operator }] of nodes.entries()) {
        OPERATORS[operator].declare(this.layout, `cell${c + 1}.node${n + 1}`, shape);
      }
      declareNorm(this.layout, `cell${c + 1}`, shape.positions * shape.channels);
    });
    declareClassifier(this.layout, genotype.length, shape);
  }

  /** Computes the logits (batch, classes) from the `maps` (taps, batch * positions, inChannels) of `taps`. */
  logits(pass: Pass, maps: tf.Tensor3D, moments: MomentTensors): tf.Tensor2D {
    const projected = tf.unstack(project(pass, maps, moments)) as tf.Tensor2D[];
    const cells: tf.Tensor2D[] = [];
    const source = (name: string): tf.Tensor2D =>
      name.startsWith("cell.")
        ? cells[Number(name.slice(5)) - 1]
        : projected[this.#tapAt.get(name) as number];
    this.genotype.forEach(({ inputs, nodes }, c) => {
      const states = inputs.map(source);
      nodes.forEach(({ inputs: [x, y], operator }, n) => {
        const [first, second] = [x, y].map((name) => states[stateOf(name)]);
        states.push(OPERATORS[operator].apply(pass, `cell${c + 1}.node${n + 1}`, first, second));
      });
      cells.push(exampleNorm(pass, `cell${c + 1}`, tf.add(states[states.length - 1], states[0])));
    });
    return classify(pass, cells);
  }
}

/** The position of a source among the states of a cell: `input.1`, `input.2`, then `node.1` and further nodes. */
const stateOf = (name: string): number =>
  Number(name.slice(name.indexOf(".") + 1)) - 1 + (name.startsWith("node.") ? 2 : 0);

/** Declares the parameters of `classify` for a network with that many cells. */
export function declareClassifier(
  layout: ParameterLayout,
  cells: number,
  { channels, positions, classes }: FusionShape,
): void {
  const width = Math.min(READ_CELLS, cells) * positions * channels;
  declareNorm(layout, "output", width);
  layout.weight("classifier", [width, classes], 2 * width);
  layout.constant("classifier.bias", [classes], 0);
}

/** Computes the logits (batch, classes): the last cells concatenated, layer norm, ReLU, dropout, linear layer. */
export function classify(pass: Pass, cells: readonly tf.Tensor2D[]): tf.Tensor2D {
  const last = cells.slice(-READ_CELLS);
  const rows = last.map((map) => tf.reshape(map, [-1, pass.positions * map.shape[1]]) as tf.Tensor2D);
  const joined = last.length === 1 ? rows[0] : tf.concat(rows, 1);
  const normed = layerNormOf(pass, joined);
  const hidden = pass.drop(tf.relu(normed));
  return tf.add(
    tf.matMul(hidden, weightOf(pass.weights, "classifier") as tf.Tensor2D),
    weightOf(pass.weights, "classifier.bias"),
  ) as tf.Tensor2D;
}

function layerNormOf(pass: Pass, rows: tf.Tensor2D): tf.Tensor2D {
  return layerNorm(rows, weightOf(pass.weights, "output.gamma"), weightOf(pass.weights, "output.beta"));
}

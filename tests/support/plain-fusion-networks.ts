import type { FusionForm } from "../../src/space/network/fusion-form.js";
import type { FusionGenotype } from "../../src/space/network/fusion-genotype.js";
import type { Weights } from "../../src/training/nn/parameters.js";
import {
  attended,
  columnNorm,
  exampleNorm,
  gatedLinear,
  type PlainWeights,
  plainOperators,
} from "./plain-fusion.js";
import { added, layerNorm, map, mish, product, type Rows, relu, rowsOf, softmax } from "./plain-network.js";

/**
 * The maps of every tap, (taps, n * positions, channels): those of the training examples, and those of the examples to
 * classify.
 */
export interface PlainMaps {
  readonly training: readonly Rows[];
  readonly scored: readonly Rows[];
}

/**
 * A fusion network written from its description, computing one value after the other. The parameters are read from
 * `weights`.
 */
export class PlainFusion {
  constructor(
    private readonly weights: Weights,
    private readonly form: FusionForm,
  ) {}

  get channels(): number {
    return this.form.channels;
  }

  get operators() {
    return plainOperators(this.form.positions);
  }

  /**
   * Computes the logits (batch, classes) of a derived network; batch norms of operators use the statistics of the
   * batch.
   */
  logits(genotype: FusionGenotype, taps: readonly string[], maps: PlainMaps): number[][] {
    const used = taps.filter((name) => genotype.some(({ inputs }) => inputs.includes(name)));
    const sources = new Map<string, Rows>(
      used.map((name, i) => [name, this.#projected(i, taps.indexOf(name), maps)]),
    );
    const cells = genotype.map(({ inputs, nodes }, c) => {
      const states = new Map(inputs.map((name, i) => [`input.${i + 1}`, sources.get(name)!]));
      let last: Rows = [];
      nodes.forEach(({ inputs: [x, y], operator }, n) => {
        const weights = this.#part(`cell${c + 1}.node${n + 1}.`);
        last = this.operators[operator](states.get(x)!, states.get(y)!, weights);
        states.set(`node.${n + 1}`, last);
      });
      const cell = this.#cell(c + 1, last, states.get("input.1")!);
      sources.set(`cell.${c + 1}`, cell);
      return cell;
    });
    return this.#classified(cells);
  }

  /** Computes the logits of the search network, whose architecture parameters are `choices`. */
  searched(cells: number, nodes: number, choices: Weights, maps: PlainMaps): number[][] {
    const taps = maps.scored.map((_, i) => this.#projected(i, i, maps));
    const done: Rows[] = [];
    for (let c = 1; c <= cells; c++) {
      const input = mixed([...taps, ...done], skips(choices, `alpha.${c}`));
      const states: Rows[] = [input, input];
      for (let n = 1; n <= nodes; n++) {
        const x = mixed(states, skips(choices, `beta.${c}.${n}`));
        const gamma = softmax(flat(choices, `gamma.${c}.${n}`));
        states.push(mixed(this.#candidates(`cell${c}.node${n}`, x), gamma));
      }
      done.push(this.#cell(c, states[states.length - 1], input));
    }
    return this.#classified(done);
  }

  /** Computes all operators of the form on (x, x), in their order. */
  #candidates(name: string, x: Rows): Rows[] {
    const { channels, positions, operators } = this.form;
    const widths = { LinearGLU: 2, ConcatFC: 1, CatConvMish: 1 };
    const convolved = Object.entries(widths).filter(([own]) => operators.some((other) => other === own));
    const convolution = (own: string): Rows => {
      const before = convolved.slice(
        0,
        convolved.findIndex(([other]) => other === own),
      );
      const from = before.reduce((sum, [, width]) => sum + width, 0) * channels;
      const all = convolved.reduce((sum, [, width]) => sum + width, 0) * channels;
      const whole = product(x, rowsOf(flat(this.weights, `${name}.convolutions`), all));
      const width = widths[own as keyof typeof widths] * channels;
      return columnNorm(whole, this.#part(`${name}.convolutions.`)).map((row) =>
        row.slice(from, from + width),
      );
    };
    const results: Readonly<Record<string, () => Rows>> = {
      Sum: () => added(x, x),
      ScaleDotAttn: () => {
        const { gamma, beta } = this.#part(`${name}.attention.`);
        return exampleNorm(attended(x, x, positions), gamma, beta);
      },
      LinearGLU: () => gatedLinear(convolution("LinearGLU")),
      ConcatFC: () => map(convolution("ConcatFC"), relu),
      SE1: () => this.operators.SE1(x, x, this.#part(`${name}.se.`)),
      CatConvMish: () => map(convolution("CatConvMish"), mish),
    };
    return operators.map((operator) => results[operator]());
  }

  /** Projects a tap: 1x1 convolution, batch norm with the statistics of all training examples, ReLU. */
  #projected(position: number, tap: number, { training, scored }: PlainMaps): Rows {
    const whole = rowsOf(flat(this.weights, "taps"), this.channels);
    const per = scored[tap][0].length;
    const weights = whole.slice(position * per, (position + 1) * per);
    const [gamma, beta] = ["gamma", "beta"].map((part) =>
      flat(this.weights, `taps.${part}`).slice(position * this.channels, (position + 1) * this.channels),
    );
    const convolved = product([...training[tap], ...scored[tap]], weights);
    const normed = columnNorm(convolved, { gamma, beta }, training[tap].length);
    return map(normed.slice(training[tap].length), relu);
  }

  #cell(number: number, last: Rows, first: Rows): number[][] {
    const { gamma, beta } = this.#part(`cell${number}.`);
    return exampleNorm(added(last, first), gamma, beta);
  }

  #classified(cells: readonly Rows[]): number[][] {
    const perCell = cells.slice(-2).map((cell) => rowsOf(cell.flat(), this.form.positions * this.channels));
    const joined = perCell[0].map((_, i) => perCell.flatMap((rows) => rows[i]));
    const { gamma, beta } = this.#part("output.");
    const hidden = map(layerNorm(joined, gamma, beta), relu);
    const bias = flat(this.weights, "classifier.bias");
    const logits = product(hidden, rowsOf(flat(this.weights, "classifier"), bias.length));
    return logits.map((row) => row.map((value, c) => value + bias[c]));
  }

  #part(prefix: string): PlainWeights {
    const names = [...this.weights.keys()].filter((name) => name.startsWith(prefix));
    return Object.fromEntries(names.map((name) => [name.slice(prefix.length), flat(this.weights, name)]));
  }
}

const flat = (weights: Weights, name: string): number[] => [...weights.get(name)!.dataSync()];

/** Returns the weights of "skip" of all edges, from the logits of none and skip. */
const skips = (choices: Weights, name: string): number[] =>
  rowsOf(flat(choices, name), 2).map((logits) => softmax(logits)[1]);

const mixed = (maps: readonly Rows[], weights: readonly number[]): number[][] =>
  maps.map((own, i) => map(own, (value) => value * weights[i])).reduce(added);
